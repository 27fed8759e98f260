#include "models/territory/tally.hpp"

#include <algorithm>
#include <cmath>

#include "models/territory/constraint.hpp"
#include "models/territory/impacts.hpp"

namespace territory {

namespace {

void tally_actors(const World& world, sim::Month month, std::vector<Tally>& epcis,
                  std::span<Tally> communes) {
  const auto count = [&](Tally& t, std::size_t i) {
    const auto k = static_cast<std::size_t>(world.actors.kind[i]);
    const Family family = world.family(i);
    const bool is_organisation = family == Family::company || family == Family::association;
    t.actors[k] += 1.0;
    t.aware[k] += world.actors.level[i] >= Level::aware;
    t.involved[k] += involved(world.actors.level[i]);
    t.engaged[k] += world.actors.partnerships[i] > 0;
    t.partnerships[k] += world.actors.partnerships[i];
    if (world.actors.kind[i] == Kind::association && world.actors.large[i]) {
      t.employing += 1.0;
      t.employing_engaged += world.actors.partnerships[i] > 0;
    }
    if (is_organisation) t.semantics += world.actors.semantics[i];
  };
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (!world.actors.active[i]) continue;
    count(epcis[world.epci_of_actor(i)], i);
    if (!communes.empty()) count(communes[world.actors.commune[i]], i);
  }
  const auto seats = world.roster.catalyst_seats();
  for (std::size_t k = 0; k < seats.size(); ++k) {
    if (!world.actors.active[seats[k]]) continue;
    Tally& t = epcis[world.epci_of_actor(seats[k])];
    t.legitimacy += world.catalysts.legitimacy[k];
    t.cash += world.catalysts.cash[k];
    t.operating += world.catalysts.operating[k];
    t.catalyst_age += month.value - world.catalysts.opened[k];
  }
  for (std::size_t p = 0; p < world.places.table.rows(); ++p) {
    if (!world.places.active[p]) continue;
    epcis[world.geography.epci_of[world.places.commune[p]]].places += 1.0;
    if (!communes.empty()) communes[world.places.commune[p]].places += 1.0;
  }
}

/// What is true of a commune, for each of its inhabitants.
void tally_communes(const World& world, std::vector<Tally>& epcis, std::span<Tally> communes) {
  for (std::size_t c = 0; c < world.geography.communes.size(); ++c) {
    const double inhabitants = world.geography.communes[c].population;
    double need = 0.0, met = 0.0;
    for (std::size_t d = 0; d < domain_count; ++d) {
      const double now = world.communes.need[c][d];
      need += now;
      met += std::max(0.0, world.communes.baseline_need[c][d] - now);
    }
    const auto count = [&](Tally& t) {
      t.inhabitants += inhabitants;
      t.need += inhabitants * need;
      t.need_met += inhabitants * met;
      t.citizens += inhabitants * world.communes.citizens[c];
    };
    count(epcis[world.geography.epci_of[c]]);
    if (!communes.empty()) count(communes[c]);
  }
}

void tally_projects(const World& world, std::vector<Tally>& epcis) {
  for (std::size_t e = 0; e < epcis.size(); ++e) {
    epcis[e].epcis = 1.0;
    epcis[e].valorisation = world.epcis.valorisation[e];
  }
  const Projects& projects = world.projects;
  for (std::size_t p = 0; p < projects.size(); ++p) {
    Tally& t = epcis[projects.epci[p]];
    t.projects[static_cast<std::size_t>(projects.stage[p])] += 1.0;
    t.project_members += projects.member_count[p];
    t.viability += projects.viability[p];
  }
}

using Sides = std::array<Tally*, 2>;

/// Adds tie `t` to the territories of its two members, half to each: what every contact adds.
void tally_contact(const World& world, std::size_t t, const Sides& sides) {
  const Ties& ties = world.ties;
  const double trust = 0.5 * (ties.trust_ij[t] + ties.trust_ji[t]);
  const Family low = world.family(ties.store.low_row(t)), high = world.family(ties.store.high_row(t));
  const bool across = low != high && low != Family::catalyst && high != Family::catalyst;
  for (Tally* side : sides) {
    side->contacts += 0.5;
    side->trust += 0.5 * trust;
    side->across += across ? 0.5 : 0.0;
    side->across_trust += across ? 0.5 * trust : 0.0;
    side->contacts_by_origin[static_cast<std::size_t>(ties.origin[t])] += 0.5;
  }
}

/// The same for what a partnership adds beside.
void tally_alliance(const World& world, std::size_t t, sim::Month month, const Sides& sides, bool local) {
  const Ties& ties = world.ties;
  const double trust = 0.5 * (ties.trust_ij[t] + ties.trust_ji[t]);
  const bool with_public = world.actors.kind[ties.store.low_row(t)] == Kind::mayor ||
                           world.actors.kind[ties.store.high_row(t)] == Kind::mayor;
  const double age = month.value - ties.since[t];
  const std::uint16_t skills = world.actors.competences[ties.store.low_row(t)],
                      other_skills = world.actors.competences[ties.store.high_row(t)];
  const bool unlike = skills != 0 && other_skills != 0 && (skills & other_skills) == 0;  // 0: a generalist
  for (Tally* side : sides) {
    side->unlike += unlike ? 0.5 : 0.0;
    (with_public ? side->public_alliances : side->alliances) += 0.5;
    side->by_type[static_cast<std::size_t>(ties.alliance[t]) - 1] += 0.5;
    if (local) {
      side->local += 0.5;
      if (!with_public) side->local_alliances += 0.5;
    }
    side->brokered += ties.brokered(t) ? 0.5 : 0.0;
    side->mayor_brokered += ties.origin[t] == Origin::mayor_introduction ? 0.5 : 0.0;
    side->alliance_trust += 0.5 * trust;
    side->alliance_trust_squared += 0.5 * trust * trust;
    side->imbalance += 0.5 * std::abs(ties.balance[t]);
    side->age += 0.5 * age;
    side->age_squared += 0.5 * age * age;
    side->trust_age += 0.5 * trust * age;
    if (age == 0) side->born += 0.5;
  }
}

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
  const auto add = [](auto& mine, const auto& theirs) {
    for (std::size_t k = 0; k < mine.size(); ++k) mine[k] += theirs[k];
  };
  add(actors, other.actors);
  add(aware, other.aware);
  add(involved, other.involved);
  add(engaged, other.engaged);
  add(partnerships, other.partnerships);
  employing += other.employing;
  employing_engaged += other.employing_engaged;
  add(by_type, other.by_type);
  add(contacts_by_origin, other.contacts_by_origin);
  semantics += other.semantics;
  inhabitants += other.inhabitants;
  need += other.need;
  need_met += other.need_met;
  citizens += other.citizens;
  imbalance += other.imbalance;
  add(by_dynamic, other.by_dynamic);
  places += other.places;
  legitimacy += other.legitimacy;
  cash += other.cash;
  operating += other.operating;
  catalyst_age += other.catalyst_age;
  brokered += other.brokered;
  mayor_brokered += other.mayor_brokered;
  contacts += other.contacts;
  trust += other.trust;
  alliances += other.alliances;
  public_alliances += other.public_alliances;
  local += other.local;
  local_alliances += other.local_alliances;
  alliance_trust += other.alliance_trust;
  alliance_trust_squared += other.alliance_trust_squared;
  age += other.age;
  age_squared += other.age_squared;
  trust_age += other.trust_age;
  unlike += other.unlike;
  across += other.across;
  across_trust += other.across_trust;
  partners += other.partners;
  constraint += other.constraint;
  born += other.born;
  ended += other.ended;
  pioneers += other.pioneers;
  demarches += other.demarches;
  perpetuated += other.perpetuated;
  deployed += other.deployed;
  company_performance += other.company_performance;
  association_performance += other.association_performance;
  needs_met += other.needs_met;
  public_load += other.public_load;
  epci_trust += other.epci_trust;
  collective_weight += other.collective_weight;
  grants += other.grants;
  cofunding += other.cofunding;
  add(projects, other.projects);
  project_members += other.project_members;
  viability += other.viability;
  epcis += other.epcis;
  valorisation += other.valorisation;
  return *this;
}

