#include <algorithm>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/trust_update.hpp"

namespace territory {

namespace {

double trust_in(const Ties& ties, std::uint32_t actor, const sim::Neighbour& other) {
  return actor < other.actor ? ties.trust_ij[other.pair] : ties.trust_ji[other.pair];
}

}  // namespace

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
  for (int w = 0; w < parameters_.witness_contacts; ++w) {
    const std::uint32_t at = streams::witness_draws(static_cast<std::uint32_t>(w));
    const sim::Neighbour* teller = choose_teller(ties, actor, draws, at);
    if (teller == nullptr) return;
    std::uint32_t common = 0;
    ties.store.for_common(actor, teller->actor, [&](const auto&, const auto&) { return ++common, true; });
    if (common == 0) continue;
    std::uint32_t subject = sim::pick(draws.uniform(at + streams::about), common);
    ties.store.for_common(actor, teller->actor, [&](const sim::Neighbour& mine, const sim::Neighbour& told) {
      if (subject-- > 0) return true;
      heard.push_back(
          {mine.pair, told.pair, actor < mine.actor, teller->actor < told.actor,
           parameters_.witness_weight * trust_in(ties, actor, *teller) * parameters_.visibility_base});
      return false;
    });
  }
}

const sim::Neighbour* Witness::choose_teller(const Ties& ties, std::uint32_t actor, sim::KeyedDraws& draws,
                                             std::uint32_t at) const {
  const auto contacts = ties.store.neighbours(actor);
  const auto trusted = [&](const sim::Neighbour& contact) {
    return trust_in(ties, actor, contact) >= parameters_.witness_min_trust;
  };
  // Uniform over the trusted contacts: by rejection while that is quick, then by looking at all of them.
  for (std::uint32_t attempt = 0; attempt < streams::teller_attempts; ++attempt) {
    const double u = draws.uniform(at + streams::through + attempt);
    const sim::Neighbour& contact = contacts[sim::pick(u, static_cast<std::uint32_t>(contacts.size()))];
    if (trusted(contact)) return &contact;
  }
  const auto count = static_cast<std::uint32_t>(std::ranges::count_if(contacts, trusted));
  if (count == 0) return nullptr;
  std::uint32_t wanted = sim::pick(draws.uniform(at + streams::through_all), count);
  return &*std::ranges::find_if(contacts,
                                [&](const auto& contact) { return trusted(contact) && wanted-- == 0; });
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
