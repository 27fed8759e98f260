// Twin worlds: one more actor in one place changes nothing far from it, because nothing is drawn "next".
#include <gtest/gtest.h>

#include <string>

#include "models/territory/world/population.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

/// Two clusters of four communes 500 km apart; nobody goes far. Catalysts are few and shared by all, so they
/// would join the clusters: there are none.
territory::Scenario two_islands() {
  territory::Scenario s = lien_test::tiny_scenario();
  s.encounters.kernel.far_share = 0;
  s.catalysts.density = 0;
  return s;
}
territory::Geography islands() {
  auto communes = lien_test::row_of_communes(4, {}, 4, 0);
  const auto there = lien_test::row_of_communes(4, {}, 8, 500);
  communes.insert(communes.end(), there.begin(), there.end());
  return lien_test::territory_of(communes);
}

/// Every byte known of the actors, ties, communes and EPCI of one cluster (communes 0-3 or 4-7).
std::string state_of(territory::World& world, bool first_cluster) {
  std::string bytes;
  const auto add = [&](sim::ColumnRegistry& registry, const auto& belongs) {
    for (std::size_t c = 0; c < registry.column_count(); ++c) {
      const sim::ColumnStore& store = registry.store(c);
      for (std::size_t row = 0; row < registry.rows(); ++row) {
        if (belongs(row))
          bytes.append(reinterpret_cast<const char*>(store.data()) + row * store.bytes_per_row(),
                       store.bytes_per_row());
      }
    }
  };
  const auto inside = [&](std::size_t commune) { return (commune < 4) == first_cluster; };
  const auto actor = [&](std::size_t row) { return inside(world.actors.commune[row]); };
  add(world.actors.table.columns(), actor);
  add(world.communes.table.columns(), inside);
  add(world.epcis.table.columns(), [&](std::size_t e) { return (e < 1) == first_cluster; });
  add(world.places.table.columns(), [&](std::size_t p) { return inside(world.places.commune[p]); });
  add(world.ties.store.columns(), [&](std::size_t t) {
    EXPECT_EQ(actor(world.ties.store.low_row(t)), actor(world.ties.store.high_row(t))) << "a tie at sea";
    return actor(world.ties.store.low_row(t));
  });
  return bytes;
}

struct History {
  std::vector<std::string> first, second;
};
History history(const std::function<void(territory::World&, const territory::TraitDrawer&)>& prepare,
                const territory::Scenario& scenario = two_islands()) {
  const sim::Executor executor(1);
  territory::Model model(scenario, islands(), executor, prepare);
  History states;
  auto simulation = model.simulation();
  simulation.observe([&](const territory::World&, sim::Month) {
    states.first.push_back(state_of(model.world(), true));
    states.second.push_back(state_of(model.world(), false));
  });
  model.run(simulation);
  return states;
}

TEST(TwinWorlds, OneMoreActorChangesNothingFarAway) {
  const territory::Scenario scenario = two_islands();
  for (const territory::Kind kind : {territory::Kind::company10, territory::Kind::association}) {
    const History without = history({});
    const History with = history([&](territory::World& world, const territory::TraitDrawer& traits) {
      territory::add_latecomer(world, kind, 5, traits, scenario.run.key());
    });
    ASSERT_EQ(without.first.size(), 60U);
    int changed = 0;
    for (std::size_t m = 0; m < 60; ++m) {
      EXPECT_EQ(with.first[m] == without.first[m], true) << "row " << m;
      changed += with.second[m] != without.second[m];
    }
    EXPECT_EQ(changed, 60) << "but its own cluster knows it";
    // Not only the newcomer's own rows are new: its neighbours live another life.
    EXPECT_NE(with.second[59].size(), without.second[59].size());
  }
}

// Where everybody wants the mayor, pairs meet more than once a month and agendas are full: which of the
// merged encounters stands for the pair decides who gets in, and must not depend on who else is in the list.
TEST(TwinWorlds, FullAgendasAreAllottedWithoutRegardToTheFarAway) {
  territory::Scenario scenario = two_islands();
  scenario.encounters.encounter_rate = 3;
  scenario.encounters.low_level_factor = 1;
  scenario.encounters.homophily = 0;
  scenario.encounters.closure = 0;
  scenario.encounters.mixing_company = scenario.encounters.mixing_association = {0, 0, 1, 0};
  scenario.encounters.mayor_meetings_max = 5;
  const History without = history({}, scenario);
  const History with = history(
      [&](territory::World& world, const territory::TraitDrawer& traits) {
        territory::add_latecomer(world, territory::Kind::company10, 5, traits, scenario.run.key());
      },
      scenario);
  for (std::size_t m = 0; m < 60; ++m) ASSERT_EQ(with.first[m] == without.first[m], true) << "row " << m;
}

TEST(TwinWorlds, AChangedNeighbourhoodStaysOneToo) {
  const History without = history({});
  const History with = history([](territory::World& world, const territory::TraitDrawer&) {
    for (std::size_t i = 0; i < world.actors.size(); ++i)
      if (world.actors.commune[i] >= 4) world.actors.trustworthiness[i] = 0.1F;
  });
  for (std::size_t m = 0; m < 60; ++m) EXPECT_EQ(with.first[m] == without.first[m], true) << "row " << m;
  EXPECT_NE(with.second[59], without.second[59]);
}

}  // namespace
