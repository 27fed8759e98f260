#include "models/territory/submodels/value_drift.hpp"

namespace territory {

sim::Declaration ValueDrift::declaration() const {
  return {.name = "value_drift",
          .phase = "P02",
          .meaning = "trustworthiness drifts, in an arm of an experiment",
          .amends = {"actors.trustworthiness", "actors.qualities"}};
}

void ValueDrift::commit(World& world, const sim::Step& step) {
  if (drift_ == 0.0 || step.spinup) return;
  step.executor.for_chunks(world.actors.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const auto drift = [&](float& share) { share = static_cast<float>(drifted(share, drift_)); };
      drift(world.actors.trustworthiness[i]);
      for (float& quality : world.actors.qualities[i]) drift(quality);
    }
  });
}

}  // namespace territory
