#include "models/territory/invariants/checks.hpp"

namespace territory::invariant {

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

void balances_belong_to_partnerships(const World& world) {
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    const float balance = world.ties.balance[t];
    if (!(std::abs(balance) <= 1.0F) || (balance != 0.0F && world.ties.alliance[t] == Alliance::none))
      fail(fmt::format("tie {} has the balance {}", t, balance));
  }
}

}  // namespace territory::invariant
