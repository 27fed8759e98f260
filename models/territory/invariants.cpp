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
    const Alliance type = world.ties.alliance[t];
    const std::int32_t full = type == Alliance::none ? 0 : terms.cost(type);
    if (world.ties.cost[t] > full)
      fail(fmt::format("tie {} costs {} hundredths, its type {}", t, world.ties.cost[t], full));
    if (type == Alliance::none) continue;
    const std::uint32_t low = world.ties.store.low_row(t), high = world.ties.store.high_row(t);
    const bool is_public =
        world.family(low) == Family::public_body || world.family(high) == Family::public_body;
    for (const std::uint32_t member : {low, high}) {
      used[member] += world.ties.cost[t];
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

void effects_of_policy_are_in_range(const World& world) {
  const Epcis& e = world.epcis;
  for (std::size_t row = 0; row < e.table.rows(); ++row) {
    for (const auto* share :
         {&e.closed, &e.cost_cut, &e.misreading_cut, &e.cash_cut, &e.shock, &e.potential_rate}) {
      if (!((*share)[row] >= 0.0F && (*share)[row] <= 1.0F))
        fail(fmt::format("a lever or shock takes the share {} in EPCI {}", (*share)[row], row));
    }
    for (const auto* amount :
         {&e.threshold_cut, &e.consent_help, &e.birth_boost, &e.team_boost, &e.accuracy_boost,
          &e.learning_inflow, &e.project_money, &e.project_grants, &e.valorisation_action}) {
      if (!((*amount)[row] >= 0.0F && std::isfinite((*amount)[row])))
        fail(fmt::format("a lever adds {} in EPCI {}", (*amount)[row], row));
    }
  }
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
      {"effects of policy are in range", effects_of_policy_are_in_range},
      {"seats are kept", seats_are_kept}};
}

}  // namespace territory
