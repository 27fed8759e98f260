// Pearson's correlation, and inference on correlations by Fisher's (1915, 1921) z = artanh r, which is nearly
// normal with variance 1/(n − 3) for bivariate normal pairs.
#pragma once

#include <cstddef>
#include <span>

#include "analysis/statistics/sample.hpp"

namespace analysis::statistics {

/// Pairs in two spans of one length, at least two; NaN when one side does not vary.
[[nodiscard]] double pearson(std::span<const double> x, std::span<const double> y);

/// artanh r, r in (−1, 1); InvariantError else.
[[nodiscard]] double fisher_z(double r);

struct CorrelationTest {
  double z, error;    ///< artanh r and 1/√(n − 3)
  double p;           ///< two-sided, of no correlation
  Interval interval;  ///< of r
};
/// r from n ≥ 4 pairs.
[[nodiscard]] CorrelationTest correlation_test(double r, std::size_t n, double confidence = 0.95);

/// Two-sided p that two correlations of independent samples are equal.
[[nodiscard]] double correlations_equal(double r1, std::size_t n1, double r2, std::size_t n2);

}  // namespace analysis::statistics
