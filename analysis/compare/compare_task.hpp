// A comparison as it is asked for, checked and turned into an experiment.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/experiment/experiment.hpp"
#include "models/territory/world/geography.hpp"

namespace analysis {

struct CompareTask {
  std::vector<std::string> scenarios;    ///< paths; the first is the base
  std::vector<std::string> assignments;  ///< over all of them, "table.key=value"
  std::vector<std::string> measures;  ///< empty = `usual_measures`; {"all"} = every measure of the perimeter
  std::string horizon;                ///< "YYYY-MM"; empty = the last month that all arms simulate
  std::int64_t seed = 1;
  int replicates = 16;
  std::vector<std::string> smallest;  ///< "measure=0.03"; or "0.03" with one measure
};

struct PreparedComparison {
  Experiment experiment;
  sim::Month horizon;
  territory::Geography geography;
  std::map<std::string, double> smallest;
};

/// What is compared unless told: partnerships, trust, involvement, needs.
[[nodiscard]] const std::vector<std::string>& usual_measures();

/// InputError with all faults: a scenario's, arms that are equal or of different territories, a measure that
/// does not exist, a horizon that a run does not reach, an effect of interest that is not above 0.
[[nodiscard]] PreparedComparison prepare_comparison(const CompareTask& task);

}  // namespace analysis
