#include "analysis/statistics/bootstrap.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "analysis/keyed_draws.hpp"
#include "sim/core/error.hpp"

namespace analysis::statistics {

Resamples keyed_resamples(std::uint32_t seed, std::size_t sample, std::size_t count) {
  Resamples resamples{sample, std::vector<std::uint32_t>(sample * count)};
  const PurposeDraws purpose({seed, 0}, Purpose::bootstrap);
  for (std::size_t b = 0; b < count; ++b) {
    sim::KeyedDraws draws = purpose.of(static_cast<std::uint32_t>(b));
    for (std::size_t k = 0; k < sample; ++k) {
      const double uniform = draws.uniform(static_cast<std::uint32_t>(k));
      resamples.indices[b * sample + k] = sim::pick(uniform, static_cast<std::uint32_t>(sample));
    }
  }
  return resamples;
}

std::vector<double> bootstrap_distribution(std::span<const double> values, const Statistic& statistic,
                                           const Resamples& resamples) {
  require_sample(values, 2, "bootstrap");
  if (values.size() != resamples.sample)
    throw sim::InvariantError("a sample and its resamples differ in length");
  std::vector<double> distribution, resample(values.size());
  for (std::size_t b = 0; b < resamples.count(); ++b) {
    const auto chosen = resamples[b];
    for (std::size_t k = 0; k < values.size(); ++k) resample[k] = values[chosen[k]];
    distribution.push_back(statistic(resample));
  }
  return distribution;
}

std::vector<double> jackknife(std::span<const double> values, const Statistic& statistic) {
  require_sample(values, 2, "jackknife");
  std::vector<double> rest(values.begin() + 1, values.end()), jackknifed;
  for (std::size_t k = 0; k < values.size(); ++k) {
    jackknifed.push_back(statistic(rest));
    if (k < rest.size()) rest[k] = values[k];
  }
  return jackknifed;
}

double acceleration(std::span<const double> jackknifed) {
  const double center = mean(jackknifed);
  double squares = 0, cubes = 0;
  for (const double value : jackknifed) {
    const double u = center - value;
    squares += u * u;
    cubes += u * u * u;
  }
  return squares > 0 ? cubes / (6 * std::pow(squares, 1.5)) : 0.0;
}

Interval bca_interval(double estimate, std::vector<double> distribution, double acceleration,
                      double confidence) {
  require_sample(distribution, 1, "BCa interval");
  require_between(confidence, 0, 1, "confidence");
  std::sort(distribution.begin(), distribution.end());
  // Equal but for the order in which they were added up.
  const double rounding = 1e-14 * std::abs(estimate);
  const auto first = std::lower_bound(distribution.begin(), distribution.end(), estimate - rounding);
  const auto last = std::upper_bound(distribution.begin(), distribution.end(), estimate + rounding);
  const auto below = static_cast<double>(first - distribution.begin());
  const auto up_to = static_cast<double>(last - distribution.begin());
  // Ties with the estimate count by half, or a discrete statistic would look biased.
  const double share = (below + up_to) / (2 * static_cast<double>(distribution.size()));
  const boost::math::normal law;
  const auto end = [&](double p) {
    if (share <= 0 || share >= 1) return sorted_quantile(distribution, p);
    const double bias = boost::math::quantile(law, share);
    const double z = bias + boost::math::quantile(law, p);
    const double stretch = 1 - acceleration * z;  // at 0 or below the end lies beyond every resample
    return sorted_quantile(distribution,
                           stretch > 0 ? boost::math::cdf(law, bias + z / stretch) : (z > 0 ? 1.0 : 0.0));
  };
  const double tail = 0.5 * (1 - confidence);
  return {end(tail), end(1 - tail)};
}

Interval bca_mean(std::span<const double> values, const Resamples& resamples, double confidence) {
  return bca_interval(mean(values), bootstrap_distribution(values, mean, resamples),
                      acceleration(jackknife(values, mean)), confidence);
}

Interval bc_median(std::span<const double> values, const Resamples& resamples, double confidence) {
  return bca_interval(median(values), bootstrap_distribution(values, median, resamples), 0.0, confidence);
}

}  // namespace analysis::statistics
