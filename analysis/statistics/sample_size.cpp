#include "analysis/statistics/sample_size.hpp"

#include <algorithm>
#include <boost/math/distributions/non_central_t.hpp>
#include <cmath>

#include "analysis/statistics/sample.hpp"
#include "analysis/statistics/t_test.hpp"
#include "sim/core/error.hpp"

namespace analysis::statistics {

namespace {

/// The least n from 2 on at which `enough` holds; it must hold for all larger n as well.
template <class Enough>
std::size_t least(Enough enough) {
  std::size_t high = 2;
  while (!enough(high)) {
    if (high >= most_advised) return most_advised;
    high = std::min(2 * high, most_advised);
  }
  std::size_t low = high / 2;  // not enough, or 1
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (enough(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace

std::size_t replicates_for_precision(double deviation, double half_width, double confidence) {
  require_between(confidence, 0, 1, "confidence");
  if (!(deviation >= 0 && std::isfinite(deviation) && half_width > 0))
    throw sim::InvariantError("precision needs a deviation of at least 0 and a half-width above it");
  return least([&](std::size_t n) {
    const auto replicates = static_cast<double>(n);
    return t_quantile_of_tails(1 - confidence, replicates - 1) * deviation / std::sqrt(replicates) <=
           half_width;
  });
}

double paired_power(double dz, std::size_t n, double alpha) {
  require_between(alpha, 0, 1, "alpha");
  const auto replicates = static_cast<double>(n);
  const double shift = std::abs(dz) * std::sqrt(replicates);
  const double critical = t_quantile_of_tails(alpha, replicates - 1);
  if (!(shift <= 40 * std::max(1.0, critical))) return 1.0;  // what is missing to 1 is below 1e-16
  const boost::math::non_central_t law(replicates - 1, shift);
  return boost::math::cdf(boost::math::complement(law, critical)) + boost::math::cdf(law, -critical);
}

std::size_t replicates_for_power(double dz, double power, double alpha) {
  require_between(power, 0, 1, "power");
  if (!(std::abs(dz) > 0)) throw sim::InvariantError("no number of replicates finds an effect of 0");
  return least([&](std::size_t n) { return paired_power(dz, n, alpha) >= power; });
}

}  // namespace analysis::statistics
