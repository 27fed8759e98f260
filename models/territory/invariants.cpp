#include "models/territory/invariants.hpp"

#include <fmt/format.h>

#include <cmath>

namespace territory {

namespace {

[[noreturn]] void fail(const std::string& sentence) { throw sim::InvariantError(sentence); }

void ties_are_ordered(const World& world) {
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    const sim::PairKey key = world.ties.store.key(t);
    if (!(key.low < key.high))
      fail(fmt::format("tie {} joins uid {} to itself or backwards", t, key.low.value));
    if (t > 0 && !(world.ties.store.key(t - 1) < key))
      fail(fmt::format("ties {} and {} are out of order", t - 1, t));
    if (world.actors.table.uid(world.ties.store.low_row(t)) != key.low ||
        world.actors.table.uid(world.ties.store.high_row(t)) != key.high) {
      fail(fmt::format("tie {} points at the wrong actors", t));
    }
  }
}

void trust_is_a_share(const World& world) {
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    for (const double trust : {world.ties.trust_ij[t], world.ties.trust_ji[t]}) {
      if (!(trust >= 0.0 && trust <= 1.0)) fail(fmt::format("trust in tie {} is {}", t, trust));
    }
  }
}

void trust_is_that_of_its_state(const World& world) {
  std::visit(
      [&](const auto& trust) {
        for (std::size_t t = 0; t < world.ties.size(); ++t) {
          if (world.ties.trust_ij[t] != trust.rule.value(trust.ij[t]) ||
              world.ties.trust_ji[t] != trust.rule.value(trust.ji[t])) {
            fail(fmt::format("trust in tie {} is not the value of its state", t));
          }
        }
      },
      world.trust);
}

void partnerships_join_families(const World& world) {
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    if (world.ties.alliance[t] == Alliance::none) continue;
    const Family a = world.family(world.ties.store.low_row(t)),
                 b = world.family(world.ties.store.high_row(t));
    if (a == b || a == Family::catalyst || b == Family::catalyst)
      fail(fmt::format("tie {} is a partnership within one family or with a catalyst", t));
    if (world.ties.since[t] < world.ties.born[t])
      fail(fmt::format("partnership {} is older than its contact", t));
  }
}

/// Money in, money out: what members have in use is what their live partnerships cost, within capacity.
void capacity_is_accounted_for(const World& world, const AllianceTerms& terms) {
  std::vector<std::int32_t> used(world.actors.size(), 0);
  std::vector<int> partnerships(world.actors.size(), 0), with_public(world.actors.size(), 0);
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    if (world.ties.alliance[t] == Alliance::none) continue;
    const std::uint32_t low = world.ties.store.low_row(t), high = world.ties.store.high_row(t);
    const bool is_public =
        world.family(low) == Family::public_body || world.family(high) == Family::public_body;
    for (const std::uint32_t member : {low, high}) {
      used[member] += terms.cost(world.ties.alliance[t]);
      ++(is_public ? with_public : partnerships)[member];
    }
  }
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (used[i] != world.actors.used[i])
      fail(fmt::format("actor {} uses {} hundredths, its partnerships cost {}", i, world.actors.used[i],
                       used[i]));
    if (partnerships[i] != world.actors.partnerships[i] ||
        with_public[i] != world.actors.public_partnerships[i]) {
      fail(fmt::format("actor {} miscounts its partnerships", i));
    }
  }
}

void nobody_is_overcommitted(const World& world, const AllianceTerms& terms) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (world.actors.used[i] > terms.capacity_of(world.actors, i))
      fail(fmt::format("actor {} carries more than its capacity", i));
  }
}

void traits_are_in_range(const World& world) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    const auto share = [](float x) { return x >= 0.0F && x <= 1.0F; };
    if (!share(world.actors.trustworthiness[i]) || !share(world.actors.propensity[i]) ||
        !share(world.actors.semantics[i]) || !share(world.actors.exposure[i])) {
      fail(fmt::format("actor {} has a trait outside 0 to 1", i));
    }
    if (world.actors.level[i] > Level::engaged) fail(fmt::format("actor {} has no such level", i));
  }
}

void demarches_are_in_order(const World& world) {
  const Projects& projects = world.projects;
  for (std::size_t p = 0; p < projects.size(); ++p) {
    if (projects.pilot[p] && world.epcis.demarche_since[projects.epci[p]] == Epcis::no_demarche)
      fail(fmt::format("project {} is the pilot of no démarche", p));
  }
  for (std::size_t e = 0; e < world.epcis.table.rows(); ++e) {
    if (!(world.epcis.grants_given[e] >= 0.0) || !(world.epcis.cofunding[e] >= 0.0) ||
        !(world.epcis.partnerships_ended[e] >= 0.0F))
      fail(fmt::format("EPCI {} has accounts that are no sums", e));
  }
  for (std::size_t c = 0; c < world.communes.table.rows(); ++c)
    if (world.communes.dynamic[c] > Dynamic::anchored) fail(fmt::format("commune {} has no such state", c));
}

void seats_are_kept(const World& world) {
  for (std::size_t i = 1; i < world.actors.size(); ++i) {
    if (!(world.actors.table.uid(i - 1) < world.actors.table.uid(i)))
      fail(fmt::format("actors {} and {} are out of order", i - 1, i));
  }
}

}  // namespace

std::vector<sim::Invariant<World>> invariants(const AllianceTerms& terms) {
  return {
      {"ties are ordered", ties_are_ordered},
      {"trust is a share", trust_is_a_share},
      {"trust is that of its state", trust_is_that_of_its_state},
      {"partnerships join families", partnerships_join_families},
      {"capacity is accounted for", [terms](const World& world) { capacity_is_accounted_for(world, terms); }},
      {"nobody is overcommitted", [terms](const World& world) { nobody_is_overcommitted(world, terms); }},
      {"traits are in range", traits_are_in_range},
      {"démarches are in order", demarches_are_in_order},
      {"seats are kept", seats_are_kept}};
}

}  // namespace territory
