#include "analysis/compare/difference.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/statistics/effect_size.hpp"
#include "analysis/statistics/sample_size.hpp"
#include "analysis/statistics/t_test.hpp"
#include "analysis/statistics/wilcoxon.hpp"
#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"

namespace analysis {

namespace {

using sim::nothing;
/// Share of the base's mean that is precise enough where nobody said which effect matters.
constexpr double usual_precision = 0.01;

struct Pairs {
  std::vector<double> base, arm, differences;
};

Pairs known_pairs(std::span<const double> base, std::span<const double> arm) {
  if (base.size() != arm.size()) throw sim::InvariantError("arms with different numbers of replicates");
  Pairs pairs;
  for (std::size_t k = 0; k < base.size(); ++k) {
    if (!std::isfinite(base[k]) || !std::isfinite(arm[k])) continue;
    pairs.base.push_back(base[k]);
    pairs.arm.push_back(arm[k]);
    pairs.differences.push_back(arm[k] - base[k]);
  }
  return pairs;
}

std::size_t advised_replicates(const Difference& d, const DifferenceSettings& settings) {
  if (d.deviation == 0) return 2;
  if (settings.smallest)
    return statistics::replicates_for_power(*settings.smallest / d.deviation, settings.power,
                                            1 - settings.confidence);
  const double half_width = usual_precision * std::abs(d.base_mean);
  return half_width > 0 ? statistics::replicates_for_precision(d.deviation, half_width, settings.confidence)
                        : 0;
}

}  // namespace

Difference difference_of(std::span<const double> base, std::span<const double> arm,
                         const DifferenceSettings& settings, const statistics::Resamples* resamples) {
  const Pairs pairs = known_pairs(base, arm);
  const std::vector<double>& differences = pairs.differences;
  Difference d{differences.size(),
               nothing,
               nothing,
               nothing,
               nothing,
               nothing,
               {nothing, nothing},
               {},
               {},
               nothing,
               nothing,
               nothing,
               nothing,
               nothing,
               nothing,
               {},
               0,
               false};
  if (d.pairs == 0) return d;
  d.base_mean = statistics::mean(pairs.base);
  d.arm_mean = statistics::mean(pairs.arm);
  d.mean = statistics::mean(differences);
  d.median = statistics::median(differences);
  d.coincide = std::all_of(differences.begin(), differences.end(), [](double x) { return x == 0.0; });
  if (d.pairs < 2) return d;
  const statistics::TTest test = statistics::t_test(differences, settings.confidence);
  const statistics::EffectSize effect = statistics::paired_effect_size(differences);
  d.deviation = statistics::standard_deviation(differences);
  d.t_interval = test.interval;
  d.p_t = test.p;
  d.p_wilcoxon = statistics::wilcoxon_test(differences).p;
  d.cohen_dz = effect.cohen_dz;
  d.hedges_gz = effect.hedges_gz;
  if (resamples != nullptr && resamples->sample == d.pairs) {
    d.bca = statistics::bca_mean(differences, *resamples, settings.confidence);
    d.median_interval = statistics::bc_median(differences, *resamples, settings.confidence);
  }
  if (settings.smallest)
    d.equivalence = statistics::equivalence_test(differences, *settings.smallest, 1 - settings.confidence);
  d.advised = advised_replicates(d, settings);
  return d;
}

}  // namespace analysis
