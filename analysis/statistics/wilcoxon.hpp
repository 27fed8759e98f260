// Wilcoxon's signed-rank test (Wilcoxon 1945): whether paired differences lie about zero, from their ranks.
//
// Zeros are left out, as Wilcoxon did. Without zeros and ties and up to 50 differences p is exact (the
// distribution of the rank sum is counted out); else it is normal with the tie correction and no correction
// for continuity, as scipy and, with correct = FALSE, R compute it. The test asks for differences that are
// symmetric about their centre; under a skewed law it tests the pseudo-median, not the mean.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace analysis::statistics {

enum class RankLaw { automatic, exact, normal };

struct WilcoxonTest {
  double positive, negative;  ///< rank sums of the differences above and below 0
  std::size_t used;           ///< differences that are not 0
  bool exact;
  double z;  ///< normal deviate of `positive`; NaN where p is exact
  double p;  ///< two-sided; 1 when no difference is left
};
/// InvariantError when `exact` is asked for though there are ties or zeros, or more than 50 differences.
[[nodiscard]] WilcoxonTest wilcoxon_test(std::span<const double> differences,
                                         RankLaw law = RankLaw::automatic);

/// Number of the 2^n sign patterns whose positive ranks sum to 0, 1, …, n(n+1)/2; n at most 50, so that every
/// count is exact in a double.
[[nodiscard]] std::vector<double> signed_rank_counts(std::size_t n);

}  // namespace analysis::statistics
