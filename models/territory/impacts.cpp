#include "models/territory/impacts.hpp"

#include <cmath>

#include "models/territory/submodels/project_stages.hpp"

namespace territory {

namespace {

/// Sum over the live partnerships of each actor of the mean trust between the two; by row.
std::vector<double> partner_trust(const World& world, std::span<const std::uint32_t> partnerships) {
  std::vector<double> sums(world.actors.size(), 0.0);
  const Ties& ties = world.ties;
  for (const std::uint32_t t : partnerships) {
    const double trust = 0.5 * (ties.trust_ij[t] + ties.trust_ji[t]);
    sums[ties.store.low_row(t)] += trust;
    sums[ties.store.high_row(t)] += trust;
  }
  return sums;
}

double company_performance(const Actors& actors, std::size_t company, double trust_sum, double rse_gain) {
  const int n = actors.partnerships[company] + actors.public_partnerships[company];
  return n == 0 ? 1.0 : 1.0 + rse_gain * trust_sum / std::sqrt(static_cast<double>(n));
}

void tally_mayor(const World& world, std::size_t mayor, Tally& tally) {
  const std::uint32_t commune = world.actors.commune[mayor];
  for (std::size_t d = 0; d < domain_count; ++d)
    tally.needs_met += world.communes.baseline_need[commune][d] - world.communes.need[commune][d];
  constexpr double hundredths = 100.0;
  tally.public_load +=
      1.0 +
      (world.actors.used[mayor] + world.actors.committed[mayor] + world.actors.attended[mayor]) / hundredths;
}

}  // namespace

void tally_dynamics(const World& world, std::span<Tally> epcis, std::span<Tally> communes) {
  for (const std::uint32_t mayor : world.roster.everywhere(Partner::mayor)) {
    const std::uint32_t commune = world.actors.commune[mayor];
    const auto state = static_cast<std::size_t>(world.communes.dynamic[commune]);
    epcis[world.geography.epci_of[commune]].by_dynamic[state] += 1.0;
    if (!communes.empty()) communes[commune].by_dynamic[state] += 1.0;
  }
  for (std::size_t e = 0; e < epcis.size(); ++e) {
    const auto& states = epcis[e].by_dynamic;
    const double lively = states[static_cast<std::size_t>(Dynamic::growing)] +
                          states[static_cast<std::size_t>(Dynamic::anchored)];
    epcis[e].pioneers = lively > 0.0 ? 1.0 : 0.0;
    epcis[e].demarches = world.epcis.demarche_since[e] != Epcis::no_demarche ? 1.0 : 0.0;
  }
}

void tally_companies(const World& world, std::span<const std::uint32_t> partnerships, double rse_gain,
                     std::span<Tally> epcis) {
  const std::vector<double> trust = partner_trust(world, partnerships);
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (world.family(i) == Family::company)
      epcis[world.epci_of_actor(i)].company_performance +=
          company_performance(world.actors, i, trust[i], rse_gain);
  }
}

void tally_associations(const World& world, std::span<Tally> epcis) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (world.family(i) == Family::association)
      epcis[world.epci_of_actor(i)].association_performance += finance_entropy(world.actors, i);
  }
}

void tally_public_bodies(const World& world, std::span<Tally> epcis) {
  for (const std::uint32_t mayor : world.roster.everywhere(Partner::mayor))
    tally_mayor(world, mayor, epcis[world.epci_of_actor(mayor)]);
}

void tally_territories(const World& world, std::span<Tally> epcis) {
  for (std::size_t e = 0; e < epcis.size(); ++e) {
    Tally& t = epcis[e];
    for (const Kind kind : {Kind::company10, Kind::tpe, Kind::association})
      t.collective_weight += t.actors[static_cast<std::size_t>(kind)];
    t.epci_trust = world.epcis.collective_trust[e] * t.collective_weight;
    t.grants = world.epcis.grants_given[e];
    t.cofunding = world.epcis.cofunding[e];
  }
}

}  // namespace territory
