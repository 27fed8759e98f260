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
                    "ties.outcome", "ties.alliance", "ties.domain", "ties.balance"},
          .writes = {"ties.balance"}};
}

double Reciprocity::net_gain(const World& world, std::size_t tie, std::uint32_t actor, bool delivered) const {
  const double gain = delivered ? world.actors.weighted_need[actor][world.ties.domain[tie]] : 0.0;
  return gain - static_cast<double>(terms_.cost(world.ties.alliance[tie])) /
                    std::max(1, terms_.capacity_of(world.actors, actor));
}

void Reciprocity::commit(World& world, const sim::Step& step) {
  if (!parameters_.enabled) return;
  Ties& ties = world.ties;
  const double memory = parameters_.balance_memory;
  step.executor.for_chunks(ties.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
      const std::uint8_t result = ties.outcome[t];
      if (ties.alliance[t] == Alliance::none || !(result & outcome::interacted)) continue;
      const double low = net_gain(world, t, ties.store.low_row(t), result & outcome::from_high);
      const double high = net_gain(world, t, ties.store.high_row(t), result & outcome::from_low);
      const double next = memory * ties.balance[t] + (1.0 - memory) * std::clamp(low - high, -1.0, 1.0);
      ties.balance[t] = static_cast<float>(std::clamp(next, -1.0, 1.0));
    }
  });
}

}  // namespace territory
