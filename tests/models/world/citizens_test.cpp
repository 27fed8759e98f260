// The energy of citizens: start, fixed points, effect on capacity (SM20).
#include "models/territory/submodels/citizens.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "models/territory/invariants.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::CitizenParameters;
using territory::Kind;
using territory::Profile;

CitizenParameters switched_on() {
  CitizenParameters p;
  p.enabled = true;
  return p;
}

/// EPCI 0 holds communes 0 to 2, EPCI 1 communes 3 to 6.
struct CitizensLand {
  explicit CitizensLand(const CitizenParameters& p = switched_on())
      : scenario(with(p)),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(8)), executor),
        world(model.world()) {}
  static territory::Scenario with(const CitizenParameters& p) {
    territory::Scenario s = lien_test::friendless_scenario();
    s.citizens = p;
    return s;
  }
  void news(std::uint32_t epci, bool success) {
    const std::uint32_t row = world.news.table.append(world.uids, 1);
    world.news.epci[row] = epci;
    world.news.success[row] = success;
  }
  void months(int count) {
    territory::Citizens citizens(scenario.citizens);
    for (int month = 0; month < count; ++month)
      lien_test::run_once(citizens, world, month, executor, scenario);
  }
  /// Capacity of an association of commune 0 with these domains and that energy.
  int capacity(std::uint16_t domains, float energy) {
    const std::uint32_t row = world.roster.of(0, territory::Partner::association)[0];
    world.actors.large[row] = 0;
    world.actors.competences[row] = domains;
    world.communes.citizens[0] = world.communes.citizens_start[0] = energy;
    months(1);
    return scenario.partnerships.terms.capacity_of(world.actors, row);
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
};

TEST(Citizens, StartFromTheAssociationsThereAre) {
  CitizensLand land;
  EXPECT_FLOAT_EQ(land.world.communes.citizens[0], 0.5F) << "as many as expected";
  territory::initialise_citizens(land.world, land.scenario.citizens, 2.0);  // 40 expected, 20 there
  EXPECT_FLOAT_EQ(land.world.communes.citizens[0], 0.5F * 21 / 41);
  territory::initialise_citizens(land.world, land.scenario.citizens, 0.1);  // 2 expected
  EXPECT_FLOAT_EQ(land.world.communes.citizens[0], 1.0F);
  EXPECT_EQ(land.world.communes.citizens_start[0], 1.0F);
}

// cit* = (g + d·start)/(g + d), g the gain of a month
TEST(Citizens, SettleWhereGainAndEbbMeet) {
  CitizensLand land;
  land.news(0, true);
  for (const bool success : {true, false}) land.news(1, success);
  land.world.communes.mayor_profile[7] = Profile::coordinateur_citoyen;
  land.months(1500);
  EXPECT_NEAR(land.world.communes.citizens[0], (0.02 + 0.0025) / 0.025, 1e-4);
  EXPECT_NEAR(land.world.communes.citizens[3], (0.01 + 0.0025) / 0.015, 1e-4) << "half of the news are good";
  EXPECT_NEAR(land.world.communes.citizens[7], (0.005 + 0.0025) / 0.010, 1e-4) << "the mayor's profile";
}

TEST(Citizens, WithoutNewsStayWhereTheyStarted) {
  CitizensLand land;
  land.world.communes.citizens[0] = 0.9F;
  land.months(1);
  EXPECT_NEAR(land.world.communes.citizens[0], 0.9 - 0.005 * 0.4, 1e-6);
  land.months(2000);
  EXPECT_NEAR(land.world.communes.citizens[0], 0.5, 1e-4);
  EXPECT_EQ(land.world.communes.citizens[5], 0.5F);
}

TEST(Citizens, WidenWhatAssociationsCloseToThemCanCarry) {
  constexpr std::uint16_t isolation = 1U << 7, education = 1U << 9, environment = 1U << 14, sport = 1U << 8;
  CitizensLand land;
  EXPECT_EQ(land.capacity(environment, 1.0F), 120);
  EXPECT_EQ(land.capacity(environment, 0.0F), 80);
  EXPECT_EQ(land.capacity(environment, 0.5F), 100);
  EXPECT_EQ(land.capacity(isolation, 1.0F), 116);  // 1 + .2·.50/.61
  EXPECT_EQ(land.capacity(education, 1.0F), 117);
  EXPECT_EQ(land.capacity(isolation | environment, 1.0F), 120) << "the closest domain counts";
  EXPECT_EQ(land.capacity(sport, 1.0F), 100);
  for (std::size_t i = 0; i < land.world.actors.size(); ++i) {
    if (land.world.actors.kind[i] != Kind::association) {
      EXPECT_EQ(land.world.actors.capacity_bonus[i], 0.0F);
    }
  }
}

