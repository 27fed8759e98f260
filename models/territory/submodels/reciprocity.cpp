#include "models/territory/submodels/reciprocity.hpp"

#include <algorithm>

namespace territory {

void ReciprocityParameters::describe(sim::ParameterVisitor& p) {
  sim::Group group(p, "reciprocity", "balance of contribution and return between partners (SM21)");
  p.flag(enabled, {.name = "enabled",
                   .meaning = "whether the balance of partnerships is kept",
                   .source = "arm of the experiments",
                   .evidence = sim::Evidence::setting});
  p.real(balance_memory, {.name = "balance_memory",
                          .range = {0.5, 0.99},
                          .meaning = "share of the balance that outlives the next joint act",
                          .source = "assumption",
                          .symbol = "bal"});
}

sim::Declaration Reciprocity::declaration() const {
  return {.name = "reciprocity",
          .phase = "P07",
          .meaning = "partners who acted together weigh what each of them gained",
          .reads = {"actors.kind", "actors.large", "actors.capacity_bonus", "actors.weighted_need",
                    "ties.outcome", "ties.alliance", "ties.cost", "ties.domain", "ties.balance"},
          .writes = {"ties.balance"}};
}

double Reciprocity::net_gain(const World& world, std::size_t tie, std::uint32_t actor, bool delivered) const {
  return net_gain(world.actors, actor, world.ties.domain[tie], world.ties.cost[tie], delivered);
}

double Reciprocity::net_gain(const Actors& actors, std::uint32_t actor, std::uint8_t domain,
                             std::int32_t cost, bool delivered) const {
  const double gain = delivered ? actors.weighted_need[actor][domain] : 0.0;
  return gain - static_cast<double>(cost) / std::max(1, terms_.capacity_of(actors, actor));
}

float Reciprocity::balance_after(float balance, double low, double high) const {
  const double memory = parameters_.balance_memory;
  const double next = memory * balance + (1.0 - memory) * std::clamp(low - high, -1.0, 1.0);
  return static_cast<float>(std::clamp(next, -1.0, 1.0));
}

void Reciprocity::commit(World& world, const sim::Step& step) {
  if (!parameters_.enabled) return;
  Ties& ties = world.ties;
  step.executor.for_chunks(ties.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
      const std::uint8_t result = ties.outcome[t];
      if (ties.alliance[t] == Alliance::none || !(result & outcome::interacted)) continue;
      const double low = net_gain(world, t, ties.store.low_row(t), result & outcome::from_high);
      const double high = net_gain(world, t, ties.store.high_row(t), result & outcome::from_low);
      ties.balance[t] = balance_after(ties.balance[t], low, high);
    }
  });
}

}  // namespace territory
