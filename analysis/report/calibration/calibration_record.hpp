// The result file of a calibration read for a report: priors, targets, the posterior and what led to it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/calibration/calibration_file.hpp"
#include "analysis/calibration/posterior.hpp"
#include "sim/output/dataset.hpp"

namespace analysis::report {

struct RecordedPosterior {
  Matrix points;  ///< draws × parameters, unit cube of the prior
  Matrix statistics;
  Eigen::VectorXd weights, distances;
  bool regressed = false;  ///< false: too few draws, `adjusted` is the same as `points`
  Matrix adjusted;         ///< unit cube
  Eigen::VectorXd adjusted_weights;
  PosteriorReading reading, adjusted_reading;
  [[nodiscard]] double effective_size() const { return 1.0 / weights.squaredNorm(); }
};

struct RecordedGeneration {
  double tolerance, acceptance, evidence, effective_size, simulations, failed;
};

struct RecordedWave {
  double runs, left, left_error;
  std::vector<double> doubtful;  ///< one a target
};

struct CalibrationRecord {
  std::string file;  ///< as the user named it
  std::string title, question;
  std::vector<FreeRange> parameters;
  std::vector<CalibrationTarget> targets;
  std::int64_t seeds = 1, seed = 1, simulations = 0;
  std::string method, history_end, abc_end, abc_distance;
  double history_cutoff = 0, final_tolerance = 0;
  std::optional<RecordedPosterior> posterior;  ///< of ABC
  std::vector<RecordedGeneration> generations;
  std::vector<RecordedWave> waves;  ///< of history matching
};

/// Whether a file is the result of a calibration rather than a run.
[[nodiscard]] bool is_calibration_result(const sim::output::ResultFile& file);
/// InputError with one sentence when the file is none, of a newer program, or contradicts itself.
[[nodiscard]] CalibrationRecord read_calibration_result(const sim::output::ResultFile& file,
                                                        const std::string& name);

}  // namespace analysis::report
