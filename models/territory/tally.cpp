#include "models/territory/tally.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "models/territory/impacts.hpp"
#include "models/territory/tally_ties.hpp"

namespace territory {

namespace {

/// Counts of actors in lists so small that they stay in the first cache.
struct HeadCount {
  using ByKind = std::array<std::uint32_t, kind_count>;
  ByKind actors{}, aware{}, involved{}, engaged{}, partnerships{};
  std::uint32_t employing = 0, employing_engaged = 0;
  double semantics = 0.0;

  void add_to(Tally& tally) const {
    for (std::size_t k = 0; k < kind_count; ++k) {
      tally.actors[k] += actors[k];
      tally.aware[k] += aware[k];
      tally.involved[k] += involved[k];
      tally.engaged[k] += engaged[k];
      tally.partnerships[k] += partnerships[k];
    }
    tally.employing += employing;
    tally.employing_engaged += employing_engaged;
    tally.semantics += semantics;
  }
};

void tally_heads(const World& world, std::span<const std::uint32_t> unit_of, std::span<Tally> units) {
  std::vector<HeadCount> heads(units.size());
  const Actors& actors = world.actors;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    if (!actors.active[i]) continue;
    HeadCount& t = heads[unit_of[actors.commune[i]]];
    const auto k = static_cast<std::size_t>(actors.kind[i]);
    const bool has_partner = actors.partnerships[i] > 0;
    ++t.actors[k];
    t.aware[k] += actors.level[i] >= Level::aware;
    t.involved[k] += involved(actors.level[i]);
    t.engaged[k] += has_partner;
    t.partnerships[k] += static_cast<std::uint32_t>(actors.partnerships[i]);
    if (actors.kind[i] == Kind::association && actors.large[i]) {
      ++t.employing;
      t.employing_engaged += has_partner;
    }
    const Family family = world.family(i);
    if (family == Family::company || family == Family::association) t.semantics += actors.semantics[i];
  }
  for (std::size_t u = 0; u < units.size(); ++u) heads[u].add_to(units[u]);
}

void tally_seats(const World& world, sim::Month month, std::vector<Tally>& epcis, std::span<Tally> communes) {
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

constexpr std::uint32_t no_epci = std::numeric_limits<std::uint32_t>::max();

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
    t.projects_of_type[projects.type[p]] += 1.0;
    bool across = false;
    std::uint32_t first = no_epci;
    for (std::size_t m = 0; m < projects.member_count[p]; ++m) {
      const auto row = world.actors.table.find(sim::Uid{projects.members[p][m]});
      if (!row) continue;
      t.project_members_of_kind[static_cast<std::size_t>(world.actors.kind[*row])] += 1.0;
      const std::uint32_t epci = world.epci_of_actor(*row);
      across |= first != no_epci && epci != first;
      first = epci;
    }
    t.projects_across += across;
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
  add(projects_of_type, other.projects_of_type);
  add(project_members_of_kind, other.project_members_of_kind);
  projects_across += other.projects_across;
  project_members += other.project_members;
  viability += other.viability;
  epcis += other.epcis;
  valorisation += other.valorisation;
  return *this;
}

std::vector<Tally> tally(const World& world, sim::Month month, std::span<const std::uint32_t> partnerships,
                         std::span<Tally> communes, const ObserverParameters& observers,
                         const sim::Executor& executor) {
  const std::vector<std::uint32_t>& epci_of = world.geography.epci_of;
  std::vector<std::uint32_t> itself(communes.size());
  std::iota(itself.begin(), itself.end(), 0U);
  // Side by side, each in the order of rows: no sum depends on the threads. Each has tallies of EPCI for
  // itself, since two threads that write beside each other wait; no member is summed by two of them.
  constexpr std::size_t parts = 6, parts_of_communes = 2;
  std::array<std::vector<Tally>, parts> own;
  executor.for_indices(communes.empty() ? parts : parts + parts_of_communes, [&](std::size_t part) {
    if (part == 6) return tally_contacts(world, itself, communes);
    if (part == 7) return tally_alliances(world, month, partnerships, itself, communes);
    std::vector<Tally>& epcis = own[part];
    epcis.resize(world.geography.epcis.size());
    if (part == 0) tally_contacts(world, epci_of, epcis);
    if (part == 1 && observers.enabled) tally_companies(world, partnerships, observers.rse_gain, epcis);
    if (part == 2) tally_alliances(world, month, partnerships, epci_of, epcis);
    if (part == 3 && observers.enabled) tally_associations(world, epcis);
    if (part == 4) tally_constraint(world, partnerships, executor, epcis);
    if (part == 5) {
      tally_heads(world, epci_of, epcis);
      if (!communes.empty()) tally_heads(world, itself, communes);
      tally_seats(world, month, epcis, communes);
      tally_communes(world, epcis, communes);
      tally_projects(world, epcis);
      if (observers.enabled) {
        tally_dynamics(world, epcis, communes);
        tally_public_bodies(world, epcis);
        tally_territories(world, epcis);
      }
    }
  });
  std::vector<Tally> epcis = std::move(own.back());
  for (std::size_t e = 0; e < epcis.size(); ++e) {
    for (std::size_t part = 0; part + 1 < parts; ++part) epcis[e] += own[part][e];
    epcis[e].ended = world.epcis.partnerships_ended[e];
    epcis[e].perpetuated = world.epcis.perpetuated[e];
    epcis[e].deployed = world.epcis.deployed[e];
  }
  return epcis;
}

}  // namespace territory
