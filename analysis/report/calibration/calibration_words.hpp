// What is told of a calibration in words: how it ended, what it came to.
#pragma once

#include <vector>

#include "analysis/report/calibration/calibration_record.hpp"
#include "analysis/report/calibration/plot_figure.hpp"
#include "analysis/report/headlines.hpp"

namespace analysis::report {

/// "history matching, then ABC"
[[nodiscard]] Text method_text(const CalibrationRecord& record);
/// A sentence on each part of the method that was used.
[[nodiscard]] Text end_text(const CalibrationRecord& record);
/// Only what the file holds.
[[nodiscard]] std::vector<Headline> headlines_of(const CalibrationRecord& record);

struct CalibrationFact {
  Text term, text;
};
/// Method, end, runs, seeds, draws.
[[nodiscard]] std::vector<CalibrationFact> facts_of(const CalibrationRecord& record);
/// Every target with its value, tolerance and source; every parameter with its prior.
[[nodiscard]] PlotTable targets_table(const CalibrationRecord& record);
[[nodiscard]] PlotTable priors_table(const CalibrationRecord& record);

}  // namespace analysis::report
