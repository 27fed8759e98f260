#include "analysis/statistics/equivalence.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "analysis/statistics/t_test.hpp"

namespace analysis::statistics {

Equivalence equivalence_test(std::span<const double> differences, double margin, double alpha) {
  require_between(margin, 0, std::numeric_limits<double>::infinity(), "margin of equivalence");
  require_between(alpha, 0, 0.5, "alpha");
  const auto shifted = [&](double shift) {
    std::vector<double> moved(differences.begin(), differences.end());
    for (double& value : moved) value += shift;
    return t_test(moved);
  };
  Equivalence result{};
  result.p_above_low = shifted(margin).p_greater;
  result.p_below_high = shifted(-margin).p_less;
  result.p = std::max(result.p_above_low, result.p_below_high);
  result.interval = t_test(differences, 1 - 2 * alpha).interval;
  return result;
}

}  // namespace analysis::statistics
