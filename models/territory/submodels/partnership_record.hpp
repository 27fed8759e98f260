// The books of a partnership: a tie's alliance columns and both members' counts and used capacity change
// together.
#pragma once

#include "models/territory/submodels/alliance_terms.hpp"

namespace territory {

[[nodiscard]] inline bool has_public_member(const World& world, std::size_t tie) {
  return world.actors.kind[world.ties.store.low_row(tie)] == Kind::mayor ||
         world.actors.kind[world.ties.store.high_row(tie)] == Kind::mayor;
}

inline void count_partnership(World& world, std::size_t tie, int change) {
  auto& count = has_public_member(world, tie) ? world.actors.public_partnerships : world.actors.partnerships;
  for (const std::uint32_t member : {world.ties.store.low_row(tie), world.ties.store.high_row(tie)}) {
    count[member] = static_cast<std::uint16_t>(count[member] + change);
  }
}

inline void charge_members(World& world, std::size_t tie, std::int32_t cost) {
  world.actors.used[world.ties.store.low_row(tie)] += cost;
  world.actors.used[world.ties.store.high_row(tie)] += cost;
}

/// Charges both members what the partnership costs more (or less) than it did.
inline void set_cost(World& world, std::size_t tie, std::int32_t cost) {
  charge_members(world, tie, cost - world.ties.cost[tie]);
  world.ties.cost[tie] = static_cast<std::uint8_t>(cost);
}

/// `cost_cut`: share off the cost of its type (levers).
inline void begin_partnership(World& world, std::size_t tie, Alliance type, std::uint8_t domain,
                              sim::Month month, const AllianceTerms& terms, double cost_cut = 0.0) {
  world.ties.alliance[tie] = type;
  world.ties.domain[tie] = domain;
  world.ties.since[tie] = static_cast<std::int16_t>(month.value);
  world.ties.balance[tie] = 0.0F;
  count_partnership(world, tie, +1);
  set_cost(world, tie, terms.cost(type, cost_cut));
}

inline void end_partnership(World& world, std::size_t tie) {
  set_cost(world, tie, 0);
  count_partnership(world, tie, -1);
  world.ties.alliance[tie] = Alliance::none;
  world.ties.domain[tie] = 0;
  world.ties.since[tie] = 0;
  world.ties.balance[tie] = 0.0F;
}

}  // namespace territory
