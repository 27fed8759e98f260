// How engaged an actor's surroundings are (MODEL SM4):
//
//   X_i = (1 − w) · share of its contacts at level ≥2 + w · share of same-type actors of its EPCI at level ≥2
//
// w is `engagement.peer_weight`. Without contacts the EPCI share stands for both. "Same type" is mayor,
// company ≥10, TPE or association (D9.8).
#pragma once

#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

class Exposure final : public sim::Submodel<World> {
 public:
  explicit Exposure(double peer_weight) : peer_weight_(static_cast<float>(peer_weight)) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World&, const sim::Step&) override {}
  void commit(World& world, const sim::Step& step) override;

 private:
  float peer_weight_;
};

}  // namespace territory
