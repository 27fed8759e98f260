#include "models/territory/submodels/exposure.hpp"

#include <algorithm>

namespace territory {

namespace {

void count_engaged_by_epci(World& world) {
  const std::size_t epcis = world.epcis.table.rows();
  std::vector<std::array<std::uint32_t, 4>> engaged(epcis), all(epcis);
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (world.actors.kind[i] == Kind::catalyst) continue;
    const std::uint32_t e = world.epci_of_actor(i);
    const auto k = static_cast<std::size_t>(world.actors.kind[i]);
    ++all[e][k];
    engaged[e][k] += involved(world.actors.level[i]);
  }
  for (std::size_t e = 0; e < epcis; ++e) {
    for (std::size_t k = 0; k < 4; ++k) {
      world.epcis.engaged_share[e][k] =
          all[e][k] ? static_cast<float>(engaged[e][k]) / static_cast<float>(all[e][k]) : 0.0F;
    }
  }
}

}  // namespace

sim::Declaration Exposure::declaration() const {
  return {.name = "exposure",
          .phase = "P03",
          .meaning = "how engaged the contacts and the peers of each actor are",
          .reads = {"actors.level", "actors.kind", "actors.commune", "epcis.engaged_share", "ties.uid_low",
                    "ties.uid_high"},
          .writes = {"epcis.engaged_share", "actors.exposure", "actors.involved_contacts"}};
}

void Exposure::commit(World& world, const sim::Step& step) {
  count_engaged_by_epci(world);
  step.executor.for_chunks(world.actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      if (world.actors.kind[i] == Kind::catalyst) continue;
      const auto kind = static_cast<std::size_t>(world.actors.kind[i]);
      const float peers = world.epcis.engaged_share[world.epci_of_actor(i)][kind];
      const auto contacts = world.ties.store.neighbours(static_cast<std::uint32_t>(i));
      std::size_t engaged = 0;
      for (const sim::Neighbour& contact : contacts) engaged += involved(world.actors.level[contact.actor]);
      world.actors.involved_contacts[i] = static_cast<std::uint8_t>(std::min<std::size_t>(engaged, 255));
      const float contact_share =
          contacts.empty() ? peers : static_cast<float>(engaged) / static_cast<float>(contacts.size());
      world.actors.exposure[i] = (1.0F - peer_weight_) * contact_share + peer_weight_ * peers;
    }
  });
}

}  // namespace territory