std::vector<Tally> tally(const World& world, sim::Month month, std::span<Tally> communes,
                         const ObserverParameters& observers, const sim::Executor& executor) {
  std::vector<Tally> epcis(world.geography.epcis.size());
  std::vector<double> trust;  // of each actor in its partners
  std::vector<double> constraint;
  const Ties& ties = world.ties;
  const auto communes_of = [&](std::size_t t) {
    return std::array{world.actors.commune[ties.store.low_row(t)],
                      world.actors.commune[ties.store.high_row(t)]};
  };
  const auto contacts = [&](const auto& sides_of) {
    for (std::size_t t = 0; t < ties.size(); ++t) tally_contact(world, t, sides_of(communes_of(t)));
  };
  const auto alliances = [&](const auto& sides_of) {
    for (std::size_t t = 0; t < ties.size(); ++t) {
      if (ties.alliance[t] == Alliance::none) continue;
      const auto [low, high] = communes_of(t);
      const bool local = world.geography.epci_of[low] == world.geography.epci_of[high];
      tally_alliance(world, t, month, sides_of({low, high}), local);
    }
  };
  const auto by_epci = [&](const std::array<std::uint32_t, 2>& members) {
    return Sides{&epcis[world.geography.epci_of[members[0]]], &epcis[world.geography.epci_of[members[1]]]};
  };
  const auto by_commune = [&](const std::array<std::uint32_t, 2>& members) {
    return Sides{&communes[members[0]], &communes[members[1]]};
  };
  // Side by side, each adding to members of its own in the order of rows: no sum depends on the threads.
  executor.for_indices(communes.empty() ? 5 : 7, [&](std::size_t part) {
    if (part == 0) contacts(by_epci);
    if (part == 1) alliances(by_epci);
    if (part == 2) {
      tally_actors(world, month, epcis, communes);
      tally_communes(world, epcis, communes);
      tally_projects(world, epcis);
    }
    if (part == 3 && observers.enabled) trust = partner_trust(world);
    if (part == 4) constraint = partner_constraint(world);
    if (part == 5) contacts(by_commune);
    if (part == 6) alliances(by_commune);
  });
  for (std::size_t i = 0; i < constraint.size(); ++i) {
    if (constraint[i] == 0.0) continue;
    Tally& epci = epcis[world.epci_of_actor(i)];
    epci.partners += 1.0;
    epci.constraint += constraint[i];
  }
  for (std::size_t e = 0; e < epcis.size(); ++e) {
    epcis[e].ended = world.epcis.partnerships_ended[e];
    epcis[e].perpetuated = world.epcis.perpetuated[e];
    epcis[e].deployed = world.epcis.deployed[e];
  }
  if (observers.enabled) {
    tally_dynamics(world, epcis, communes);
    tally_impacts(world, observers.rse_gain, trust, epcis, executor);
  }
  return epcis;
}

}  // namespace territory
