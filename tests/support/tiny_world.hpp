// Small synthetic territories, and models of the territory built on them, for tests.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/territory/model.hpp"

namespace lien_test {

/// Who lives in a commune. With the factors of `tiny_scenario` a commune has exactly `large` companies ≥10,
/// `small` TPE and `associations` associations, and a mayor when anybody lives there.
struct People {
  int large = 4, small = 18, associations = 20;
};

/// Commune `number` at (x, y) km, of 1 000 inhabitants an association.
inline territory::Commune commune_at(int number, const std::string& epci, double x_km, double y_km,
                                     const People& people) {
  territory::Commune c;
  c.insee = fmt::format("{:05}", number);
  c.name = "commune " + c.insee;
  c.department = "63";
  c.region = "84";
  c.epci = epci;
  c.population = 1000 * people.associations;
  c.x_km = x_km;
  c.y_km = y_km;
  c.need_ranks.fill(0.5);
  c.establishments_10p = people.large;
  c.establishments_1_9 = people.small;
  return c;
}

/// The territory of these communes; their EPCI lie wholly inside.
inline territory::Geography territory_of(std::vector<territory::Commune> communes) {
  territory::Geography g;
  std::set<std::string> codes;
  for (const territory::Commune& c : communes) codes.insert(c.epci);
  for (const std::string& code : codes) {
    territory::Epci epci{code, "EPCI " + code, 0, 0};
    for (const territory::Commune& c : communes)
      if (c.epci == code) epci.population += c.population;
    g.epcis.push_back(epci);
  }
  g.communes = std::move(communes);
  territory::complete(g);
  return g;
}

/// `count` communes 5 km apart on a line that starts at (x, 0), four to an EPCI; numbers from `first` on.
inline std::vector<territory::Commune> row_of_communes(int count, const People& people = {}, int first = 1,
                                                       double x_km = 0) {
  std::vector<territory::Commune> communes;
  for (int k = 0; k < count; ++k) {
    communes.push_back(
        commune_at(first + k, fmt::format("E{:04}", (first + k) / 4), x_km + 5.0 * k, 0, people));
  }
  return communes;
}

/// Every mechanism beyond the core (encounters, trust, partnerships, levels, turnover) on or off.
inline void switch_mechanisms(territory::Scenario& s, bool on) {
  for (bool* enabled :
       {&s.gatherings.enabled, &s.mayors.enabled, &s.catalysts.enabled, &s.places.enabled,
        &s.projects.enabled, &s.valorisation.enabled, &s.need_dynamics.enabled, &s.citizens.enabled,
        &s.skills.enabled, &s.reciprocity.enabled, &s.demarche.enabled, &s.observers.enabled}) {
    *enabled = on;
  }
  s.encounters.reputation_effect = on ? 0.2 : 0.0;
}

/// Values that were assumed before the reference was fitted: tests of mechanisms rest on them, so that a fit
/// moves no test.
inline void unfit(territory::Scenario& s) {
  s.mayors.base_role = 0.02;
  s.projects.existing_projects = 0.4;
  s.projects.idea_prob = 0.35;
  s.projects.rigour = 0.8;
  s.projects.join_rate = 0.02;
  s.projects.fail_rate = {0.010, 0.006, 0.003};
  s.observers.q4_growing = 2;
  s.observers.q4_anchored = 3;
  s.partnerships.type_loyalty = 0.7;
  s.partnerships.association_lead = 0.5;
  s.traits.base_share_others = {0.75, 0.15, 0.15, 0.15};
}

/// The core alone. Calibrated parameters are all set here, so that calibration changes no test; counts of
/// organisations are whole numbers; two years of spin-up and three of history.
inline territory::Scenario tiny_scenario() {
  territory::Scenario s;
  s.run.seed = 20080101;
  s.run.spinup_months = 24;
  s.run.until = "2010-12";
  s.population.public_factor_10 = 1;
  s.population.public_factor_1_9 = 1;
  s.population.associations_per_1000 = 1;
  s.traits.potential_share = {0.54, 0.20, 0.60, 0.80};
  s.traits.engaged_start = {0.23, 0.08, 0.27, 0.0};
  s.traits.level1_start = 0.5;
  s.encounters.encounter_rate = 1.6;
  s.partnerships.birth_rate = 0.30;
  s.partnerships.need_reference = 0.2;
  s.engagement.engage_contagion = 0.012;
  unfit(s);
  switch_mechanisms(s, false);
  return s;
}

/// The intervention that starts a démarche in one EPCI.
inline territory::Intervention demarche_in(const std::string& epci, const std::string& start) {
  territory::Intervention i;
  i.name = "demarche";
  i.kind = territory::InterventionKind::demarche;
  i.start = start;
  i.territories = {epci};
  return i;
}

/// The same without anybody knowing anybody: ties are up to the test.
inline territory::Scenario friendless_scenario() {
  territory::Scenario s = tiny_scenario();
  s.encounters.initial_encounters = 0;
  return s;
}

/// The same with needs that move, citizens, learning and balances switched on, and a parcours in the first
/// year.
inline territory::Scenario people_of(territory::Scenario s) {
  s.need_dynamics.enabled = s.citizens.enabled = s.skills.enabled = s.reciprocity.enabled = true;
  s.population.rural_uplift = 1.4;
  s.skills.resource_centre_month = 12;
  s.skills.parcours_starts = {sim::Month{3}};
  s.catalysts.density = 100;
  return s;
}

/// Rows of the actors of one kind, ascending.
inline std::vector<std::uint32_t> rows_of(const territory::World& world, territory::Kind kind) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < world.actors.size(); ++i)
    if (world.actors.kind[i] == kind) rows.push_back(i);
  return rows;
}

