// A small territory in which every mechanism is on and has something to do: dense in catalysts and third
// places, with levers, funds, crises, a démarche, parcours, elections and reviews within four years. For
// tests of the whole model; a run takes about a tenth of a second.
#pragma once

#include "models/territory/measures.hpp"
#include "sim/parameters/catalogue.hpp"
#include "tests/support/tiny_world.hpp"

namespace lien_test {

/// Codes such as scenarios take them.
inline const std::array<std::string, 3> whole_epcis{"200000001", "200000002", "200000003"};

/// Twelve communes in three EPCI, uneven in height, centrality and need, each four around a centre.
/// Inhabitants are many for so few organisations: catalysts and third places go by inhabitants.
inline territory::Geography whole_territory() {
  const People people{3, 8, 10};
  auto communes = row_of_communes(12, people, 4);
  for (std::size_t c = 0; c < communes.size(); ++c) {
    territory::Commune& commune = communes[c];
    commune.epci = whole_epcis[c / 4];
    commune.population *= 20;
    commune.altitude_m = 200 + 150 * static_cast<int>(c % 3);
    commune.centrality = static_cast<int>(c % 4);
    commune.centre = communes[c / 4 * 4 + 2].insee;
    for (std::size_t d = 0; d < commune.need_ranks.size(); ++d)
      commune.need_ranks[d] = static_cast<double>((c * 5 + d) % 12) / 11.0;
  }
  return territory_of(std::move(communes));
}

/// An entry of `[[intervention]]` that acts everywhere.
inline territory::Intervention intervention(territory::InterventionKind kind, const std::string& start,
                                            const std::string& end) {
  territory::Intervention i;
  i.name = territory::intervention_kind_names[static_cast<std::size_t>(kind)];
  i.kind = kind;
  i.start = start;
  i.end = end;
  return i;
}

/// One of each kind: levers for a year, funds, crises one after the other, a démarche in the last EPCI.
inline std::vector<territory::Intervention> every_intervention() {
  using Kind = territory::InterventionKind;
  std::vector<territory::Intervention> all;
  for (int lever = 0; lever < territory::lever_count; ++lever)
    all.push_back(intervention(static_cast<Kind>(lever), "2008-07", "2009-06"));
  all.push_back(intervention(Kind::fonds_odd17, "2008-01", "2011-12"));
  all.push_back(intervention(Kind::fonds, "2008-01", "2011-12"));
  all.back().grants_per_year = 40;
  all.push_back(intervention(Kind::covid, "2009-09", "2010-06"));
  for (const Kind kind : {Kind::mobility, Kind::need_shock, Kind::cash_shock}) {
    all.push_back(intervention(kind, "2010-09", "2011-02"));
    all.back().size = 0.3;
  }
  all[all.size() - 2].domains = {"poverty", "health"};
  all.push_back(intervention(Kind::envie_alliance, "2011-01", "2011-06"));
  all.push_back(intervention(Kind::demarche, "2009-02", ""));
  all.back().territories = {whole_epcis[2]};
  all.push_back(demarche_in(whole_epcis[0], "2008-06"));
  all.back().name = "demarche_early";
  for (territory::Intervention& i : all) i.intensity = i.kind == Kind::demarche ? 1.0 : 0.8;
  return all;
}

/// Everything on; numbers within their ranges but for associations by inhabitant, see `whole_territory`.
inline territory::Scenario whole_scenario() {
  territory::Scenario s = tiny_scenario();
  switch_mechanisms(s, true);
  s.run.spinup_months = 12;
  s.run.until = "2011-12";
  s.population.associations_per_1000 = 0.05;
  s.traits.potential_share = {0.7, 0.5, 0.7, 0.9};
  s.traits.engaged_start = {0.4, 0.2, 0.4, 0.3};
  s.elections.months = {2, 26};
  s.mayors.base_role = 0.2;
  s.encounters.mayor_meetings_max = 5;
  s.catalysts.density = 20;
  s.catalysts.introductions = 10;
  s.catalysts.events = 3;
  s.catalysts.slots = 10;
  s.catalysts.runway_start = 6;
  s.catalysts.grants = 0.1;
  s.places.start = 40;
  s.places.cap = 300;
  s.places.attend_rate = 0.1;
  s.places.runway_start = 6;
  s.skills.resource_centre_month = 12;
  s.skills.parcours_starts = {sim::Month{12}, sim::Month{24}};
  s.demarche.demarche_spread = 0.5;
  s.levers.national_population = 2e7;
  s.interventions = every_intervention();
  s.projects.existing_projects = 1;
  s.projects.idea_prob = 0.3;
  s.projects.project_money = 6;
  s.projects.stage_months = {12, 12, 6};
  s.projects.deploy_hold = 12;
  s.projects.copy_rate = 0.1;
  s.projects.anchored_copy = false;
  s.valorisation.review_first = 6;
  s.valorisation.review_every = 6;
  s.valorisation.review_by_stage = {0.3, 0.5, 0.5};
  return s;
}

/// Its parameters. The catalogue refuses values out of range, of which there is one.
inline sim::Catalogue whole_catalogue() {
  territory::Scenario in_range = whole_scenario();
  in_range.population.associations_per_1000 = territory::PopulationParameters{}.associations_per_1000;
  return sim::catalogue_of(in_range);
}

/// What a run leaves: every column, all flows added up over its months, and a print of all states that
/// communes went through.
struct WholeRun {
  std::vector<std::pair<std::string, std::uint64_t>> columns;
  std::vector<std::int64_t> flows;
  std::uint64_t dynamics = 0;
  friend bool operator==(const WholeRun&, const WholeRun&) = default;
};

/// Runs the submodels of `schedule`, or all of the model's, on the model's world.
inline WholeRun whole_run(const territory::Scenario& scenario, territory::Model& model,
                          sim::Schedule<territory::World>& schedule, const sim::Executor& executor) {
  const auto measures = territory::flow_measures();
  WholeRun run{{}, std::vector<std::int64_t>(measures.size(), 0)};
  sim::Simulation<territory::World> simulation(model.world(), schedule, executor, scenario.run.key());
  simulation.observe([&](const territory::World& world, sim::Month) {
    for (std::size_t k = 0; k < measures.size(); ++k) run.flows[k] += world.flows.*measures[k].count;
    for (const territory::Dynamic state : world.communes.dynamic.all())
      run.dynamics = run.dynamics * 31 + static_cast<std::uint64_t>(state);
  });
  model.run(simulation);
  run.columns = fingerprints(model.world());
  return run;
}
inline WholeRun whole_run(const territory::Scenario& scenario) {
  const sim::Executor executor(1);
  territory::Model model(scenario, whole_territory(), executor);
  return whole_run(scenario, model, model.schedule(), executor);
}

}  // namespace lien_test
