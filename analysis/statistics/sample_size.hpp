// How many replicates: for a wanted precision, and to find an effect of a given size (paired t test).
//
// Both rest on a standard deviation estimated from the replicates at hand, which is itself uncertain: with
// ten of them by about a quarter, so the advised number by about half.
#pragma once

#include <cstddef>

namespace analysis::statistics {

inline constexpr std::size_t most_advised = 1'000'000;

/// Fewest replicates, 2 to `most_advised`, at which the t interval of the mean is at most ±half_width.
/// deviation ≥ 0, half_width > 0, confidence in (0, 1).
[[nodiscard]] std::size_t replicates_for_precision(double deviation, double half_width,
                                                   double confidence = 0.95);

/// Chance that the two-sided paired t test of n ≥ 2 differences rejects at `alpha` when the true standardised
/// difference is dz; from the noncentral t law, both tails.
[[nodiscard]] double paired_power(double dz, std::size_t n, double alpha = 0.05);

/// Fewest replicates, 2 to `most_advised`, at which that chance is at least `power`, in (0, 1). dz not 0.
[[nodiscard]] std::size_t replicates_for_power(double dz, double power = 0.8, double alpha = 0.05);

}  // namespace analysis::statistics
