#include "analysis/statistics/t_test.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace analysis::statistics {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// P(T > t).
double upper_tail(double t, double degrees) {
  if (std::isinf(t)) return t > 0 ? 0.0 : 1.0;
  return boost::math::cdf(boost::math::complement(boost::math::students_t(degrees), t));
}

}  // namespace

double t_tails(double t, double degrees) { return 2.0 * upper_tail(std::abs(t), degrees); }

double t_quantile_of_tails(double tails, double degrees) {
  require_between(tails, 0, 2, "probability of both tails");
  return boost::math::quantile(boost::math::complement(boost::math::students_t(degrees), 0.5 * tails));
}

double z_of_t(double t, double degrees) {
  if (!(std::abs(t) > 0)) return 0.0;
  const double tail = upper_tail(std::abs(t), degrees);
  if (tail == 0.0) return std::copysign(infinity, t);
  return std::copysign(boost::math::quantile(boost::math::complement(boost::math::normal(), tail)), t);
}

TTest t_test(std::span<const double> values, double confidence) {
  require_sample(values, 2, "t test");
  require_between(confidence, 0, 1, "confidence");
  TTest test{};
  test.mean = mean(values);
  test.degrees = static_cast<double>(values.size() - 1);
  test.standard_error = std::sqrt(variance(values) / static_cast<double>(values.size()));
  if (test.standard_error == 0.0 && test.mean == 0.0) {
    test.t = std::numeric_limits<double>::quiet_NaN();
    test.p = test.p_greater = test.p_less = 1.0;
  } else {
    test.t =
        test.standard_error == 0.0 ? std::copysign(infinity, test.mean) : test.mean / test.standard_error;
    test.p = t_tails(test.t, test.degrees);
    test.p_greater = upper_tail(test.t, test.degrees);
    test.p_less = upper_tail(-test.t, test.degrees);
  }
  const double reach = t_quantile_of_tails(1.0 - confidence, test.degrees) * test.standard_error;
  test.interval = {test.mean - reach, test.mean + reach};
  return test;
}

}  // namespace analysis::statistics
