// How engaged an actor's surroundings are (MODEL SM4):
//
//   X_i = ½ · share of its contacts at level ≥2 + ½ · share of same-type actors of its EPCI at level ≥2
//
// Without contacts the EPCI share stands for both. "Same type" is mayor, company ≥10, TPE or association
// (D9.8).
#pragma once

#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

class Exposure final : public sim::Submodel<World> {
 public:
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World&, const sim::Step&) override {}
  void commit(World& world, const sim::Step& step) override;
};

}  // namespace territory
