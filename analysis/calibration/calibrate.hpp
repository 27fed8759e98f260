// A calibration run as sweeps: every batch of candidates is an experiment in a folder of its own, so that it
// is resumed, and its result the same, whatever was killed and however many workers there are.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "analysis/calibration/calibration_file.hpp"
#include "analysis/calibration/regression_adjustment.hpp"
#include "analysis/experiment/run_experiment.hpp"
#include "sim/output/dataset.hpp"

namespace analysis {

/// Of the result file of a calibration; raised when something that was there changes its meaning or vanishes.
inline constexpr std::int64_t calibration_format = 1;

/// Thrown out of a calibration when `stop` of its options says so; what was run is kept.
struct CalibrationStopped {};

struct CalibrationResult {
  std::vector<Wave> waves;          ///< none without history matching
  HistoryEnd history_end = HistoryEnd::waves_done;
  AbcResult abc;                    ///< no generations without ABC
  Adjusted adjusted;                ///< of the last generation
  std::uint64_t simulations = 0;    ///< runs of the model the calibration rests on
};

struct CalibrationOptions {
  SweepOptions sweep;
  std::function<void(const std::string&)> tell = [](const std::string&) {};  ///< a line of news
};

/// Goes on with what `folder` holds. InputError when it holds another calibration.
[[nodiscard]] CalibrationResult calibrate(const CalibrationPlan& plan, const std::filesystem::path& folder,
                                          const CalibrationOptions& options);

/// The statistics of one candidate, in the order of the targets, from one run with this seed: for programs that
/// choose candidates themselves. `values` in the order of the parameters. InputError: a value out of range.
[[nodiscard]] std::vector<double> statistics_of_one(const CalibrationPlan& plan, std::span<const double> values,
                                                    std::uint32_t seed);

/// Posterior, its reading, generations and waves as variables; see docs/calibration.md.
[[nodiscard]] sim::output::ResultFile calibration_file(const CalibrationPlan& plan,
                                                       const CalibrationResult& result);
/// A table of `draws` equally weighted draws of the posterior, headed by parameters: a csv design.
[[nodiscard]] std::string posterior_table(const CalibrationPlan& plan, const CalibrationResult& result,
                                          std::size_t draws);
/// What a person reads: targets with the posterior's simulations, parameters, ridges, how it ended.
[[nodiscard]] std::string calibration_text(const CalibrationPlan& plan, const CalibrationResult& result);

}  // namespace analysis
