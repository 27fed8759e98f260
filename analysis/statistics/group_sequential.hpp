// Looking at an experiment while it runs, without inflating false positives: group-sequential tests with
// O'Brien & Fleming's (1979) bounds.
//
// At look k of K, with the share t_k of all pairs, the test rejects when |Z_k| ≥ C/√t_k. C is solved for so
// that under the null the chance to reject at any look is alpha, by recursive integration of the density of
// the score that has not been stopped yet (Armitage, McPherson & Rowe 1969; Jennison & Turnbull 2000, ch.
// 19). Valid for increments that are independent and near normal: paired differences of replicates, their t
// turned into the Z of the same tail.
#pragma once

#include <span>
#include <vector>

#include "analysis/statistics/sample.hpp"

namespace analysis::statistics {

/// Chances to leave through a bound first at each look.
struct Crossing {
  std::vector<double> up, down;
};
/// `fractions` rise to 1; `bounds` on |Z| are positive; `drift` is the mean of Z at the last look (0 = the
/// null). InvariantError when they are not so.
[[nodiscard]] Crossing crossing_chances(std::span<const double> fractions, std::span<const double> bounds,
                                        double drift);

/// The bounds C/√t_k with two-sided error `alpha` in (0, 1) over all looks.
[[nodiscard]] std::vector<double> obrien_fleming_bounds(std::span<const double> fractions, double alpha);

/// Chance to reject in the direction of `drift` by the last look.
[[nodiscard]] double sequential_power(std::span<const double> fractions, std::span<const double> bounds,
                                      double drift);

/// Interval of a mean that holds at all looks together with 1 − alpha (repeated interval; Jennison & Turnbull
/// 1989): the t interval whose tails are those of `bound`. At least two values.
[[nodiscard]] Interval repeated_interval(std::span<const double> values, double bound);

}  // namespace analysis::statistics
