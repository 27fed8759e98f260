// Analysis of variance of a balanced factorial experiment: every combination of levels observed equally
// often.
//
// In balanced designs effects are orthogonal, so that the sums of squares of types I, II and III are one and
// the same, and each is a sum over means of margins (Fisher 1935; Winer, Brown & Michels 1991). Under common
// random numbers let the replicate be a factor that interacts with none: it takes what all arms of a
// replicate share out of the residual.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace analysis::statistics {

struct AnovaTerm {
  std::vector<std::size_t> factors;  ///< rising positions: {0} a main effect, {0, 2} an interaction
  double sum_of_squares;
  double degrees;
  double f, p;          ///< against the residual; NaN when there is none left
  double partial_eta2;  ///< share of effect and residual together that is effect; NaN when both are 0
};
struct Anova {
  std::vector<AnovaTerm> terms;  ///< in the order asked for
  double residual_sum_of_squares, residual_degrees;
};

/// `values` over the full grid of `levels`, last factor fastest. What no term takes is residual: with
/// replicates as the last factor, list no term that holds it but {last} or none. InvariantError when sizes do
/// not match, a factor has fewer than two levels, a term is empty, repeated or out of order, or a value is
/// none.
[[nodiscard]] Anova factorial_anova(std::span<const double> values, std::span<const std::size_t> levels,
                                    std::span<const std::vector<std::size_t>> terms);

/// All main effects and interactions of the first `factors` factors up to `order` at a time.
[[nodiscard]] std::vector<std::vector<std::size_t>> terms_up_to(std::size_t factors, std::size_t order);

/// Estimated effects of one term: the deviation of its margin's means that margins of fewer factors do not
/// explain, over the grid of its factors, last fastest. They sum to 0 along each factor.
[[nodiscard]] std::vector<double> term_effects(std::span<const double> values,
                                               std::span<const std::size_t> levels,
                                               std::span<const std::size_t> term);

}  // namespace analysis::statistics
