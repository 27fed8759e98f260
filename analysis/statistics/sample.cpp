#include "analysis/statistics/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/core/error.hpp"

namespace analysis::statistics {

void require_sample(std::span<const double> values, std::size_t least, std::string_view method) {
  if (values.size() < least)
    throw sim::InvariantError(fmt::format("{} of {} values, needs {}", method, values.size(), least));
  for (const double value : values) {
    if (!std::isfinite(value)) throw sim::InvariantError(fmt::format("{} of a value that is none", method));
  }
}

void require_between(double value, double low, double high, std::string_view what) {
  if (!(value > low && value < high))
    throw sim::InvariantError(fmt::format("{} {} is not between {} and {}", what, value, low, high));
}

double mean(std::span<const double> values) {
  require_sample(values, 1, "mean");
  // Of equal values the value itself, whatever rounding a sum would leave.
  const double first = values.front();
  double sum = 0;
  for (const double value : values) sum += value - first;
  return first + sum / static_cast<double>(values.size());
}

double variance(std::span<const double> values) {
  require_sample(values, 2, "variance");
  const double center = mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - center) * (value - center);
  return squares / static_cast<double>(values.size() - 1);
}

double standard_deviation(std::span<const double> values) { return std::sqrt(variance(values)); }

double sorted_quantile(std::span<const double> sorted, double p) {
  require_sample(sorted, 1, "quantile");
  const double place = std::clamp(p, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double median(std::span<const double> values) {
  require_sample(values, 1, "median");
  std::vector<double> copy(values.begin(), values.end());
  const std::size_t half = copy.size() / 2;
  std::nth_element(copy.begin(), copy.begin() + static_cast<std::ptrdiff_t>(half), copy.end());
  if (copy.size() % 2 == 1) return copy[half];
  return 0.5 *
         (copy[half] + *std::max_element(copy.begin(), copy.begin() + static_cast<std::ptrdiff_t>(half)));
}

namespace {

/// Positions of the values in rising order; visits each run of equal values as [begin, end) of them.
template <class Visit>
void visit_ties(std::span<const double> values, Visit visit) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    visit(order, begin, end);
  }
}

}  // namespace

std::vector<double> mid_ranks(std::span<const double> values) {
  std::vector<double> ranks(values.size());
  visit_ties(values, [&](const std::vector<std::size_t>& order, std::size_t begin, std::size_t end) {
    for (std::size_t k = begin; k < end; ++k) ranks[order[k]] = 0.5 * static_cast<double>(begin + end + 1);
  });
  return ranks;
}

double tie_sum(std::span<const double> values) {
  double sum = 0;
  visit_ties(values, [&](const std::vector<std::size_t>&, std::size_t begin, std::size_t end) {
    const auto tied = static_cast<double>(end - begin);
    sum += tied * tied * tied - tied;
  });
  return sum;
}

}  // namespace analysis::statistics
