#include "analysis/hypothesis/claim_test.hpp"

#include <cmath>
#include <limits>

#include "analysis/statistics/group_sequential.hpp"
#include "analysis/statistics/t_test.hpp"
#include "analysis/statistics/wilcoxon.hpp"

namespace analysis {

ClaimTest test_claim(std::span<const double> effects, double smallest, double bound) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> known;
  for (const double effect : effects) {
    if (std::isfinite(effect)) known.push_back(effect);
  }
  ClaimTest test{known.size(), none, none, {none, none}, none, none, none};
  if (known.size() < 2) return test;
  const statistics::TTest t = statistics::t_test(known);
  test.effect = t.mean;
  test.median = statistics::median(known);
  test.interval = statistics::repeated_interval(known, bound);
  test.p_t = t.p;
  test.p_wilcoxon = statistics::wilcoxon_test(known).p;
  test.z = std::isnan(t.t) ? 0 : statistics::z_of_t(t.t, t.degrees);
  test.rejects = std::abs(test.z) >= bound;
  test.holds = test.interval.low > 0 && test.effect >= smallest;
  test.excluded = test.interval.high < smallest;
  return test;
}

}  // namespace analysis
