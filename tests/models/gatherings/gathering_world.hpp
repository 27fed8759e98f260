// A small world in which gatherings can be called by hand.
#pragma once

#include "models/territory/submodels/participation.hpp"
#include "tests/support/tiny_world.hpp"

namespace lien_test {

/// Nobody knows anybody; gatherings are on, all like them alike and nobody is ever unready.
inline territory::Scenario gathering_scenario() {
  territory::Scenario s = friendless_scenario();
  s.gatherings.enabled = true;
  s.gatherings.readiness = 1;
  s.gatherings.accept_preference = 0;
  return s;
}

/// Everybody is aware, without preference, need, load or citizens for or against.
struct GatheringWorld {
  GatheringWorld(territory::Scenario s, std::vector<territory::Commune> communes, int threads = 1,
                 std::size_t grain = 2048)
      : executor(threads, grain),
        scenario(std::move(s)),
        model(scenario, territory_of(std::move(communes)), executor),
        world(model.world()),
        mayors(rows_of(world, territory::Kind::mayor)),
        associations(rows_of(world, territory::Kind::association)) {
    for (std::size_t i = 0; i < world.actors.size(); ++i) {
      world.actors.level[i] = territory::Level::aware;
      world.actors.preferences[i].fill(1.0F / territory::modality_count);
      world.actors.weighted_need[i] = {};
    }
    std::ranges::fill(world.communes.citizens.all(), 0.5F);
  }

  /// A call by the mayor of commune `commune`, held there.
  [[nodiscard]] territory::Call call(territory::Modality modality, std::uint32_t commune = 0,
                                     std::uint8_t ordinal = 0,
                                     territory::CallReach reach = territory::CallReach::around) const {
    return {world.roster.of(commune, territory::Partner::mayor)[0], commune, modality, reach, ordinal, true};
  }
  [[nodiscard]] sim::Step step(int month = 0) const {
    return {sim::Month{month}, false, scenario.run.key(), executor};
  }
  [[nodiscard]] territory::Invitations invitations() const {
    return {scenario.gatherings, scenario.partnerships.terms, world.geography, executor};
  }
  /// One month of gatherings under the scenario as it now is.
  void hold(const std::vector<territory::Call>& calls, int month = 0) {
    world.plan.calls = calls;
    world.plan.meetings.clear();
    territory::Participation participation(scenario.gatherings, scenario.partnerships.terms, place_factor,
                                           world, executor);
    run_once(participation, world, month, executor, scenario);
  }
  [[nodiscard]] int attending(std::uint8_t bit) const {
    int count = 0;
    for (const std::uint8_t bits : world.actors.participation.all()) count += (bits & bit) != 0;
    return count;
  }

  double place_factor = 1;
  sim::Executor executor;
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  std::vector<std::uint32_t> mayors, associations;
};

}  // namespace lien_test
