// Student's t on one sample: of paired differences, the paired t test (Student 1908).
//
// Valid when the mean of the sample is near enough to normal: from about 16 differences of simulated shares
// and counts on; with fewer or skewed ones read the Wilcoxon test and the BCa interval beside it.
#pragma once

#include <span>

#include "analysis/statistics/sample.hpp"

namespace analysis::statistics {

struct TTest {
  double mean, standard_error;
  double t;        ///< mean / standard_error; ±infinity when the sample does not vary, NaN when it is all 0
  double degrees;  ///< n − 1
  double p;        ///< two-sided; 0 with infinite t, 1 when all values are 0
  double p_greater, p_less;  ///< of the alternatives mean > 0 and mean < 0
  Interval interval;         ///< of the mean
};
/// At least two values; `confidence` in (0, 1). A sample without any variation gives an interval of no width:
/// it is evidence on these replicates only.
[[nodiscard]] TTest t_test(std::span<const double> values, double confidence = 0.95);

/// Two-sided tail 2·P(T > |t|) and the quantile t with P(T > t) = tail / 2, `degrees` > 0.
[[nodiscard]] double t_tails(double t, double degrees);
[[nodiscard]] double t_quantile_of_tails(double tails, double degrees);

/// The standard normal deviate as far out as t is under its own law, with its sign.
[[nodiscard]] double z_of_t(double t, double degrees);

}  // namespace analysis::statistics
