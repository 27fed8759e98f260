#include "models/territory/impacts.hpp"

#include <cmath>

#include "models/territory/submodels/project_stages.hpp"

namespace territory {

namespace {

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

void tally_impacts(const World& world, double rse_gain, std::span<const double> trust, std::span<Tally> epcis,
                   const sim::Executor& executor) {
  const Actors& actors = world.actors;
  std::vector<double> performance(actors.size(), 0.0);
  executor.for_chunks(actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const Family family = world.family(i);
      if (family == Family::company) performance[i] = company_performance(actors, i, trust[i], rse_gain);
      if (family == Family::association) performance[i] = finance_entropy(actors, i);
    }
  });
  // Each family in the order of rows: the sums do not depend on the threads.
  const auto each = [&](Family family, auto&& add) {
    for (std::size_t i = 0; i < actors.size(); ++i)
      if (world.family(i) == family) add(epcis[world.epci_of_actor(i)], i);
  };
  executor.for_indices(2, [&](std::size_t part) {
    if (part == 0)
      each(Family::company, [&](Tally& t, std::size_t i) { t.company_performance += performance[i]; });
    if (part == 1)
      each(Family::association,
           [&](Tally& t, std::size_t i) { t.association_performance += performance[i]; });
  });
  for (const std::uint32_t mayor : world.roster.everywhere(Partner::mayor))
    tally_mayor(world, mayor, epcis[world.epci_of_actor(mayor)]);
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
