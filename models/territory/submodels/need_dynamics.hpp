// Needs of communes move (MODEL SM1): they return to where they came from, projects relieve them, crises and
// chance push them.
//
//   N ← clip(N + δ_N·(N̄ − N) − γ_N·E + shock + σ_N·z)
//   E_{c,d} = Σ weight(stage)·quality·(10⁴/inhabitants of the EPCI)·k^{−niche}·n^{−sharing}
//
// over projects serving (c, d), n being their number of domains: by default each is served in full.
//
// A project serves its domains in every commune where a member has its seat. It counts as the k-th of its
// domain and type in the EPCI where it was born, by age: the next shared garden adds less than the first. A
// deployed project keeps the weight of deployment as long as it is there.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"
#include "sim/math/distributions.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct NeedDynamicsParameters {
  bool enabled = true;
  double need_recovery = 0.02;
  double need_relief = 0.01;
  double need_noise = 0.01;
  std::array<double, 3> stage_weights{0.3, 0.7, 1.0};  ///< emerge, perpetuate, deploy
  double niche_exponent = 1.0;
  double effect_sharing = 0.0;

  void describe(sim::ParameterVisitor& parameters);
};

/// Relief E by commune and domain.
using Relief = std::vector<std::array<double, domain_count>>;

class NeedDynamics final : public sim::Submodel<World> {
 public:
  explicit NeedDynamics(const NeedDynamicsParameters& parameters) : parameters_(parameters) {
    if (parameters.enabled) normal_.emplace();
  }
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

  /// What the projects there are do for each commune.
  [[nodiscard]] Relief relief(const World& world) const;

 private:
  [[nodiscard]] double weight_of(Stage stage) const;

  NeedDynamicsParameters parameters_;
  std::optional<sim::CoarseNormal> normal_;
  Relief relief_;
};

}  // namespace territory
