// What every estimator here starts from: moments and order statistics of a small sample of real numbers.
//
// Samples hold finite numbers; each function says how many it needs and throws InvariantError when it gets
// fewer or meets NaN, for callers choose what they hand over.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace analysis::statistics {

struct Interval {
  double low, high;
  [[nodiscard]] double half_width() const { return 0.5 * (high - low); }
  [[nodiscard]] bool holds(double value) const { return low <= value && value <= high; }
};

/// Throws InvariantError, naming `method`, when there are fewer than `least` values or one is not finite.
void require_sample(std::span<const double> values, std::size_t least, std::string_view method);
/// Throws InvariantError unless low < value < high: a confidence level, a power.
void require_between(double value, double low, double high, std::string_view what);

/// Arithmetic mean of at least one value.
[[nodiscard]] double mean(std::span<const double> values);
/// Sample variance, divisor n − 1, of at least two values; computed from deviations, exact 0 for equal ones.
[[nodiscard]] double variance(std::span<const double> values);
[[nodiscard]] double standard_deviation(std::span<const double> values);
/// Middle value, mean of the two middle ones of an even number.
[[nodiscard]] double median(std::span<const double> values);
/// Quantile p in [0, 1] by linear interpolation between order statistics (Hyndman & Fan 1996, type 7; the
/// default of R and numpy) of values that are sorted already.
[[nodiscard]] double sorted_quantile(std::span<const double> sorted, double p);
/// Ranks 1 … n, ties sharing their mean rank.
[[nodiscard]] std::vector<double> mid_ranks(std::span<const double> values);
/// Σ (t³ − t) over groups of t tied values: the tie correction of rank tests.
[[nodiscard]] double tie_sum(std::span<const double> values);

}  // namespace analysis::statistics
