#include "analysis/statistics/survival.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"

namespace analysis::statistics {

namespace {

using sim::nothing;

Interval log_log_interval(double survival, double greenwood, double quantile) {
  if (survival <= 0) return {nothing, nothing};
  if (survival >= 1) return {1, 1};
  const double center = std::log(-std::log(survival));
  const double reach = quantile * std::sqrt(greenwood) / std::abs(std::log(survival));
  return {std::exp(-std::exp(center + reach)), std::exp(-std::exp(center - reach))};
}

std::vector<Lifetime> in_order(std::span<const Lifetime> lifetimes) {
  std::vector<Lifetime> sorted(lifetimes.begin(), lifetimes.end());
  for (const Lifetime& life : sorted) {
    if (!(std::isfinite(life.time) && life.time >= 0))
      throw sim::InvariantError("a lifetime that is no time of at least 0");
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Lifetime& a, const Lifetime& b) { return a.time < b.time; });
  return sorted;
}

}  // namespace

double SurvivalCurve::at(double time) const {
  double survival = 1;
  for (const Step& step : steps) {
    if (step.time > time) break;
    survival = step.survival;
  }
  return survival;
}

double SurvivalCurve::median() const {
  constexpr double rounding = 1e-12;  // ½ as a product of fractions
  for (std::size_t k = 0; k < steps.size(); ++k) {
    if (steps[k].survival > 0.5 + rounding) continue;
    const bool stays = steps[k].survival > 0.5 - rounding && k + 1 < steps.size();
    return stays ? 0.5 * (steps[k].time + steps[k + 1].time) : steps[k].time;
  }
  return nothing;
}

SurvivalCurve kaplan_meier(std::span<const Lifetime> lifetimes, double confidence) {
  require_between(confidence, 0, 1, "confidence");
  const std::vector<Lifetime> sorted = in_order(lifetimes);
  const double quantile = boost::math::quantile(boost::math::normal(), 0.5 * (1 + confidence));
  SurvivalCurve curve;
  curve.subjects = sorted.size();
  double survival = 1, greenwood = 0;
  for (std::size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
    std::size_t ended = 0;
    for (end = begin; end < sorted.size() && sorted[end].time == sorted[begin].time; ++end)
      ended += sorted[end].ended ? 1 : 0;
    if (ended == 0) continue;
    const auto at_risk = static_cast<double>(sorted.size() - begin), ends = static_cast<double>(ended);
    survival *= 1 - ends / at_risk;
    greenwood += ends < at_risk ? ends / (at_risk * (at_risk - ends)) : 0.0;  // survival 0 has no error
    curve.steps.push_back({sorted[begin].time, sorted.size() - begin, ended, survival,
                           survival > 0 ? survival * std::sqrt(greenwood) : nothing,
                           log_log_interval(survival, greenwood, quantile)});
  }
  return curve;
}

}  // namespace analysis::statistics
