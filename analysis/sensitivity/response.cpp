#include "analysis/sensitivity/response.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace analysis {

double Response::mean(std::size_t row) const {
  double sum = 0;
  for (std::size_t k = 0; k < replicates; ++k) sum += at(row, k);
  return sum / static_cast<double>(replicates);
}

bool Response::constant() const {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  const double size = std::max(std::abs(*low), std::abs(*high));
  return *high - *low <= 16 * std::numeric_limits<double>::epsilon() * size;
}

Response Response::centred() const {
  Response result = *this;
  for (std::size_t k = 0; k < replicates; ++k) {
    const std::span<double> part{&result.values[k * rows], rows};
    // From the first value on, so that a large constant part costs no digits.
    const double start = part[0];
    double sum = 0;
    for (const double value : part) sum += value - start;
    const double mean = start + sum / static_cast<double>(rows);
    for (double& value : part) value -= mean;
  }
  return result;
}

double noise_free_product(std::span<const double> a, std::span<const double> b) {
  if (a.size() == 1) return a[0] * b[0];
  double sum_a = 0, sum_b = 0, same = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    sum_a += a[k];
    sum_b += b[k];
    same += a[k] * b[k];
  }
  const double n = static_cast<double>(a.size());
  return (sum_a * sum_b - same) / (n * (n - 1));
}

double noise_share(const Response& response) {
  if (response.replicates < 2 || response.constant()) return std::numeric_limits<double>::quiet_NaN();
  const Response centred = response.centred();
  double within = 0, all = 0;
  for (std::size_t row = 0; row < centred.rows; ++row) {
    const double mean = centred.mean(row);
    for (std::size_t k = 0; k < centred.replicates; ++k) {
      const double value = centred.at(row, k);
      within += (value - mean) * (value - mean);
      all += value * value;
    }
  }
  const double n = static_cast<double>(centred.replicates);
  return std::min(1.0, within / all * n / (n - 1));
}

}  // namespace analysis
