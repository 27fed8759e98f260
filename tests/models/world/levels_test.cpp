// Engagement: exposure, the five transitions and the spin-up (SM4, D9.1, D9.8, D9.11).
#include "models/territory/submodels/levels.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/submodels/exposure.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using lien_test::share_agrees;
using territory::Kind;
using territory::Level;

constexpr int crowd = 20000;

/// 20 000 TPE, all alike.
struct Crowd {
  explicit Crowd(territory::EngagementParameters p, double potential_share = 0.4)
      : scenario(lien_test::friendless_scenario()),
        model(scenario, lien_test::territory_of({lien_test::commune_at(1, "E", 0, 0, {0, crowd, 2})}),
              executor),
        world(model.world()),
        tpe(lien_test::rows_of(world, Kind::tpe)) {
    scenario.traits.potential_share[1] = potential_share;
    scenario.engagement = p;
    all(Level::none, 0.5F, true);
  }
  void all(Level level, float exposure, bool potential) {
    for (const std::uint32_t i : tpe) {
      world.actors.level[i] = level;
      world.actors.exposure[i] = exposure;
      world.actors.potential[i] = potential;
    }
  }
  void month(int t, bool spinup = false) {
    territory::Levels levels(scenario.engagement, scenario.traits);
    lien_test::run_once(levels, world, t, executor, scenario, spinup);
  }
  int at(Level level) const {
    int count = 0;
    for (const std::uint32_t i : tpe) count += world.actors.level[i] == level;
    return count;
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  std::vector<std::uint32_t> tpe;
};

territory::EngagementParameters strong() {
  territory::EngagementParameters p;
  p.awareness_base = 0.05;
  p.awareness_contagion = 0.4;
  p.engage_base = 0.02;
  p.engage_contagion = 0.3;
  p.relapse = 0.1;
  p.idle_months = 3;
  return p;
}

// 20 000 actors; 4.5 standard errors, false alarm 7e-6 each.
TEST(Levels, RiseWithTheHazardsOfTheFormulas) {
  Crowd c(strong());
  c.month(0);
  EXPECT_TRUE(share_agrees(c.at(Level::aware), crowd, 1 - std::exp(-(0.05 + 0.4 * 0.5))));
  c.all(Level::aware, 0.5F, true);
  c.month(1);
  EXPECT_TRUE(share_agrees(c.at(Level::involved), crowd, 1 - std::exp(-(0.02 + 0.3 * 0.5 / 0.4))));
  c.all(Level::aware, 1.0F, false);
  c.month(2);
  EXPECT_EQ(c.at(Level::aware), crowd) << "without potential nobody becomes involved";
  c.all(Level::involved, 1.0F, true);
  c.month(3);
  EXPECT_TRUE(share_agrees(c.at(Level::aware), crowd, 0.1)) << "relapse";
  c.all(Level::none, 0.0F, true);
  c.month(4);
  EXPECT_TRUE(share_agrees(c.at(Level::aware), crowd, 1 - std::exp(-0.05)));
}

TEST(Levels, OnlyMoveBetweenInvolvedAndEngagedDuringTheSpinUp) {
  Crowd c(strong());
  for (const Level level : {Level::none, Level::aware, Level::involved}) {
    c.all(level, 1.0F, true);
    c.month(-5, true);
    EXPECT_EQ(c.at(level), crowd);
  }
  c.world.actors.partnerships[c.tpe[0]] = 1;
  c.world.actors.public_partnerships[c.tpe[1]] = 1;
  c.month(-4, true);
  EXPECT_EQ(c.at(Level::engaged), 2);
  c.world.actors.partnerships[c.tpe[0]] = 0;
  for (int month = -3; month < 0; ++month) c.month(month, true);
  EXPECT_EQ(c.world.actors.level[c.tpe[0]], Level::involved);
  EXPECT_EQ(c.world.actors.level[c.tpe[1]], Level::engaged);
}

TEST(Levels, EngagementOutlivesPartnershipsByTheIdleMonths) {
  Crowd c(strong());
  c.all(Level::engaged, 1.0F, true);
  c.month(0);
  c.month(1);
  EXPECT_EQ(c.at(Level::engaged), crowd);
  c.world.actors.partnerships[c.tpe[7]] = 1;  // in time
  c.month(2);
  EXPECT_EQ(c.at(Level::involved), crowd - 1) << "the third month without";
  EXPECT_EQ(c.world.actors.idle_months[c.tpe[7]], 0);
  c.world.actors.partnerships[c.tpe[7]] = 0;
  c.month(3);
  c.month(4);
  EXPECT_EQ(c.world.actors.level[c.tpe[7]], Level::engaged) << "counted anew";
  c.month(5);
  EXPECT_EQ(c.world.actors.level[c.tpe[7]], Level::involved);
}

TEST(Levels, APartnershipLiftsTheInvolvedOnly) {
  Crowd c(territory::EngagementParameters{
      .awareness_base = 0, .awareness_contagion = 0, .engage_base = 0, .engage_contagion = 0, .relapse = 1});
  for (const Level level : {Level::none, Level::aware}) {
    c.all(level, 0, true);
    c.world.actors.partnerships[c.tpe[0]] = 1;
    c.month(1);
    EXPECT_EQ(c.at(level), crowd);
  }
  c.all(Level::involved, 0, true);
  c.month(2);
  EXPECT_EQ(c.world.actors.level[c.tpe[0]], Level::engaged);
  EXPECT_EQ(c.at(Level::aware), crowd - 1);
}

TEST(Levels, ComplexContagionNeedsTwoInvolvedContacts) {
  territory::EngagementParameters p = strong();
  p.engage_base = 1e9;
  p.complex_contagion = true;
  Crowd c(p);
  const auto associations = lien_test::rows_of(c.world, Kind::association);
  lien_test::connect(c.world, c.executor,
                     {{c.tpe[0], associations[0]}, {c.tpe[1], associations[0]}, {c.tpe[1], associations[1]}});
  c.all(Level::aware, 1.0F, true);
  c.world.actors.level[associations[0]] = Level::involved;
  c.world.actors.level[associations[1]] = Level::aware;
  territory::Exposure exposure(p.peer_weight);
  lien_test::run_once(exposure, c.world, 0, c.executor, c.scenario);
  c.month(0);
  EXPECT_EQ(c.at(Level::involved), 0);
  c.world.actors.level[associations[0]] = c.world.actors.level[associations[1]] = Level::engaged;
  for (const std::uint32_t a : associations) c.world.actors.partnerships[a] = 1;
  lien_test::run_once(exposure, c.world, 1, c.executor, c.scenario);
  c.month(1);
  EXPECT_EQ(c.at(Level::involved), 1);
  EXPECT_EQ(c.world.actors.level[c.tpe[1]], Level::involved);
}

// 20 000 actors; 4.5 standard errors, false alarm 7e-6 each.
TEST(Levels, RiseFasterInTheMonthOfAGathering) {
  namespace participation = territory::participation;
  territory::EngagementParameters p = strong();
  p.awareness_event = 0.1;
  p.engage_workshop = 0.15;
  Crowd c(p);
  const auto all_were_at = [&](std::uint8_t bits) {
    for (const std::uint32_t i : c.tpe) c.world.actors.participation[i] = bits;
  };
  const double aware = 0.05 + 0.4 * 0.5, involved = 0.02 + 0.3 * 0.5 / 0.4;
  const std::pair<std::uint8_t, std::pair<double, double>> cases[] = {
      {participation::event, {aware + 0.1, involved}},
      {participation::workshop, {aware, involved + 0.15}},
      {participation::place, {aware, involved}},
      {participation::event | participation::workshop, {aware + 0.1, involved + 0.15}}};
  int month = 0;
  for (const auto& [bits, hazards] : cases) {
    all_were_at(bits);
    c.all(Level::none, 0.5F, true);
    c.month(month++);
    EXPECT_TRUE(share_agrees(c.at(Level::aware), crowd, 1 - std::exp(-hazards.first)));
    c.all(Level::aware, 0.5F, true);
    c.month(month++);
    EXPECT_TRUE(share_agrees(c.at(Level::involved), crowd, 1 - std::exp(-hazards.second)));
    c.all(Level::aware, 0.5F, false);
    c.month(month++);
    EXPECT_EQ(c.at(Level::aware), crowd) << "a workshop does not stand for the potential";
  }
}

TEST(Levels, AProjectEngagesLikeAPartnership) {
  territory::EngagementParameters p = strong();
  p.relapse = 0;
  Crowd c(p);
  c.all(Level::involved, 0, true);
  c.world.actors.projects[c.tpe[0]] = 1;
  c.month(0);
  EXPECT_EQ(c.at(Level::engaged), 1);
  c.month(1);
  c.month(2);
  c.month(3);
  c.month(4);
  EXPECT_EQ(c.at(Level::engaged), 1) << "a project keeps it so";
  c.world.actors.projects[c.tpe[0]] = 0;
  for (int month = 5; month < 8; ++month) c.month(month);
  EXPECT_EQ(c.at(Level::engaged), 0);
}

TEST(Exposure, IsOfContactsAndOfPeersOfTheEpci) {
  const sim::Executor executor(1);
  const territory::Scenario scenario = lien_test::friendless_scenario();
  territory::Model model(scenario,
                         lien_test::territory_of({lien_test::commune_at(1, "E", 0, 0, {4, 5, 4}),
                                                  lien_test::commune_at(2, "F", 5, 0, {4, 5, 4})}),
                         executor);
  territory::World& world = model.world();
  for (std::size_t i = 0; i < world.actors.size(); ++i) world.actors.level[i] = Level::aware;
  const auto companies = lien_test::rows_of(world, Kind::company10);
  const auto associations = lien_test::rows_of(world, Kind::association);
  world.actors.level[companies[0]] = Level::engaged;      // one of four companies ≥10 of E
  world.actors.level[companies[4]] = Level::involved;     // F: not E's affair
  world.actors.level[associations[0]] = Level::involved;  // one of four associations of E
  lien_test::connect(world, executor,
                     {{companies[1], associations[0]},
                      {companies[1], associations[1]},
                      {companies[1], associations[2]},
                      {companies[1], companies[4]},
                      {companies[1], companies[2]}});
  territory::Exposure exposure(0.5);
  lien_test::run_once(exposure, world, 0, executor, scenario);
  EXPECT_FLOAT_EQ(world.actors.exposure[companies[1]], 0.5F * 2 / 5 + 0.5F / 4);
  EXPECT_FLOAT_EQ(world.actors.exposure[companies[3]], 0.25F) << "no contacts: the EPCI stands for both";
  EXPECT_FLOAT_EQ(world.actors.exposure[associations[1]], 0.5F * 0 + 0.5F / 4);
  EXPECT_FLOAT_EQ(world.actors.exposure[lien_test::rows_of(world, Kind::tpe)[0]], 0.0F)
      << "a TPE's peers are the TPE";
  for (const double weight : {0.0, 0.2, 1.0}) {
    territory::Exposure other(weight);
    lien_test::run_once(other, world, 1, executor, scenario);
    EXPECT_FLOAT_EQ(world.actors.exposure[companies[1]],
                    static_cast<float>((1 - weight) * 2 / 5 + weight / 4));
  }
}

}  // namespace
