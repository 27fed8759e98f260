// What patterns read of ties, projects, gatherings and correlations, by worlds made by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/live_partnerships.hpp"
#include "models/territory/patterns/brokerage.hpp"
#include "models/territory/patterns/mobilisation.hpp"
#include "models/territory/patterns/month_readings.hpp"
#include "models/territory/patterns/quantile.hpp"
#include "models/territory/patterns/stage_lengths.hpp"
#include "models/territory/patterns/tie_cohort.hpp"
#include "tests/models/relations/many_pairs.hpp"

namespace {

using lien_test::ManyPairs;
using territory::MonthReading;
using territory::Stage;

TEST(Quantile, IsAnObservedValue) {
  EXPECT_EQ(territory::quantile({3, 1, 2, 5, 4, 6, 7, 8, 9, 10}, 0.9), 9);
  EXPECT_EQ(territory::quantile({3, 1, 2}, 0.9), 3);
  EXPECT_EQ(territory::quantile({3, 1, 2}, 0.0), 1);
  EXPECT_TRUE(std::isnan(territory::quantile({}, 0.5)));
}

TEST(Heterogeneity, IsNoneWhereAllAgree) {
  const std::vector<double> r{0.2, 0.2, 0.2}, n{10, 50, 500};
  EXPECT_NEAR(territory::heterogeneity(r, n), 0.0, 1e-12);
  EXPECT_TRUE(std::isnan(territory::heterogeneity(std::vector{0.2}, std::vector{50.0})));
}

// z = ±0.549306, weights 100 each: Q = 2·100·z². The 95 % bound of chi-square is 3.841 with one degree of
// freedom and 18.307 with ten; the approximation is within 3 % of the first and 0.1 % of the second.
TEST(Heterogeneity, ComparesCochransQWithItsBound) {
  const double z = 0.5 * std::log(3.0);
  EXPECT_NEAR(territory::heterogeneity(std::vector{0.5, -0.5}, std::vector{103.0, 103.0}),
              2 * 100 * z * z / 3.841, 0.03 * 200 * z * z / 3.841);
  std::vector<double> r(10, 0.0), n(11, 103.0);
  r.push_back(0.5);
  const double q = 100 * z * z * (1 - 1.0 / 11);
  EXPECT_NEAR(territory::heterogeneity(r, n), q / 18.307, 0.001 * q / 18.307);
}

TEST(TieCohort, TellsBridgesFromEmbeddedTies) {
  ManyPairs w({4, 0, 4});
  const auto& c = w.companies;
  const auto& a = w.associations;
  // Company 0 and association 0 share association 1 and company 1; 2–2 and 3–3 are bridges.
  lien_test::connect(w.world, w.executor,
                     {{c[0], a[0]}, {c[0], a[1]}, {a[0], a[1]}, {c[2], a[2]}, {c[3], a[3]}});
  territory::TieCohort cohort;
  cohort.observe(w.world, {territory::TieCohort::first_month}, w.executor);
  EXPECT_TRUE(std::isnan(cohort.bridges_gone()));
  const auto lose = [&](std::uint32_t x, std::uint32_t y) {
    const auto tie = static_cast<std::uint32_t>(w.world.ties.store.find(x, y));
    w.world.ties.store.remove(w.executor, std::vector{tie});
    w.world.ties.store.index(w.executor);
  };
  lose(c[2], a[2]);
  w.world.ties.born[static_cast<std::size_t>(w.world.ties.store.find(c[3], a[3]))] = 85;  // made again
  lose(a[0], a[1]);
  cohort.observe(w.world, {territory::TieCohort::later_month}, w.executor);
  EXPECT_DOUBLE_EQ(cohort.bridges_gone(), 1.0);
  EXPECT_DOUBLE_EQ(cohort.embedded_gone(), 1.0 / 3.0);
}

TEST(Mobilisation, CountsThoseWhoCameAndThoseWhoStayed) {
  ManyPairs w({4, 0, 4});
  territory::Mobilisation mobilisation(w.world);
  auto& took_part = w.world.actors.participation;
  const auto month = [&](int m) {
    mobilisation.observe(w.world, {m});
    std::ranges::fill(took_part.all(), std::uint8_t{0});
  };
  for (const std::uint32_t i : {w.companies[0], w.companies[1], w.associations[0], w.associations[1]})
    took_part[i] = territory::participation::event;
  month(5);  // the launch: four mobilised
  took_part[w.companies[2]] = territory::participation::event;
  month(16);  // a fifth, in the last month that counts
  took_part[w.companies[3]] = territory::participation::event;
  took_part[w.companies[0]] = territory::participation::workshop;
  month(17);                                       // too late to be mobilised; a contributor
  w.world.actors.projects[w.associations[3]] = 1;  // contributes, was never mobilised
  month(40);
  EXPECT_TRUE(std::isnan(mobilisation.contributor_share({39})));
  took_part[w.companies[1]] = territory::participation::workshop;
  month(41);  // the thirty-seventh month
  EXPECT_DOUBLE_EQ(mobilisation.contributor_share({41}), 1.0 / 5.0);
}

TEST(Brokerage, MixesTheFamiliesOfWhomCatalystsJoined) {
  ManyPairs w({4, 0, 4});
  w.couples(w.companies);
  lien_test::connect(w.world, w.executor, {{w.mayors[0], w.associations[0]}});
  w.ally(50);
  auto& ties = w.world.ties;
  const auto origin = [&](std::uint32_t x, std::uint32_t y, territory::Origin o) {
    ties.origin[static_cast<std::size_t>(ties.store.find(x, y))] = o;
  };
  origin(w.companies[0], w.associations[0], territory::Origin::introduction);
  origin(w.companies[1], w.associations[1], territory::Origin::introduction);
  origin(w.mayors[0], w.associations[0], territory::Origin::introduction);
  origin(w.companies[2], w.associations[2], territory::Origin::mayor_introduction);
  territory::Brokerage brokerage(w.world, w.scenario.catalysts);
  brokerage.observe(w.world, {territory::Brokerage::first_month - 1},
                    territory::live_partnerships(w.world.ties, w.executor));
  EXPECT_TRUE(std::isnan(brokerage.mix()[0]));
  brokerage.observe(w.world, {50}, territory::live_partnerships(w.world.ties, w.executor));
  EXPECT_DOUBLE_EQ(brokerage.mix()[0], 0.4);
  EXPECT_DOUBLE_EQ(brokerage.mix()[1], 0.4);
  EXPECT_DOUBLE_EQ(brokerage.mix()[2], 0.2);
  EXPECT_TRUE(std::isnan(brokerage.per_event_top_decile()));  // no catalyst
}

TEST(StageLengths, DivideMonthsSpentBySubSteps) {
  ManyPairs w({1, 0, 1});
  territory::StageLengths stages;
  territory::Projects& projects = w.world.projects;
  for (int k = 0; k < 2; ++k) projects.table.append(w.world.uids, 1);
  const auto set = [&](std::size_t p, Stage stage, int step) {
    projects.stage[p] = stage;
    projects.step[p] = static_cast<std::uint8_t>(step);
  };
  set(0, Stage::emerge, 2);
  set(1, Stage::emerge, 0);
  stages.observe(w.world, {0});
  set(0, Stage::emerge, 3);
  stages.observe(w.world, {1});
  set(0, Stage::perpetuate, 0);
  stages.observe(w.world, {2});
  projects.table.retire(std::vector<std::uint32_t>{1});  // a failure
  stages.observe(w.world, {3});
  // Emerge: five project-months (two, two and one), two sub-steps. Perpetuate: one month, none.
  EXPECT_DOUBLE_EQ(stages.months(Stage::emerge), 4 * 5.0 / 2.0);
  EXPECT_TRUE(std::isnan(stages.months(Stage::perpetuate)));
}

TEST(MonthReadings, CountsTypesByAssociation) {
  ManyPairs w({4, 0, 4});
  lien_test::connect(w.world, w.executor,
                     {{w.companies[0], w.associations[0]},
                      {w.companies[1], w.associations[0]},
                      {w.companies[2], w.associations[1]},
                      {w.mayors[0], w.associations[2]}});
  w.ally(0);
  auto& ties = w.world.ties;
  ties.alliance[static_cast<std::size_t>(ties.store.find(w.companies[1], w.associations[0]))] =
      territory::Alliance::social_innovation;
  territory::MonthReadings readings(w.scenario.gatherings);
  readings.observe(w.world, {territory::MonthReadings::association_month}, {});
  EXPECT_DOUBLE_EQ(readings.of(MonthReading::mecenat_share), 1.0);
  EXPECT_DOUBLE_EQ(readings.of(MonthReading::social_innovation_share), 0.5);
  EXPECT_DOUBLE_EQ(readings.of(MonthReading::responsible_practice_share), 0.0);
  EXPECT_TRUE(std::isnan(readings.of(MonthReading::dense_ahead)));
}

TEST(MonthReadings, ComparesDenseCommunesWithSmallOnes) {
  auto communes = lien_test::row_of_communes(4, {1, 1, 1});
  for (std::size_t c = 0; c < 4; ++c) {
    communes[c].density = c < 2 ? 2 : 7;
    communes[c].population = c < 2 ? 20000 : 400;
  }
  const sim::Executor executor(1);
  territory::Scenario scenario = lien_test::friendless_scenario();
  scenario.population.associations_per_1000 = 1;
  territory::Model model(scenario, lien_test::territory_of(communes), executor);
  territory::World& world = model.world();
  world.communes.dynamic[0] = territory::Dynamic::anchored;
  world.communes.dynamic[1] = territory::Dynamic::none;
  world.communes.dynamic[2] = territory::Dynamic::emerging;
  world.communes.dynamic[3] = territory::Dynamic::none;
  territory::MonthReadings readings(scenario.gatherings);
  readings.observe(world, {territory::MonthReadings::q4_month}, {});
  // Anchored is ahead of both; none is behind one and level with the other.
  EXPECT_DOUBLE_EQ(readings.of(MonthReading::dense_ahead), 2.5 / 4.0);
}

}  // namespace