/// Makes contacts of these pairs of actor rows (none known yet) and gives their ties in the order asked for.
inline std::vector<std::uint32_t> connect(territory::World& world, const sim::Executor& executor,
                                          const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs,
                                          int month = -1) {
  std::vector<sim::PairKey> keys;
  for (const auto& [a, b] : pairs)
    keys.push_back(sim::pair_key(world.actors.table.uid(a), world.actors.table.uid(b)));
  std::vector<sim::PairKey> sorted = keys;
  std::sort(sorted.begin(), sorted.end());
  const std::vector<std::uint32_t> fresh = world.ties.store.insert(executor, sorted);
  world.ties.store.index_neighbours(executor);
  std::visit(
      [&](auto& trust) {
        for (const std::uint32_t t : fresh) {
          world.ties.born[t] = world.ties.last_used[t] = static_cast<std::int16_t>(month);
          trust.ij[t] = trust.ji[t] = trust.rule.initial(0.5);
          world.ties.trust_ij[t] = world.ties.trust_ji[t] = 0.5;
        }
      },
      world.trust);
  std::vector<std::uint32_t> ties;
  for (const sim::PairKey& key : keys) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), key) - sorted.begin();
    ties.push_back(fresh[static_cast<std::size_t>(at)]);
  }
  return ties;
}

/// Every pair of a company and an association, `pairs[c * associations + a]`.
inline std::vector<std::pair<std::uint32_t, std::uint32_t>> all_pairs(const std::vector<std::uint32_t>& a,
                                                                      const std::vector<std::uint32_t>& b) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const std::uint32_t x : a)
    for (const std::uint32_t y : b) pairs.emplace_back(x, y);
  return pairs;
}

/// One month of one submodel.
inline void run_once(sim::Submodel<territory::World>& submodel, territory::World& world, int month,
                     const sim::Executor& executor, const territory::Scenario& scenario,
                     bool spinup = false) {
  const sim::Step step{sim::Month{month}, spinup, scenario.run.key(), executor};
  submodel.decide(world, step);
  submodel.commit(world, step);
}

/// Content of every column by name: equal states, equal fingerprints.
inline std::vector<std::pair<std::string, std::uint64_t>> fingerprints(territory::World& world) {
  std::vector<std::pair<std::string, std::uint64_t>> prints;
  for (const sim::ColumnRegistry* registry : world.registries()) {
    const auto names = registry->column_names();
    for (std::size_t c = 0; c < names.size(); ++c)
      prints.emplace_back(names[c], registry->store(c).fingerprint());
  }
  return prints;
}

/// What decides whom encounter number `encounter` goes to, drawn one by one.
inline territory::EncounterUniforms encounter_uniforms(sim::KeyedDraws& draws, std::uint32_t encounter) {
  namespace streams = territory::streams;
  const std::uint32_t first = streams::encounter_draws(encounter);
  return {draws.uniform(first + streams::closes), draws.uniform(first + streams::partner_kind),
          draws.uniform(first + streams::destination), draws.uniform(first + streams::partner)};
}

}  // namespace lien_test
