// Tells a waiting user how far a run is: a bar redrawn in place on a terminal, a line now and then in a log.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>

#include "sim/core/calendar.hpp"

namespace sim::output {

enum class ProgressMode { terminal, plain, quiet };

/// What suits `out`: a bar needs a terminal that can move its cursor.
[[nodiscard]] ProgressMode progress_mode(std::FILE* out, bool quiet);

class Progress {
 public:
  using Instant = std::chrono::steady_clock::time_point;
  using Clock = std::function<Instant()>;

  Progress(ProgressMode mode, std::FILE* out, int total_months, Clock clock = std::chrono::steady_clock::now);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Leaves the cursor on a line of its own, also when the run ends by an exception.
  ~Progress() { finish(); }

  /// Seconds between two lines of a log; 10 unless told.
  void set_interval(std::chrono::seconds interval) { interval_ = interval; }

  /// `month` is the last one computed, `done_months` how many are done of the total. The first call starts
  /// the measure of speed, so call it once before the first month, with what a resumed run has done already.
  void update(Month month, int done_months, std::int64_t agents);
  void finish();

 private:
  struct State {
    Month month;
    int done = 0;
    std::int64_t agents = 0;
  };
  [[nodiscard]] std::string status(Instant now) const;
  [[nodiscard]] std::string bar(int width) const;
  [[nodiscard]] int percent() const;
  void write(const std::string& text) const;
  void draw(Instant now);
  void print_line(Instant now);

  ProgressMode mode_;
  std::FILE* out_;
  int total_months_;
  Clock clock_;
  bool colour_;
  std::chrono::seconds interval_{10};
  State state_;
  int first_done_ = 0;
  double agent_months_ = 0;
  Instant started_{};
  Instant shown_{};
  bool running_ = false;
  bool printed_ = false;
};

/// "85 s", "3 min 20 s", "2 h 05 min".
[[nodiscard]] std::string duration_text(std::chrono::seconds duration);

}  // namespace sim::output
