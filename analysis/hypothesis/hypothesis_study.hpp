// A hypothesis put to the test: frozen, run, read.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "analysis/experiment/run_experiment.hpp"
#include "analysis/hypothesis/hypothesis_plan.hpp"
#include "analysis/hypothesis/hypothesis_verdict.hpp"

namespace analysis {

/// The hash under which a hypothesis was frozen before its first run in a folder, and its hash now.
struct Freeze {
  std::string frozen, now;
  std::string text;  ///< what was frozen
  [[nodiscard]] bool changed() const { return frozen != now; }
};
/// SHA-256 over the hypothesis, its resolved scenario and the theories' settings: all that decides what is
/// claimed and run. Comments and names of files decide nothing.
[[nodiscard]] std::string frozen_text(const Hypothesis& hypothesis);
/// Freezes the hypothesis in FOLDER/frozen.json, or reads what was frozen there. InputError when that file
/// was tampered with: its text and its hash do not match. StorageError when it cannot be written.
[[nodiscard]] Freeze freeze(const Hypothesis& hypothesis, const std::filesystem::path& folder);

struct Study {
  Freeze freeze;
  TestMode mode;
  std::vector<TheoryResult> theories;
  std::vector<DrawResult> draws;
  std::vector<double> smallest;  ///< by claim, on its scale
  std::vector<double> bounds;    ///< on |Z|, by look
  HypothesisVerdict verdict;
  std::size_t looks_taken = 0, varied = 0;
  std::uint64_t runs = 0, failed = 0;
  double busy_seconds = 0;  ///< of simulation, this session's
  bool stopped = false;     ///< by `options.stop`: nothing but what is run so far is of meaning
};

/// Runs what FOLDER lacks. A hypothesis that was changed after it was frozen is run beside the frozen one,
/// never into its runs.
[[nodiscard]] Study study(const Hypothesis& hypothesis, const TestMode& mode,
                          const std::filesystem::path& folder, const SweepOptions& options);

}  // namespace analysis
