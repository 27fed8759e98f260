#include "analysis/compare/regions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace analysis {

namespace {

using By = Aggregation::By;

const std::map<std::string_view, Aggregation>& aggregations() {
  static const std::vector<std::string_view> organisations{"companies10", "tpe", "associations"};
  static const std::vector<std::string_view> alliances{"partnerships", "public_partnerships"};
  static const std::map<std::string_view, Aggregation> table = [] {
    std::map<std::string_view, Aggregation> known;
    const auto add = [&](const Aggregation& how, std::initializer_list<std::string_view> measures) {
      for (const std::string_view measure : measures) known[measure] = how;
    };
    add({By::sum}, {"companies10",
                    "tpe",
                    "associations",
                    "catalysts",
                    "places",
                    "partnerships",
                    "public_partnerships",
                    "mecenat_partnerships",
                    "responsible_practice_partnerships",
                    "economic_cooperation_partnerships",
                    "social_innovation_partnerships",
                    "contacts",
                    "brokered_partnerships",
                    "mayor_brokered_partnerships",
                    "pioneers",
                    "demarches",
                    "projects",
                    "emerging_projects",
                    "perpetuating_projects",
                    "deploying_projects",
                    "deployed_projects",
                    "partnerships_born",
                    "partnerships_ended",
                    "projects_perpetuated",
                    "projects_deployed"});
    add({By::measures, {"companies10"}}, {"company10_engaged_share"});
    add({By::measures, {"tpe"}}, {"tpe_engaged_share"});
    add({By::measures, {"associations"}}, {"association_engaged_share", "association_performance"});
    add({By::measures, {"companies10", "tpe"}}, {"company_performance"});
    add({By::measures, {"partnerships"}}, {"local_company_association_share"});
    add({By::measures, alliances},
        {"local_partnership_share", "partnership_trust", "partnership_age", "partnership_imbalance"});
    add({By::measures, {"contacts"}},
        {"closure_contact_share", "far_contact_share", "gathering_contact_share", "mean_trust"});
    add({By::measures, organisations}, {"mean_semantics", "aware_share", "involved_share", "collective_trust",
                                        "territorial_innovation", "societal_innovation"});
    add({By::measures, {"catalysts"}},
        {"catalyst_legitimacy", "catalyst_cash", "catalyst_operating_share", "catalyst_age"});
    add({By::measures, {"projects"}},
        {"members_per_project", "project_viability", "inter_epci_project_share"});
    add({By::inhabitants}, {"mean_need", "needs_met", "citizen_energy"});
    add({By::communes}, {"aware_mayor_share", "involved_mayor_share", "none_share", "emerging_share",
                         "growing_share", "anchored_share"});
    add({By::epcis}, {"valorisation"});
    return known;
  }();
  return table;
}

const PairedSeries* find(const PairedRuns& runs, std::string_view measure) {
  for (const PairedSeries& series : runs.by_epci) {
    if (series.measure == measure) return &series;
  }
  return nullptr;
}

/// The weight of one EPCI in one run; NaN when a measure it takes is missing.
double weight_of(const PairedRuns& runs, const Aggregation& how, std::size_t arm, std::size_t row,
                 std::size_t epci) {
  if (how.by == By::inhabitants) return runs.epcis[epci].inhabitants;
  if (how.by == By::communes) return runs.epcis[epci].communes;
  if (how.by != By::measures) return 1;
  double weight = 0;
  for (const std::string_view measure : how.weights)
    weight += find(runs, measure)->values[arm][row * runs.epcis.size() + epci];
  return weight;
}

/// One region of one run.
double region_value(const PairedRuns& runs, const PairedSeries& series, const Aggregation& how,
                    std::size_t arm, std::size_t row, const std::string& region) {
  double sum = 0, weights = 0;
  for (std::size_t e = 0; e < runs.epcis.size(); ++e) {
    if (runs.epcis[e].region != region) continue;
    const double weight = weight_of(runs, how, arm, row, e);
    if (weight == 0) continue;  // nobody of whom a share could be told
    sum += weight * series.values[arm][row * runs.epcis.size() + e];
    weights += weight;
  }
  if (how.by == By::sum) return sum;
  return weights > 0 ? sum / weights : std::numeric_limits<double>::quiet_NaN();
}

bool can_be_weighted(const PairedRuns& runs, const Aggregation& how) {
  return std::all_of(how.weights.begin(), how.weights.end(),
                     [&](std::string_view measure) { return find(runs, measure) != nullptr; });
}

std::vector<Area> region_list(const PairedRuns& runs) {
  std::map<std::string, Area> regions;
  for (const Area& epci : runs.epcis) {
    Area& region = regions[epci.region];
    region.code = region.name = epci.region;
    region.inhabitants += epci.inhabitants;
    region.communes += epci.communes;
  }
  std::vector<Area> list;
  for (const auto& [code, region] : regions) list.push_back(region);
  return list;
}

}  // namespace

std::optional<Aggregation> aggregation_of(std::string_view measure) {
  const auto found = aggregations().find(measure);
  return found == aggregations().end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> weights_for(const std::vector<std::string>& measures) {
  std::vector<std::string> needed;
  for (const std::string& measure : measures) {
    const auto how = aggregation_of(measure);
    if (!how) continue;
    for (const std::string_view weight : how->weights) {
      const auto is_it = [&](const std::string& known) { return known == weight; };
      if (std::none_of(measures.begin(), measures.end(), is_it) &&
          std::none_of(needed.begin(), needed.end(), is_it))
        needed.emplace_back(weight);
    }
  }
  return needed;
}

RegionSeries regions_of(const PairedRuns& runs) {
  RegionSeries regions{region_list(runs), {}};
  for (const PairedSeries& series : runs.by_epci) {
    const auto how = aggregation_of(series.measure);
    if (!how || !can_be_weighted(runs, *how)) continue;
    PairedSeries made{series.measure, series.unit, series.meaning, {}};
    for (std::size_t arm = 0; arm < runs.arms.size(); ++arm) {
      auto& values = made.values.emplace_back();
      for (std::size_t row = 0; row < runs.replicates; ++row) {
        for (const Area& region : regions.regions)
          values.push_back(region_value(runs, series, *how, arm, row, region.code));
      }
    }
    regions.series.push_back(std::move(made));
  }
  return regions;
}

}  // namespace analysis
