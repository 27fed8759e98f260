// Quantiles of what was observed: an observed value, never one in between.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace territory {

/// The smallest value that at least `share` of `values` do not exceed; NaN of none.
[[nodiscard]] inline double quantile(std::vector<double> values, double share) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::ranges::sort(values);
  const double rank = std::ceil(share * static_cast<double>(values.size()));
  return values[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

}  // namespace territory
