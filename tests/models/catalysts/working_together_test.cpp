// Mayors' acts, catalysts and third places in whole months: declared writes, invariants, threads, neutrality.
#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>

#include "models/territory/invariants.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

/// Three years in which catalysts open and run out of money, places too.
territory::Scenario busy() {
  territory::Scenario s = lien_test::tiny_scenario();
  s.run.spinup_months = 12;
  s.mayors.enabled = s.catalysts.enabled = s.places.enabled = true;
  s.mayors.base_role = 0.2;
  s.catalysts.density = 20;
  s.catalysts.grants = 0;
  s.catalysts.runway_start = 6;
  s.places.start = 60;
  s.places.cap = 300;
  s.places.place_public = 0;
  s.places.attend_rate = 0.1;
  s.places.runway_start = 6;
  return s;
}
territory::Geography sixteen_communes() { return lien_test::territory_of(lien_test::row_of_communes(16)); }

TEST(CatalystsMayorsPlaces, KeepDeclarationsAndInvariantsAndAllHappens) {
  const territory::Scenario scenario = busy();
  const sim::Executor executor(2, 64);
  territory::Model model(scenario, sixteen_communes(), executor);
  auto simulation = model.simulation();
  simulation.verify(territory::invariants(scenario.partnerships.terms));
  territory::MonthlyFlows sum;
  simulation.observe([&](const territory::World& world, sim::Month) {
    for (const auto count :
         {&territory::MonthlyFlows::mayor_events_called, &territory::MonthlyFlows::mayor_workshops_called,
          &territory::MonthlyFlows::mayor_introductions, &territory::MonthlyFlows::mayor_promotions,
          &territory::MonthlyFlows::mayor_partner_calls, &territory::MonthlyFlows::catalysts_opened,
          &territory::MonthlyFlows::catalysts_closed, &territory::MonthlyFlows::places_opened,
          &territory::MonthlyFlows::places_closed, &territory::MonthlyFlows::place_visits,
          &territory::MonthlyFlows::catalyst_events_called})
      sum.*count += world.flows.*count;
  });
  ASSERT_NO_THROW(model.run(simulation));
  EXPECT_GT(sum.mayor_events_called, 0);
  EXPECT_GT(sum.mayor_workshops_called, 0);
  EXPECT_GT(sum.mayor_introductions, 0);
  EXPECT_GT(sum.mayor_promotions, 0);
  EXPECT_GT(sum.mayor_partner_calls, 0);
  EXPECT_GT(sum.catalysts_closed, 0);
  EXPECT_GT(sum.catalysts_opened, sum.catalysts_closed);
  EXPECT_GT(sum.places_closed, 0);
  EXPECT_GT(sum.places_opened, sum.places_closed);
  EXPECT_GT(sum.place_visits, 0);
  EXPECT_GT(sum.catalyst_events_called, 0);
}

TEST(CatalystsMayorsPlaces, ThreadsAndGrainChangeNoBit) {
  const oneapi::tbb::global_control four(oneapi::tbb::global_control::max_allowed_parallelism, 4);
  const auto run = [](int threads, std::size_t grain) {
    territory::Scenario scenario = busy();
    scenario.run.until = "2009-06";
    const sim::Executor executor(threads, grain);
    territory::Model model(scenario, sixteen_communes(), executor);
    auto simulation = model.simulation();
    model.run(simulation);
    return lien_test::fingerprints(model.world());
  };
  const auto alone = run(1, 2048);
  EXPECT_EQ(run(3, 64), alone);
}

TEST(CatalystsMayorsPlaces, MayorsWhoNeverActChangeNothing) {
  const auto run = [](bool enabled) {
    territory::Scenario scenario = lien_test::tiny_scenario();
    scenario.run.until = "2008-12";
    scenario.mayors.enabled = enabled;
    scenario.mayors.base_role = 0;
    const sim::Executor executor(1);
    territory::Model model(scenario, sixteen_communes(), executor);
    auto simulation = model.simulation();
    model.run(simulation);
    return lien_test::fingerprints(model.world());
  };
  EXPECT_EQ(run(true), run(false));
}

}  // namespace
