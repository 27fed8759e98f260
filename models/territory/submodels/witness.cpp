#include "models/territory/streams.hpp"
#include "models/territory/submodels/trust_update.hpp"

namespace territory {

sim::Declaration Witness::declaration() const {
  return {.name = "witness",
          .phase = "P08",
          .meaning = "actors hear from a contact they trust about a common contact",
          .streams = {{streams::witness, "witness"}},
          .reads = {"actors.uid", "ties.uid_low", "ties.uid_high", "ties.trust_ij", "ties.trust_ji",
                    "ties.state_ij", "ties.state_ji"},
          .amends = {"ties.state_ij", "ties.state_ji", "ties.trust_ij", "ties.trust_ji"}};
}

void Witness::decide(const World& world, const sim::Step& step) {
  const std::size_t rows = world.actors.size();
  hearsay_.reset(step.executor.chunk_count(rows));
  if (parameters_.witness_weight == 0.0 || parameters_.witness_contacts == 0) return;
  const sim::Draws draws = step.draws(streams::witness);
  step.executor.for_chunks(rows, [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const auto actor = static_cast<std::uint32_t>(i);
      if (world.ties.store.neighbours(actor).size() < 2) continue;
      listen(world, actor, draws.of(world.actors.table.uid(i)), hearsay_[chunk]);
    }
  });
}

void Witness::listen(const World& world, std::uint32_t actor, sim::KeyedDraws draws,
                     std::vector<Hearsay>& heard) const {
  const Ties& ties = world.ties;
  const auto contacts = ties.store.neighbours(actor);
  const auto trust_in = [&](const sim::Neighbour& other) {
    return actor < other.actor ? ties.trust_ij[other.pair] : ties.trust_ji[other.pair];
  };
  std::uint32_t trusted = 0;
  for (const sim::Neighbour& contact : contacts)
    trusted += trust_in(contact) >= parameters_.witness_min_trust;
  if (trusted == 0) return;
  for (int w = 0; w < parameters_.witness_contacts; ++w) {
    const auto at = static_cast<std::uint32_t>(2 * w);
    std::uint32_t wanted = sim::pick(draws.uniform(at + streams::through), trusted);
    const sim::Neighbour* teller = nullptr;
    for (const sim::Neighbour& contact : contacts) {
      if (trust_in(contact) < parameters_.witness_min_trust) continue;
      teller = &contact;
      if (wanted-- == 0) break;
    }
    const auto theirs = ties.store.neighbours(teller->actor);
    const auto for_common = [&](auto&& use) {
      auto a = contacts.begin();
      auto b = theirs.begin();
      while (a != contacts.end() && b != theirs.end()) {
        if (a->actor < b->actor) {
          ++a;
        } else if (b->actor < a->actor) {
          ++b;
        } else {
          if (use(*a++, *b++)) return;
        }
      }
    };
    std::uint32_t common = 0;
    for_common([&](const auto&, const auto&) { return ++common, false; });
    if (common == 0) continue;
    std::uint32_t subject = sim::pick(draws.uniform(at + streams::about), common);
    for_common([&](const sim::Neighbour& mine, const sim::Neighbour& told) {
      if (subject-- > 0) return false;
      heard.push_back({mine.pair, told.pair, actor < mine.actor, teller->actor < told.actor,
                       parameters_.witness_weight * trust_in(*teller) * parameters_.visibility_base});
      return true;
    });
  }
}

void Witness::commit(World& world, const sim::Step&) {
  const std::vector<Hearsay> heard = hearsay_.joined();
  std::visit(
      [&](auto& trust) {
        // Everybody speaks of what they knew before anybody listened.
        std::vector<std::decay_t<decltype(trust.ij[0])>> told;
        told.reserve(heard.size());
        for (const Hearsay& h : heard) told.push_back(h.teller_is_low ? trust.ij[h.told] : trust.ji[h.told]);
        for (std::size_t k = 0; k < heard.size(); ++k) {
          const Hearsay& h = heard[k];
          auto& state = h.hearer_is_low ? trust.ij[h.about] : trust.ji[h.about];
          trust.rule.witness(state, told[k], h.weight);
          (h.hearer_is_low ? world.ties.trust_ij : world.ties.trust_ji)[h.about] = trust.rule.value(state);
        }
      },
      world.trust);
}

}  // namespace territory
