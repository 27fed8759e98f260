#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/territory/invariants/checks.hpp"

namespace territory::invariant {

namespace {

template <std::size_t Count>
bool is_mix(const std::array<float, Count>& parts) {
  const float total = std::accumulate(parts.begin(), parts.end(), 0.0F);
  return std::ranges::all_of(parts, is_share) && std::abs(total - 1.0F) < 1e-5F;
}

}  // namespace

void seats_are_kept(const World& world) {
  for (std::size_t i = 1; i < world.actors.size(); ++i) {
    if (!(world.actors.table.uid(i - 1) < world.actors.table.uid(i)))
      fail(fmt::format("actors {} and {} are out of order", i - 1, i));
  }
}

void traits_are_in_range(const World& world) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (!is_share(world.actors.trustworthiness[i]) ||
        !std::ranges::all_of(world.actors.qualities[i], is_share) || !is_share(world.actors.propensity[i]) ||
        !is_share(world.actors.semantics[i]) || !is_share(world.actors.exposure[i])) {
      fail(fmt::format("actor {} has a trait outside 0 to 1", i));
    }
    if (world.actors.level[i] > Level::engaged) fail(fmt::format("actor {} has no such level", i));
  }
}

void people_are_in_range(const World& world) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    const Actors& a = world.actors;
    if (!is_share(a.accuracy[i]) || !is_share(a.seen_accuracy[i]) ||
        !std::ranges::all_of(a.weighted_need[i], is_share)) {
      fail(fmt::format("actor {} listens or sees needs outside 0 to 1", i));
    }
    const bool has_finance = a.kind[i] == Kind::association;
    if (!is_mix(a.preferences[i]) ||
        (has_finance ? !is_mix(a.finance[i]) : a.finance[i] != std::array<float, 4>{})) {
      fail(fmt::format("actor {} has shares that are no whole", i));
    }
  }
  for (std::size_t k = 0; k < world.catalysts.table.rows(); ++k) {
    if (!is_share(world.catalysts.skill[k]) || world.catalysts.parcours_month[k] < -1 ||
        world.catalysts.paired[k] > 1) {
      fail(fmt::format("catalyst {} has learnt what nobody can", k));
    }
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

/// Citizens may leave after a partnership was made: what it could ever carry is the bound.
void nobody_is_overcommitted(const World& world, const AllianceTerms& terms, float most_bonus) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (!(std::abs(world.actors.capacity_bonus[i]) <= most_bonus))
      fail(fmt::format("citizens add {} to the capacity of actor {}", world.actors.capacity_bonus[i], i));
    const float most = world.actors.kind[i] == Kind::association ? most_bonus : 0.0F;
    if (world.actors.used[i] > terms.capacity_with(world.actors, i, most))
      fail(fmt::format("actor {} carries more than its capacity", i));
  }
}

void attendance_is_accounted_for(const World& world) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    constexpr std::uint8_t charged = participation::event | participation::workshop;
    const bool attended = world.actors.participation[i] & charged;
    if (world.actors.attended[i] < 0 || (!attended && world.actors.attended[i] != 0))
      fail(fmt::format("actor {} pays for what it did not attend", i));
  }
}

}  // namespace territory::invariant
