// One claim under one theory, the wiring on or neutral: the paired test at a look.
#pragma once

#include <span>

#include "analysis/hypothesis/hypothesis.hpp"
#include "analysis/statistics/sample.hpp"

namespace analysis {

struct ClaimTest {
  std::size_t pairs = 0;  ///< that have a value
  double effect;          ///< mean, positive in the direction claimed; NaN with fewer than two pairs
  double median;
  statistics::Interval interval;  ///< repeated interval: holds at all looks together
  double p_t, p_wilcoxon;         ///< two-sided, of this look alone
  double z;                       ///< of the t test
  bool rejects = false;           ///< |z| reaches the bound of the look
  bool holds = false;             ///< the interval lies above 0, the mean reaches the smallest effect
  bool excluded = false;          ///< the interval lies below the smallest effect
};
/// `bound` of this look on |Z| (statistics::obrien_fleming_bounds; 1.96 for a single look of 5 %).
[[nodiscard]] ClaimTest test_claim(std::span<const double> effects, double smallest, double bound);

}  // namespace analysis
