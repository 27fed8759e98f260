// A calibration as a file tells it: which scenario, what is free within which range, what it must come near.
//
//   [calibration]
//   scenario = "../lab.toml"
//   method = "abc_smc"                       # or history_matching, or both: waves first, ABC within what is left
//
//   [[parameter]]
//   name = "births"
//   parameter = "partnerships.birth_rate"
//   low = 0.15
//   high = 0.45
//
//   [[target]]
//   name = "C1"                              # a pattern: its value and tolerance are known
//
//   [[target]]
//   name = "trust_2015"                      # a measure of the perimeter
//   measure = "mean_trust"
//   month = "2015-09"
//   value = 0.55
//   tolerance = 0.05
//   source = "survey …"
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/calibration/abc_smc.hpp"
#include "analysis/calibration/history_matching.hpp"
#include "analysis/experiment/experiment.hpp"
#include "sim/core/calendar.hpp"

namespace analysis {

enum class CalibrationMethod { abc_smc, history_matching, both };
inline constexpr std::array<std::string_view, 3> method_names{"abc_smc", "history_matching", "both"};

/// Uniform between its bounds, or uniform in the logarithm.
struct FreeRange {
  std::string name, parameter;
  double low = 0, high = 0;
  bool logarithmic = false;
  sim::Place place{};

  /// From the unit cube and back.
  [[nodiscard]] double at(double unit) const;
  [[nodiscard]] double unit_of(double value) const;
};

struct CalibrationTarget {
  std::string name, measure, source;
  sim::Month month{};
  double value = 0, tolerance = 0;
  [[nodiscard]] bool is_pattern() const { return measure.empty(); }
};

struct CalibrationPlan {
  std::string title, question;
  /// The calibration said in full, with the values of its patterns, as a file that stands beside the scenario
  /// saved as scenario.toml; and that scenario in full, its tables in the folder data.
  std::string text, scenario_text;
  Arm scenario;
  CalibrationMethod method = CalibrationMethod::abc_smc;
  std::vector<FreeRange> parameters;
  std::vector<CalibrationTarget> targets;
  int seeds = 1;  ///< runs a candidate, averaged
  std::uint32_t seed = 1;
  AbcSettings abc;
  HistorySettings history;

  [[nodiscard]] Observed observed() const;
};

/// Whether a file of settings is a calibration: has a table [calibration].
[[nodiscard]] bool is_calibration(const std::filesystem::path& path);
/// InputError with all faults: no target or parameter, a target without tolerance, a pattern that is held out,
/// a range that leaves the parameter's own.
[[nodiscard]] CalibrationPlan read_calibration(const std::filesystem::path& path);

}  // namespace analysis
