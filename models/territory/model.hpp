// The model put together: a world built from a scenario and the explicit list of its submodels.
#pragma once

#include <memory>
#include <optional>

#include "models/territory/scenario.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/simulation.hpp"

namespace territory {

class Model {
 public:
  /// Reads the territory, builds the world of the scenario's seed and replicate.
  Model(const Scenario& scenario, const sim::Executor& executor);
  /// The same on a given geography; `prepare` may change the freshly built world before anybody meets
  /// (tests). `traits`, if given, must be those of this scenario: their tables of quantiles take longer than
  /// the rest of a small world, and many worlds may share them.
  Model(const Scenario& scenario, Geography geography, const sim::Executor& executor,
        const std::function<void(World&, const TraitDrawer&)>& prepare = {},
        const TraitDrawer* traits = nullptr);

  /// What this scenario's actors draw their traits from.
  [[nodiscard]] static TraitDrawer traits_of(const Scenario& scenario);

  [[nodiscard]] World& world() { return world_; }
  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] sim::Schedule<World>& schedule() { return schedule_; }
  [[nodiscard]] const sim::Schedule<World>& schedule() const { return schedule_; }
  /// A simulation of this model; observers are added by the caller.
  [[nodiscard]] sim::Simulation<World> simulation();
  /// Runs the whole scenario, spin-up and history, or what follows month `done` of a world restored to its
  /// end (see saved_state). Gives the last month that is over: the scenario's, unless the run was stopped.
  sim::Month run(sim::Simulation<World>& simulation, std::optional<sim::Month> done = std::nullopt) const;

 private:
  void add_submodels(Encounters&& encounters);

  Scenario scenario_;
  const sim::Executor& executor_;
  World world_;
  TraitDrawer traits_;
  sim::Schedule<World> schedule_;
};

/// The schedule without a territory, for `lien describe schedule`.
[[nodiscard]] std::vector<sim::Declaration> declared_schedule();

}  // namespace territory
