// Needs that move: return, relief by projects, shocks, noise (SM1).
#include "models/territory/submodels/need_dynamics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Alliance;
using territory::NeedDynamicsParameters;
using territory::Stage;

NeedDynamicsParameters still() {
  NeedDynamicsParameters p;
  p.enabled = true;
  p.need_noise = 0;
  return p;
}

/// Eight communes of 20 000 inhabitants; EPCI 0 holds communes 0 to 2, EPCI 1 communes 3 to 6.
struct NeedsLand {
  NeedsLand()
      : scenario(lien_test::friendless_scenario()),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(8)), executor),
        world(model.world()) {
    for (std::size_t c = 0; c < 8; ++c) {
      world.communes.baseline_need[c].fill(0.5F);
      world.communes.need[c].fill(0.5F);
    }
  }
  void project(std::uint32_t epci, std::vector<std::uint32_t> communes, std::uint16_t domains, Stage stage,
               float quality, Alliance type = Alliance::mecenat) {
    auto& projects = world.projects;
    const std::uint32_t row = projects.table.append(world.uids, 1);
    std::size_t members = 0;
    for (const std::uint32_t c : communes)
      projects.members[row][members++] =
          world.actors.table.uid(world.roster.of(c, territory::Partner::mayor)[0]).value;
    projects.member_count[row] = static_cast<std::uint8_t>(members);
    projects.epci[row] = epci;
    projects.domains[row] = domains;
    projects.stage[row] = stage;
    projects.quality[row] = quality;
    projects.type[row] = static_cast<std::uint8_t>(type);
  }
  void months(int count, const NeedDynamicsParameters& p) {
    territory::NeedDynamics dynamics(p);
    for (int month = 0; month < count; ++month)
      lien_test::run_once(dynamics, world, month, executor, scenario);
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
};

TEST(NeedDynamics, CloseTheGapAtTheRateOfRecovery) {
  NeedsLand land;
  land.world.communes.need[1].fill(0.8F);
  land.world.communes.need[2].fill(0.1F);
  for (int t = 1; t <= 36; ++t) {
    land.months(1, still());
    EXPECT_NEAR(land.world.communes.need[1][4] - 0.5, 0.3 * std::pow(0.98, t), 1e-5);
    EXPECT_NEAR(land.world.communes.need[2][15] - 0.5, -0.4 * std::pow(0.98, t), 1e-5);
  }
  EXPECT_EQ(land.world.communes.need[0][0], 0.5F);
}

TEST(NeedDynamics, ServeEachDomainInFullUnlessTheEffectIsShared) {
  const auto relief = [](std::uint16_t domains, double sharing) {
    NeedsLand land;
    land.project(0, {1}, domains, Stage::deploy, 0.8F);
    NeedDynamicsParameters p = still();
    p.effect_sharing = sharing;
    return territory::NeedDynamics(p).relief(land.world)[1];
  };
  const double alone = relief(0b10, 0)[1];
  EXPECT_GT(alone, 0.0);
  for (const std::size_t d : {1, 4, 9}) {
    EXPECT_DOUBLE_EQ(relief(0b1000010010, 0)[d], alone);
    EXPECT_NEAR(relief(0b1000010010, 1)[d], alone / 3.0, 1e-12);
    EXPECT_NEAR(relief(0b1000010010, 0.5)[d], alone / std::sqrt(3.0), 1e-12);
  }
  EXPECT_DOUBLE_EQ(relief(0b10, 1)[1], alone) << "a project of one domain shares with none";
}

TEST(NeedDynamics, StartFromTheirUsualLevelAndStayThereWhenOff) {
  const sim::Executor executor(1);
  territory::Scenario s = lien_test::tiny_scenario();
  s.run.until = "2008-06";
  territory::Model model(s, lien_test::territory_of(lien_test::row_of_communes(2)), executor);
  auto simulation = model.simulation();
  model.run(simulation);
  for (std::size_t c = 0; c < 2; ++c)
    EXPECT_EQ(model.world().communes.need[c], model.world().communes.baseline_need[c]);
}

TEST(NeedDynamics, AreRelievedWhereMembersSit) {
  NeedsLand land;
  land.project(0, {0, 1, 1, 3}, 1U << 3 | 1U << 8, Stage::deploy, 0.8F);
  const auto relief = territory::NeedDynamics(still()).relief(land.world);
  EXPECT_NEAR(relief[0][3], 0.8 / 6, 1e-7);  // an EPCI of 60 000 inhabitants
  EXPECT_NEAR(relief[1][3], 0.8 / 6, 1e-7) << "two members of a commune count once";
  EXPECT_NEAR(relief[1][8], 0.8 / 6, 1e-7);
  EXPECT_NEAR(relief[3][3], 0.8 / 8, 1e-7);  // a member in an EPCI of 80 000
  EXPECT_EQ(relief[2][3], 0) << "nobody sits there";
  EXPECT_EQ(relief[0][4], 0) << "another domain";
  land.months(1, still());
  EXPECT_NEAR(land.world.communes.need[0][3], 0.5 - 0.01 * 0.8 / 6, 1e-7);
  EXPECT_EQ(land.world.communes.need[2][3], 0.5F);
}

