#include "analysis/statistics/correlation.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

#include "sim/core/error.hpp"

namespace analysis::statistics {

namespace {

double both_tails(double z) {
  return 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), std::abs(z)));
}

double error_of(std::size_t n) {
  if (n < 4) throw sim::InvariantError("a correlation of fewer than four pairs has no error");
  return 1 / std::sqrt(static_cast<double>(n - 3));
}

}  // namespace

double pearson(std::span<const double> x, std::span<const double> y) {
  if (x.size() != y.size()) throw sim::InvariantError("correlation of samples of different lengths");
  require_sample(x, 2, "correlation");
  require_sample(y, 2, "correlation");
  const double x_mean = mean(x), y_mean = mean(y);
  double xx = 0, yy = 0, xy = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    xx += (x[k] - x_mean) * (x[k] - x_mean);
    yy += (y[k] - y_mean) * (y[k] - y_mean);
    xy += (x[k] - x_mean) * (y[k] - y_mean);
  }
  if (!(xx > 0 && yy > 0)) return std::numeric_limits<double>::quiet_NaN();
  return std::clamp(xy / (std::sqrt(xx) * std::sqrt(yy)), -1.0, 1.0);
}

double fisher_z(double r) {
  require_between(r, -1, 1, "correlation");
  return std::atanh(r);
}

CorrelationTest correlation_test(double r, std::size_t n, double confidence) {
  require_between(confidence, 0, 1, "confidence");
  const double z = fisher_z(r), error = error_of(n);
  const double reach = error * boost::math::quantile(boost::math::normal(), 0.5 * (1 + confidence));
  return {z, error, both_tails(z / error), {std::tanh(z - reach), std::tanh(z + reach)}};
}

double correlations_equal(double r1, std::size_t n1, double r2, std::size_t n2) {
  return both_tails((fisher_z(r1) - fisher_z(r2)) / std::hypot(error_of(n1), error_of(n2)));
}

}  // namespace analysis::statistics
