// Points of a sweep that are shown together: those of one value of a factor, or of a class of values.
#pragma once

#include <vector>

#include "analysis/report/experiment/gathered.hpp"

namespace analysis::report {

struct PointGroup {
  double at = 0;  ///< the value, the mean of the class, or the place of a text
  Text label;     ///< "0.3", "0.1 – 0.2", the text
  std::vector<std::size_t> points;
};

/// Up to `most_values` values stand for themselves; more are gathered in `classes` of about as many points
/// each, equal values in one class. In rising order; texts in that of the alphabet.
[[nodiscard]] std::vector<PointGroup> groups_of(const GatheredFactor& factor, std::size_t most_values,
                                                std::size_t classes);

/// Mean over these points at the last month, one value a replicate; NaN where none is done.
[[nodiscard]] std::vector<double> by_replicate(const Gathered& gathered, const GatheredMeasure& measure,
                                               const std::vector<std::size_t>& points);

/// Three significant digits, as each language writes them.
[[nodiscard]] Text short_number(double value);

}  // namespace analysis::report
