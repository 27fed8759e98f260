// Tells a waiting user how far a sweep is: a line redrawn on a terminal, a line now and then in a log.
#pragma once

#include <chrono>

#include "analysis/experiment/run_experiment.hpp"
#include "sim/output/progress.hpp"

namespace cli {

class SweepProgress {
 public:
  using Clock = std::chrono::steady_clock;

  SweepProgress(bool quiet, std::FILE* out);
  SweepProgress(const SweepProgress&) = delete;
  SweepProgress& operator=(const SweepProgress&) = delete;
  ~SweepProgress() { finish(); }

  void update(const analysis::SweepState& state);
  void finish();

 private:
  void show(Clock::time_point now);

  sim::output::ProgressMode mode_;
  std::FILE* out_;
  Clock::time_point began_ = Clock::now(), shown_{};
  analysis::SweepState state_;
  bool drawn_ = false;
};

/// "1234/10000 runs, 2 failed, 45.1 runs/s, 3 min 20 s left"; the speed is that of `fresh` runs in `seconds`.
[[nodiscard]] std::string sweep_line(const analysis::SweepState& state, double seconds);

}  // namespace cli
