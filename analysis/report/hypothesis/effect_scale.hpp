// How effects of a claim are written and laid along an axis.
#pragma once

#include <vector>

#include "analysis/hypothesis/hypothesis.hpp"
#include "analysis/report/figure.hpp"

namespace analysis::report {

/// Shares are told in points, all else as it is; two digits of the smallest effect are shown.
struct EffectScale {
  double factor = 1;
  int decimals = 3;
  Text unit;  ///< " pt", or nothing

  /// With its sign and unit.
  [[nodiscard]] Text written(double effect) const;
  [[nodiscard]] Text number(double effect) const;  ///< with its sign only
};
[[nodiscard]] EffectScale scale_of(const Claim& claim);
/// "points de pourcentage, positifs dans le sens annoncé"
[[nodiscard]] Text axis_of(const Claim& claim);

/// Lowest and highest place of an axis that shows 0, the smallest effect and these values. Of many values the
/// outermost may be left out: those that stand farther off than half the room the middle nine tenths take.
struct EffectRange {
  double low, high;
};
[[nodiscard]] EffectRange range_of(double smallest, const std::vector<double>& values, bool many);

}  // namespace analysis::report
