// Axes of a plot and numbers in its words.
#pragma once

#include "analysis/report/calibration/plot_figure.hpp"

namespace analysis::report {

/// From `low` to `high` exactly, with round ticks between; on a logarithm 1, 2, 5 times powers of ten.
[[nodiscard]] PlotAxis axis_between(double low, double high, bool logarithmic, Text label);
/// From a round value at most `low` to one at least `high`.
[[nodiscard]] PlotAxis axis_around(double low, double high, Text label);
/// Places 0, 1, … with names; rows are read from the top.
[[nodiscard]] PlotAxis axis_of_columns(std::vector<Text> names, Text label);
[[nodiscard]] PlotAxis axis_of_rows(std::vector<Text> names, Text label);

/// Three digits that count: 0.0123, 4.56, 789; "–" for NaN.
[[nodiscard]] Text three_digits(double value);
/// As short as reads back to the same number.
[[nodiscard]] Text shortest(double value);
/// The same in both languages.
[[nodiscard]] Text same(const std::string& text);

}  // namespace analysis::report
