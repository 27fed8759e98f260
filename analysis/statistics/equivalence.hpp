// Two one-sided tests of equivalence (TOST; Schuirmann 1987): whether a mean difference lies within
// ±margin, the smallest effect of interest. Not to find a difference is no evidence of equivalence; this is.
#pragma once

#include <span>

#include "analysis/statistics/sample.hpp"

namespace analysis::statistics {

struct Equivalence {
  double p_above_low;   ///< against mean ≤ −margin
  double p_below_high;  ///< against mean ≥ margin
  double p;             ///< the larger of the two
  Interval interval;    ///< of 1 − 2·alpha: inside ±margin exactly when p < alpha
};
/// At least two differences, margin > 0 (InvariantError else), alpha in (0, 0.5). Assumes what t_test does.
[[nodiscard]] Equivalence equivalence_test(std::span<const double> differences, double margin,
                                           double alpha = 0.05);

}  // namespace analysis::statistics
