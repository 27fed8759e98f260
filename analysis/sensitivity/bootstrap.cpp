#include "analysis/sensitivity/bootstrap.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "analysis/keyed_draws.hpp"
#include "sim/math/nothing.hpp"

namespace analysis {

namespace {

using sim::nothing;
constexpr std::size_t most_jackknife_groups = 256;

/// Estimates of every resample: [estimate][resample].
std::vector<std::vector<double>> resampled(std::size_t units, std::size_t estimates,
                                           const Statistic& statistic, const BootstrapSettings& settings) {
  const PurposeDraws draws(settings.key, Purpose::bootstrap);
  std::vector<std::vector<double>> all(estimates, std::vector<double>(settings.resamples));
  std::vector<double> weights(units), values(estimates);
  for (std::uint32_t r = 0; r < settings.resamples; ++r) {
    std::fill(weights.begin(), weights.end(), 0.0);
    sim::KeyedDraws of_resample = draws.of(r);
    for (std::uint32_t u = 0; u < units; ++u)
      ++weights[sim::pick(of_resample.uniform(u), static_cast<std::uint32_t>(units))];
    statistic(weights, values);
    for (std::size_t e = 0; e < estimates; ++e) all[e][r] = values[e];
  }
  return all;
}

/// Acceleration of every estimate: a sixth of the skewness of its jackknife values.
std::vector<double> accelerations(std::size_t units, std::size_t estimates, const Statistic& statistic) {
  const std::size_t groups = std::min(units, most_jackknife_groups);
  std::vector<std::vector<double>> left_out(groups, std::vector<double>(estimates));
  std::vector<double> weights(units);
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t u = 0; u < units; ++u) weights[u] = u * groups / units == g ? 0.0 : 1.0;
    statistic(weights, left_out[g]);
  }
  std::vector<double> result(estimates, 0.0);
  for (std::size_t e = 0; e < estimates; ++e) {
    double mean = 0, squares = 0, cubes = 0;
    for (const auto& values : left_out) mean += values[e] / static_cast<double>(groups);
    for (const auto& values : left_out) {
      const double apart = mean - values[e];
      squares += apart * apart;
      cubes += apart * apart * apart;
    }
    const double a = cubes / (6 * std::pow(squares, 1.5));
    if (std::isfinite(a)) result[e] = a;
  }
  return result;
}

/// Quantile of sorted values, linear between neighbours.
double quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted.size()) return sorted.back();
  return std::lerp(sorted[below], sorted[below + 1], place - static_cast<double>(below));
}

Estimate bca(double value, std::vector<double> values, double acceleration, double confidence) {
  const std::size_t drawn = values.size();
  std::erase_if(values, [](double x) { return !std::isfinite(x); });
  if (!std::isfinite(value) || values.size() < 2 || (drawn - values.size()) * 20 > drawn)
    return {value, nothing, nothing};
  std::sort(values.begin(), values.end());
  if (values.front() == values.back()) return {value, std::min(value, values[0]), std::max(value, values[0])};
  const boost::math::normal normal;
  const double n = static_cast<double>(values.size());
  const auto [first, last] = std::equal_range(values.begin(), values.end(), value);
  // Ties count half. A share of 0 or 1 would put both ends at infinity: half a resample is as near as one can
  // say.
  const double below =
      (static_cast<double>(first - values.begin()) + static_cast<double>(last - values.begin())) / (2 * n);
  const double bias = boost::math::quantile(normal, std::clamp(below, 0.5 / n, 1 - 0.5 / n));
  const auto end = [&](double share) {
    const double z = bias + boost::math::quantile(normal, share);
    const double shift = 1 - acceleration * z;
    // Beyond this the correction turns over; the extreme resample is what it tends to.
    if (shift <= 0) return z < 0 ? values.front() : values.back();
    return quantile(values, boost::math::cdf(normal, bias + z / shift));
  };
  return {value, end((1 - confidence) / 2), end((1 + confidence) / 2)};
}

}  // namespace

std::vector<Estimate> bootstrap(std::size_t units, std::size_t estimates, const Statistic& statistic,
                                const BootstrapSettings& settings) {
  std::vector<double> values(estimates);
  statistic(std::vector<double>(units, 1.0), values);
  const auto drawn = resampled(units, estimates, statistic, settings);
  const auto acceleration = accelerations(units, estimates, statistic);
  std::vector<Estimate> result;
  for (std::size_t e = 0; e < estimates; ++e)
    result.push_back(bca(values[e], drawn[e], acceleration[e], settings.confidence));
  return result;
}

MomentTable::MomentTable(std::size_t units, std::size_t moments)
    : units_(units), moments_(moments), rows_(std::min(units, most_rows)), sums_(rows_ * moments) {}

void MomentTable::weighted_sums(std::span<const double> weights, std::span<double> sums) const {
  std::fill(sums.begin(), sums.end(), 0.0);
  for (std::size_t r = 0; r < rows_; ++r) {
    if (weights[r] == 0.0) continue;
    const double* row = &sums_[r * moments_];
    for (std::size_t m = 0; m < moments_; ++m) sums[m] += weights[r] * row[m];
  }
}

std::vector<Estimate> bootstrap(const MomentTable& table, std::size_t estimates,
                                const MomentStatistic& statistic, const BootstrapSettings& settings) {
  std::vector<double> sums(table.moments());
  return bootstrap(
      table.rows(), estimates,
      [&](std::span<const double> weights, std::span<double> values) {
        table.weighted_sums(weights, sums);
        statistic(sums, values);
      },
      settings);
}

}  // namespace analysis
