#include "analysis/compare/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/compare/regions.hpp"
#include "analysis/statistics/holm.hpp"
#include "sim/core/error.hpp"

namespace analysis {

namespace {

DifferenceSettings settings_of(const CompareSettings& settings, const std::string& measure) {
  const auto found = settings.smallest.find(measure);
  return {settings.confidence, settings.power,
          found == settings.smallest.end() ? std::nullopt : std::optional(found->second)};
}

/// Replaces p by Holm's, for t and for Wilcoxon apart.
void adjust(const std::vector<Difference*>& family) {
  std::vector<double> t, wilcoxon;
  for (const Difference* d : family) {
    t.push_back(d->p_t);
    wilcoxon.push_back(d->p_wilcoxon);
  }
  t = statistics::holm_adjusted(t);
  wilcoxon = statistics::holm_adjusted(wilcoxon);
  for (std::size_t k = 0; k < family.size(); ++k) {
    family[k]->holm_t = t[k];
    family[k]->holm_wilcoxon = wilcoxon[k];
  }
}

Verdict verdict_of(const MeasureComparison& measure, double alpha) {
  if (measure.apart.empty()) return Verdict::coincide;
  const Difference& d = measure.horizon;
  const bool small = d.equivalence && d.equivalence->p <= alpha;
  const bool found = d.holm_t <= alpha;  // NaN is neither
  if (found && small) return Verdict::negligible;
  if (found) return d.mean > 0 ? Verdict::higher : Verdict::lower;
  return small ? Verdict::equivalent : Verdict::undecided;
}

std::vector<AreaDifference> by_area(const PairedRuns& runs, const std::vector<Area>& areas,
                                    const PairedSeries& series, std::size_t arm,
                                    const DifferenceSettings& settings) {
  std::vector<AreaDifference> differences;
  for (std::size_t a = 0; a < areas.size(); ++a) {
    differences.push_back(
        {areas[a], difference_of(runs.at(series, 0, a, areas.size()), runs.at(series, arm, a, areas.size()),
                                 settings, nullptr)});
  }
  return differences;
}

/// Whether any pair of the arms differs at that place; both unknown is no difference.
bool differs(const std::vector<double>& base, const std::vector<double>& arm) {
  for (std::size_t k = 0; k < base.size(); ++k) {
    if (base[k] != arm[k] && !(std::isnan(base[k]) && std::isnan(arm[k]))) return true;
  }
  return false;
}

class Comparing {
 public:
  Comparing(const PairedRuns& runs, const CompareSettings& settings)
      : runs_(runs),
        settings_(settings),
        regions_(regions_of(runs)),
        resamples_(statistics::keyed_resamples(runs.seed, runs.replicates, settings.resamples)) {
    const auto found = std::find(runs.months.begin(), runs.months.end(), settings.horizon);
    if (runs.arms.size() < 2 || runs.replicates < 2 || found == runs.months.end())
      throw sim::InvariantError("a comparison needs two arms, two replicates and a horizon among the months");
    horizon_ = static_cast<std::size_t>(found - runs.months.begin());
  }

  [[nodiscard]] MeasureComparison measure(const PairedSeries& series, std::size_t arm) const {
    const DifferenceSettings settings = settings_of(settings_, series.measure);
    MeasureComparison result{arm,
                             series.measure,
                             series.unit,
                             series.meaning,
                             at_month(series, arm, horizon_, settings, &resamples_),
                             {},
                             {},
                             {},
                             {},
                             Verdict::undecided};
    for (std::size_t m = 0; m < runs_.months.size(); ++m) {
      result.months.push_back(at_month(series, arm, m, settings, nullptr));
      if (differs(column(series, 0, m), column(series, arm, m))) result.apart.push_back(m);
    }
    for (const PairedSeries& of_epcis : runs_.by_epci) {
      if (of_epcis.measure == series.measure)
        result.epcis = by_area(runs_, runs_.epcis, of_epcis, arm, settings);
    }
    for (const PairedSeries& of_regions : regions_.series) {
      if (of_regions.measure == series.measure)
        result.regions = by_area(runs_, regions_.regions, of_regions, arm, settings);
    }
    return result;
  }

 private:
  [[nodiscard]] std::vector<double> column(const PairedSeries& series, std::size_t arm, std::size_t m) const {
    return runs_.at(series, arm, m, runs_.months.size());
  }
  [[nodiscard]] Difference at_month(const PairedSeries& series, std::size_t arm, std::size_t month,
                                    const DifferenceSettings& settings,
                                    const statistics::Resamples* resamples) const {
    return difference_of(column(series, 0, month), column(series, arm, month), settings, resamples);
  }

  const PairedRuns& runs_;
  const CompareSettings& settings_;
  RegionSeries regions_;
  statistics::Resamples resamples_;
  std::size_t horizon_;
};

}  // namespace

Comparison compare(const PairedRuns& runs, const CompareSettings& settings) {
  const Comparing comparing(runs, settings);
  Comparison comparison{runs.arms, runs.seed, runs.replicates, runs.months, settings, {}};
  for (std::size_t arm = 1; arm < runs.arms.size(); ++arm) {
    for (const PairedSeries& series : runs.perimeter)
      comparison.measures.push_back(comparing.measure(series, arm));
  }
  std::vector<Difference*> horizons, regions, epcis;
  for (MeasureComparison& measure : comparison.measures) {
    horizons.push_back(&measure.horizon);
    for (AreaDifference& area : measure.regions) regions.push_back(&area.difference);
    for (AreaDifference& area : measure.epcis) epcis.push_back(&area.difference);
  }
  for (const auto& family : {horizons, regions, epcis}) adjust(family);
  for (MeasureComparison& measure : comparison.measures)
    measure.verdict = verdict_of(measure, 1 - settings.confidence);
  return comparison;
}

}  // namespace analysis
