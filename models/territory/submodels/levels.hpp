// Engagement rises by contagion, gatherings and partnerships (MODEL SM4): sensibilisé, impliqué, engagé.
//
//   0→1  h = p1 + q1·X + b1·[was at an event]
//   1→2  h = p2 + q2·X/pot_type + b2·[sat in a workshop], only if the actor has the potential
//   2→3  with a live partnership or a project     3→2  after `idle_months` with neither
//   2→1  with probability `relapse`
//
// Where a crisis makes people want alliances (SM16), who lacks the potential gains it with probability b_pot.
//
// P = 1 − e^{−h}. During spin-up only 2→3 and 3→2 are on, so that growth begins at month 0 (D9.1).
#pragma once

#include "models/territory/world/traits.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

struct EngagementParameters {
  double awareness_base = 0.002;
  double awareness_contagion = 0.03;
  double awareness_event = 0.10;
  double engage_base = 0.0003;
  double engage_contagion = 0.008;
  double engage_workshop = 0.15;
  double relapse = 0.002;
  int idle_months = 12;
  double peer_weight = 0.5;
  bool complex_contagion = false;

  void describe(sim::ParameterVisitor& parameters);
};

class Levels final : public sim::Submodel<World> {
 public:
  Levels(const EngagementParameters& parameters, const TraitParameters& traits)
      : parameters_(parameters), potential_share_(traits.potential_share) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  [[nodiscard]] Level next_level(const World& world, std::size_t actor, bool spinup,
                                 sim::KeyedDraws draw) const;

  /// Whether actor `actor` gains the potential this month.
  [[nodiscard]] static bool gains_potential(const World& world, std::size_t actor, sim::KeyedDraws draw);

  EngagementParameters parameters_;
  std::array<double, 4> potential_share_;
  std::vector<Level> next_;
  sim::PerChunk<std::uint32_t> gaining_;  // potential
};

}  // namespace territory
