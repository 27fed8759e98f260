#include <algorithm>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/trust_update.hpp"
#include "models/territory/submodels/valorisation.hpp"
#include "sim/random/first_blocks.hpp"

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
          .reads = {"actors.uid", "actors.commune", "epcis.valorisation", "ties.uid_low", "ties.uid_high",
                    "ties.trust_ij", "ties.trust_ji", "ties.state_ij", "ties.state_ji"},
          .amends = {"ties.state_ij", "ties.state_ji", "ties.trust_ij", "ties.trust_ji"}};
}

void Witness::decide(const World& world, const sim::Step& step) {
  const std::size_t rows = world.actors.size();
  hearsay_.reset(step.executor.chunk_count(rows));
  if (parameters_.witness_weight == 0.0 || parameters_.witness_contacts == 0) return;
  const sim::Draws draws = step.draws(streams::witness);
  step.executor.for_chunks(rows, [&](const sim::Chunk& chunk) {
    std::vector<std::uint32_t> listening, uids, subject_blocks;
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const auto actor = static_cast<std::uint32_t>(i);
      if (world.ties.store.neighbours(actor).size() < 2) continue;
      for (int w = 0; w < parameters_.witness_contacts; ++w) {
        listening.push_back(actor);
        uids.push_back(world.actors.table.uid(i).value);
        subject_blocks.push_back((streams::witness_draws(static_cast<std::uint32_t>(w)) + streams::about) /
                                 4);
      }
    }
    std::vector<std::uint32_t> first_blocks = subject_blocks;
    for (std::uint32_t& block : first_blocks) block -= streams::about / 4;
    const sim::ActorBlocks through(draws, uids, first_blocks), about(draws, uids, subject_blocks);
    std::vector<Listener> batch;
    for (std::size_t k = 0; k < listening.size(); ++k) {
      batch.push_back({listening[k], 4 * first_blocks[k], through.draws(k),
                       about.uniform(k, streams::about % 4), nullptr});
      if (batch.size() >= batch_size || k + 1 == listening.size()) {
        listen(world, batch, hearsay_[chunk]);
        batch.clear();
      }
    }
  });
}

void Witness::listen(const World& world, std::span<Listener> batch, std::vector<Hearsay>& heard) const {
  const Ties& ties = world.ties;
  // An actor's turn is a chain of jumps: its contact, the trust in it, the contact's own contacts. Taking
  // many actors one jump at a time lets the memory answer them together.
  for (Listener& listener : batch) {
    const auto contacts = ties.store.neighbours(listener.actor);
    const double u = listener.draws.uniform(listener.first_draw + streams::through);
    const sim::Neighbour& contact = contacts[sim::pick(u, static_cast<std::uint32_t>(contacts.size()))];
    __builtin_prefetch(listener.actor < contact.actor ? &ties.trust_ij[contact.pair]
                                                      : &ties.trust_ji[contact.pair]);
    ties.store.fetch_place(contact.actor);
  }
  for (Listener& listener : batch) {
    listener.teller = choose_teller(ties, listener);
    if (listener.teller != nullptr) ties.store.fetch_neighbours(listener.teller->actor);
  }
  std::vector<Common> common;
  for (Listener& listener : batch) {
    if (listener.teller != nullptr) hear(world, listener, common, heard);
  }
}

void Witness::hear(const World& world, Listener& listener, std::vector<Common>& common,
                   std::vector<Hearsay>& heard) const {
  const Ties& ties = world.ties;
  const sim::Neighbour& teller = *listener.teller;
  common.clear();
  ties.store.for_common(listener.actor, teller.actor,
                        [&](const sim::Neighbour& mine, const sim::Neighbour& told) {
                          return common.push_back({mine, told}), true;
                        });
  if (common.empty()) return;
  const auto [mine, told] = common[sim::pick(listener.about, static_cast<std::uint32_t>(common.size()))];
  const double trust = trust_in(ties, listener.actor, teller);
  const double seen =
      visibility(parameters_.visibility_base, world.epcis.valorisation[world.epci_of_actor(listener.actor)]);
  heard.push_back({mine.pair, told.pair, teller.pair, listener.actor < mine.actor, teller.actor < told.actor,
                   listener.actor < teller.actor, parameters_.witness_weight * seen, trust});
}

const sim::Neighbour* Witness::choose_teller(const Ties& ties, Listener& listener) const {
  const auto contacts = ties.store.neighbours(listener.actor);
  const std::uint32_t at = listener.first_draw;
  const auto trusted = [&](const sim::Neighbour& contact) {
    return trust_in(ties, listener.actor, contact) >= parameters_.witness_min_trust;
  };
  // Uniform over the trusted contacts: by rejection while that is quick, then by looking at all of them.
  for (std::uint32_t attempt = 0; attempt < streams::teller_attempts; ++attempt) {
    const double u = listener.draws.uniform(at + streams::through + attempt);
    const sim::Neighbour& contact = contacts[sim::pick(u, static_cast<std::uint32_t>(contacts.size()))];
    if (trusted(contact)) return &contact;
  }
  const auto count = static_cast<std::uint32_t>(std::ranges::count_if(contacts, trusted));
  if (count == 0) return nullptr;
  std::uint32_t wanted = sim::pick(listener.draws.uniform(at + streams::through_all), count);
  return &*std::ranges::find_if(contacts,
                                [&](const auto& contact) { return trusted(contact) && wanted-- == 0; });
}

void Witness::commit(World& world, const sim::Step&) {
  const std::vector<Hearsay> heard = hearsay_.joined();
  std::visit(
      [&](auto& trust) {
        // Everybody speaks of what they knew before anybody listened.
        using State = std::decay_t<decltype(trust.ij[0])>;
        std::vector<std::array<State, 2>> told;
        told.reserve(heard.size());
        for (const Hearsay& h : heard) {
          told.push_back({h.teller_is_low ? trust.ij[h.told] : trust.ji[h.told],
                          h.hearer_below_teller ? trust.ij[h.teller] : trust.ji[h.teller]});
        }
        for (std::size_t k = 0; k < heard.size(); ++k) {
          const Hearsay& h = heard[k];
          auto& state = h.hearer_is_low ? trust.ij[h.about] : trust.ji[h.about];
          territory::hear(trust.rule, state, told[k][0], told[k][1], h.weight, h.trust);
          (h.hearer_is_low ? world.ties.trust_ij : world.ties.trust_ji)[h.about] = trust.rule.value(state);
        }
      },
      world.trust);
}

}  // namespace territory
