// A territory in which a démarche begins in March 2020, month by month.
#pragma once

#include <algorithm>
#include <vector>

#include "models/territory/submodels/demarche.hpp"
#include "tests/support/project_rows.hpp"
#include "tests/support/tiny_world.hpp"

namespace lien_test {

inline constexpr int start_month = 146;   // 2020-03
inline constexpr std::uint32_t here = 1;  // E0001, four communes

inline territory::DemarcheParameters default_demarche() {
  territory::DemarcheParameters p;
  p.enabled = true;
  p.demarche_spread = 0;
  return p;
}

/// Sixteen communes in five EPCI; nobody knows anybody.
struct DemarcheTerritory {
  explicit DemarcheTerritory(const territory::DemarcheParameters& parameters = default_demarche())
      : scenario(friendless_scenario()),
        model(scenario, territory_of(row_of_communes(16, {1, 3, 4})), executor),
        world(model.world()),
        demarche(parameters, {}, world.geography) {
    for (auto& need : world.actors.weighted_need.all()) need.fill(0.1F);
    std::ranges::fill(world.actors.accuracy.all(), 0.5F);
    std::ranges::fill(world.actors.level.all(), territory::Level::none);
  }
  /// As the intervention that starts it does, at the head of its month.
  void begin(int t) {
    if (begins && t == start_month) territory::begin_demarche(world, here, sim::Month{t});
  }
  void month(int t) {
    begin(t);
    world.plan.calls.clear();
    run_once(demarche, world, t, executor, scenario);
  }
  void months(int first, int last) {
    for (int t = first; t <= last; ++t) month(t);
  }
  /// Mayors of the EPCI find domain d + 1 the more pressing the larger `needs[d]`.
  void need(const std::vector<float>& needs) {
    for (const std::uint32_t mayor : rows_of(world, territory::Kind::mayor))
      std::ranges::copy(needs, world.actors.weighted_need[mayor].begin());
  }
  std::uint32_t project(std::uint16_t domains, int born, std::uint32_t epci = here) {
    return add_project(world, epci, domains, born, {next_lead++});
  }
  std::vector<int> pilots() const {
    std::vector<int> flags;
    for (const std::uint8_t flag : world.projects.pilot.all()) flags.push_back(flag);
    return flags;
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  territory::Demarche demarche;
  bool begins = true;
  std::uint32_t next_lead = 0;
};

}  // namespace lien_test