TEST(Citizens, WhoLeaveDropNothingThatWasPromised) {
  CitizensLand land;
  const std::uint32_t row = land.world.roster.of(0, territory::Partner::association)[0];
  EXPECT_EQ(land.capacity(1U << 14, 0.0F), 80);
  const auto& terms = land.scenario.partnerships.terms;
  const auto holds = [&](int used, float most_bonus) {
    land.world.actors.used[row] = used;
    for (const auto& invariant : territory::invariants(terms, most_bonus))
      if (invariant.name == "nobody is overcommitted") {
        try {
          invariant.check(land.world);
        } catch (const sim::InvariantError&) {
          return false;
        }
      }
    return true;
  };
  const float most = land.scenario.citizens.most_bonus();
  EXPECT_TRUE(holds(120, most)) << "carried since better times";
  EXPECT_FALSE(holds(121, most));
}

TEST(Citizens, SwitchedOffAreNeutral) {
  CitizenParameters off;
  off.enabled = false;
  CitizensLand land{off};
  land.news(0, true);
  land.world.communes.mayor_profile[0] = Profile::coordinateur_citoyen;
  territory::initialise_citizens(land.world, land.scenario.citizens, 0.1);
  land.months(12);
  for (std::size_t c = 0; c < 8; ++c) EXPECT_EQ(land.world.communes.citizens[c], 0.5F);
  for (std::size_t i = 0; i < land.world.actors.size(); ++i)
    EXPECT_EQ(land.world.actors.capacity_bonus[i], 0.0F);
  EXPECT_EQ(land.scenario.citizens.most_bonus(), 0.0F);
}

/// After two years of good news under a coordinating mayor: energy, and capacity of an association for the
/// environment and of one for education.
struct Outcome {
  double energy, environment, education;
};
Outcome outcome_of(const std::function<void(CitizenParameters&)>& change) {
  CitizenParameters p = switched_on();
  change(p);
  CitizensLand land(p);
  land.news(0, true);
  land.world.communes.mayor_profile[0] = Profile::coordinateur_citoyen;
  const auto rows = land.world.roster.of(0, territory::Partner::association);
  land.world.actors.competences[rows[0]] = 1U << 14;
  land.world.actors.competences[rows[1]] = 1U << 9;
  land.world.actors.competences[rows[2]] = 1U << 7;
  land.months(24);
  return {land.world.communes.citizens[0], land.world.actors.capacity_bonus[rows[0]],
          land.world.actors.capacity_bonus[rows[1]] + land.world.actors.capacity_bonus[rows[2]]};
}

TEST(Citizens, EachParameterMovesThemItsWay) {
  using P = CitizenParameters;
  const Outcome base = outcome_of([](P&) {});
  EXPECT_GT(outcome_of([](P& p) { p.citizen_gain = 0.04; }).energy, base.energy + 0.01);
  EXPECT_LT(outcome_of([](P& p) { p.citizen_decay = 0.01; }).energy, base.energy - 0.005);
  EXPECT_GT(outcome_of([](P& p) { p.citizen_coordinator = 0.01; }).energy, base.energy + 0.01);
  EXPECT_GT(outcome_of([](P& p) { p.citizen_capacity = 0.8; }).environment, 1.9 * base.environment);
  EXPECT_GT(outcome_of([](P& p) { p.citizen_weights[0] = 0.6; }).education, base.education + 0.001);
  EXPECT_GT(outcome_of([](P& p) { p.citizen_weights[1] = 0.6; }).education, base.education + 0.001);
  EXPECT_LT(outcome_of([](P& p) { p.citizen_weights[2] = 0.9; }).education, base.education - 0.001);
  EXPECT_EQ(outcome_of([](P& p) { p.citizen_capacity = 0; }).environment, 0) << "neutral";
}

}  // namespace
