#include "analysis/sensitivity/convergence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace analysis {

namespace {

bool settled(std::span<const Estimate> ranked) {
  std::vector<Estimate> falling(ranked.begin(), ranked.end());
  std::sort(falling.begin(), falling.end(),
            [](const Estimate& a, const Estimate& b) { return a.value > b.value; });
  for (std::size_t k = 1; k < falling.size(); ++k)
    if (!(falling[k - 1].low > falling[k].high)) return false;
  return true;
}

}  // namespace

Convergence convergence(std::span<const Estimate> all, std::span<const Estimate> ranked, double tolerated,
                        std::size_t units) {
  Convergence result;
  result.tolerated = tolerated;
  for (const Estimate& estimate : all) {
    const double width = estimate.half_width();
    if (std::isnan(width)) {
      result.widest = std::numeric_limits<double>::quiet_NaN();
      return result;
    }
    result.widest = std::max(result.widest, width);
  }
  result.converged = result.widest <= tolerated;
  result.ranking_settled = settled(ranked);
  const double factor = std::pow(result.widest / tolerated, 2);
  const double wanted = std::ceil(static_cast<double>(units) * std::max(factor, 1.0));
  if (wanted < 0x1p53) result.advised_units = static_cast<std::size_t>(wanted);
  return result;
}

}  // namespace analysis