TEST(NeedDynamics, CountTheStageAndTheRankAmongAlikeProjects) {
  NeedsLand land;
  land.project(0, {0}, 1U << 3, Stage::emerge, 1);
  land.project(0, {1}, 1U << 3, Stage::perpetuate, 1);
  land.project(0, {2}, 1U << 3, Stage::deployed, 1);
  land.project(0, {2}, 1U << 5, Stage::deploy, 1, Alliance::social_innovation);
  land.project(0, {1}, 1U << 5, Stage::deploy, 1);
  land.project(1, {4}, 1U << 3, Stage::deploy, 1);
  NeedDynamicsParameters p = still();
  const auto relief = territory::NeedDynamics(p).relief(land.world);
  EXPECT_NEAR(relief[0][3], 0.3 / 6, 1e-7);
  EXPECT_NEAR(relief[1][3], 0.7 / 6 / 2, 1e-7) << "the second of its domain and type";
  EXPECT_NEAR(relief[2][3], 1.0 / 6 / 3, 1e-7) << "the third, deployed";
  EXPECT_NEAR(relief[2][5], 1.0 / 6, 1e-7);
  EXPECT_NEAR(relief[1][5], 1.0 / 6, 1e-7) << "another type";
  EXPECT_NEAR(relief[4][3], 1.0 / 8, 1e-7) << "another EPCI";
  p.niche_exponent = 0;
  EXPECT_NEAR(territory::NeedDynamics(p).relief(land.world)[2][3], 1.0 / 6, 1e-7);
}

TEST(NeedDynamics, SettleWhereRecoveryAndReliefMeet) {
  NeedsLand land;
  land.project(0, {0}, 1U << 3, Stage::deploy, 1);
  land.months(800, still());  // N̄ − N = γ_N·E/δ_N
  EXPECT_NEAR(land.world.communes.need[0][3], 0.5 - 0.01 / 6 / 0.02, 1e-4);
}

TEST(NeedDynamics, TakeTheShockOfTheirEpci) {
  NeedsLand land;
  land.world.epcis.need_shock[0][2] = 0.1F;
  land.world.epcis.need_shock[1][2] = 0.9F;
  land.months(1, still());
  EXPECT_NEAR(land.world.communes.need[0][2], 0.6, 1e-6);
  EXPECT_EQ(land.world.communes.need[0][3], 0.5F);
  EXPECT_EQ(land.world.communes.need[3][2], 1.0F) << "no need is above one";
  EXPECT_EQ(land.world.communes.need[7][2], 0.5F);
}

// Stationary sd σ/√(1 − (1 − δ)²) = 0.0503 for δ = .02, σ = .01. 600 communes of 16 domains after 200 months;
// kurtosis 3, false alarm 7e-6.
TEST(NeedDynamics, WanderAsFarAsNoiseAndRecoverySay) {
  const sim::Executor executor(1);
  const territory::Scenario s = lien_test::friendless_scenario();
  territory::Model model(s, lien_test::territory_of(lien_test::row_of_communes(600, {0, 0, 1})), executor);
  territory::World& world = model.world();
  NeedDynamicsParameters p = still();
  p.need_noise = 0.01;
  territory::NeedDynamics dynamics(p);
  for (std::size_t c = 0; c < 600; ++c) world.communes.baseline_need[c].fill(0.5F);
  for (int month = 0; month < 200; ++month) lien_test::run_once(dynamics, world, month, executor, s);
  std::vector<double> gaps;
  for (std::size_t c = 0; c < 600; ++c)
    for (const float need : world.communes.need[c]) gaps.push_back(need - 0.5);
  const auto m = lien_test::moments_of(gaps);
  const double variance = 1e-4 / (1 - 0.98 * 0.98);
  EXPECT_NEAR(m.mean, 0, 4.5 * std::sqrt(variance / m.count) + 0.15 * std::pow(0.98, 200));
  EXPECT_NEAR(m.variance / variance, 1.0, 4.5 * std::sqrt(2 / m.count) + 0.01);
}

/// Mean need of domain 4 after two years among five projects, from a need above the usual one.
double need_after(const std::function<void(NeedDynamicsParameters&)>& change) {
  NeedsLand land;
  for (std::size_t c = 0; c < 8; ++c) land.world.communes.need[c].fill(0.8F);
  for (const Stage stage : {Stage::emerge, Stage::emerge, Stage::perpetuate, Stage::deploy, Stage::deployed})
    land.project(0, {0, 1, 2}, 1U << 3, stage, 0.7F);
  NeedDynamicsParameters p = still();
  change(p);
  land.months(24, p);
  double sum = 0;
  for (std::size_t c = 0; c < 3; ++c) sum += land.world.communes.need[c][3];
  return sum / 3;
}

TEST(NeedDynamics, EachParameterMovesThemItsWay) {
  using P = NeedDynamicsParameters;
  const double base = need_after([](P&) {});
  EXPECT_LT(need_after([](P& p) { p.need_recovery = 0.04; }), base - 0.01);
  EXPECT_LT(need_after([](P& p) { p.need_relief = 0.02; }), base - 0.01);
  EXPECT_GT(need_after([](P& p) { p.niche_exponent = 1.0; }),
            need_after([](P& p) { p.niche_exponent = 0.2; }) + 0.01);
  for (std::size_t k = 0; k < 3; ++k)
    EXPECT_LT(need_after([k](P& p) { p.stage_weights[k] *= 1.4; }), base - 1e-4) << k;
  const double quiet = need_after([](P& p) { p.need_noise = 1e-6; });
  EXPECT_NEAR(quiet, base, 1e-4);
  EXPECT_GT(std::abs(need_after([](P& p) { p.need_noise = 0.02; }) - base), 1e-3);
}

}  // namespace
