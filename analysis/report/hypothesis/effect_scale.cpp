#include "analysis/report/hypothesis/effect_scale.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/numbers.hpp"

namespace analysis::report {

namespace {

bool in_points(const Claim& claim) {
  return claim.scale == Scale::plain && claim.over.empty() && claim.reading != Reading::half_time &&
         measure_unit(claim.measure) == Unit::share;
}

}  // namespace

Text EffectScale::number(double effect) const {
  const Text plain = written_with(factor * effect, decimals);
  return effect > 0 ? Text{"+", "+"} + plain : plain;
}

Text EffectScale::written(double effect) const {
  return std::isfinite(effect) ? number(effect) + unit : number(effect);
}

EffectScale scale_of(const Claim& claim) {
  EffectScale scale;
  if (in_points(claim)) {
    scale.factor = 100;
    scale.unit = {"\u202fpt", " pp"};
  }
  const double shown = scale.factor * std::max(smallest_on_scale(claim), 1e-9);
  scale.decimals = std::clamp(1 - static_cast<int>(std::floor(std::log10(shown))), 0, 8);
  return scale;
}

Text axis_of(const Claim& claim) {
  const Text side{" ; positif dans le sens annoncé", "; positive in the direction claimed"};
  if (claim.reading == Reading::half_time) return Text{"mois", "months"} + side;
  if (claim.scale == Scale::log) {
    const bool rise = claim.direction == Direction::rise;
    return Text{"logarithme du rapport (0,05 : 5\u202f% ", "logarithm of the ratio (0.05: 5% "} +
           (rise ? Text{"de plus)", "more)"} : Text{"de moins)", "less)"}) + side;
  }
  if (claim.scale == Scale::fisher_z)
    return Text{"z de Fisher de la corrélation", "Fisher's z of the correlation"} + side;
  if (in_points(claim)) return Text{"points de pourcentage", "percentage points"} + side;
  return Text{"écart, dans l’unité de la mesure", "difference, in the unit of the measure"} + side;
}

EffectRange range_of(double smallest, const std::vector<double>& values, bool many) {
  std::vector<double> known;
  for (const double value : values)
    if (std::isfinite(value)) known.push_back(value);
  std::ranges::sort(known);
  EffectRange range{std::min(0.0, smallest), std::max(0.0, smallest)};
  if (known.empty()) return range;
  double low = known.front(), high = known.back();
  if (many && known.size() >= 20) {
    const std::size_t cut = known.size() / 20;
    const double inner_low = std::min(known[cut], range.low),
                 inner_high = std::max(known[known.size() - 1 - cut], range.high);
    const double room = (inner_high - inner_low) / 2;
    low = std::max(low, inner_low - room);
    high = std::min(high, inner_high + room);
  }
  return {std::min(range.low, low), std::max(range.high, high)};
}

}  // namespace analysis::report
