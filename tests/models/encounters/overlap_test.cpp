// Cognitive proximity and acceptance of an encounter at hand-computed points (SM2, D9.9).
#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>

#include "models/territory/submodels/encounters.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using lien_test::People;
using territory::Level;

std::uint16_t domains(std::initializer_list<int> numbers) {
  unsigned mask = 0;
  for (const int d : numbers) mask |= 1U << (d - 1);
  return static_cast<std::uint16_t>(mask);
}

double o(std::initializer_list<int> a, std::initializer_list<int> b) {
  return territory::overlap(domains(a), domains(b), 0.5);
}

TEST(Overlap, HasItsHandComputedValues) {
  EXPECT_DOUBLE_EQ(o({1}, {1}), 1.0);
  EXPECT_DOUBLE_EQ(o({1}, {3}), 0.5);
  EXPECT_DOUBLE_EQ(o({1}, {4}), 0.0);
  EXPECT_DOUBLE_EQ(o({1, 4}, {1}), 0.75);              // ½ (mean(1, 0) + 1)
  EXPECT_DOUBLE_EQ(o({1, 2}, {3}), 0.5);               // ½ (mean(½, ½) + ½)
  EXPECT_DOUBLE_EQ(o({1, 9}, {2, 10, 15}), 5.0 / 12);  // ½ (½ + mean(½, ½, 0))
  EXPECT_DOUBLE_EQ(o({4, 5, 6}, {4, 5, 6}), 1.0);
  EXPECT_DOUBLE_EQ(o({4, 5}, {5, 6}), 0.75);  // each side: one same, one of the group
  EXPECT_DOUBLE_EQ(territory::overlap(domains({1}), domains({3}), 0.2), 0.2);
}

TEST(Overlap, KnowsTheFourGroups) {
  const int first[] = {1, 4, 9, 15}, last[] = {3, 8, 14, 16};
  for (int g = 0; g < 4; ++g) {
    EXPECT_DOUBLE_EQ(o({first[g]}, {last[g]}), 0.5) << g;
    EXPECT_DOUBLE_EQ(o({last[g]}, {first[(g + 1) % 4]}), 0.0) << g;
  }
}

TEST(Overlap, IsSymmetric) {
  for (unsigned a = 1; a < 65536; a += 911)
    for (unsigned b = 1; b < 65536; b += 1013)
      EXPECT_DOUBLE_EQ(territory::overlap(static_cast<std::uint16_t>(a), static_cast<std::uint16_t>(b), 0.5),
                       territory::overlap(static_cast<std::uint16_t>(b), static_cast<std::uint16_t>(a), 0.5));
}

class Acceptance : public ::testing::Test {
 protected:
  Acceptance()
      : scenario(settings()),
        model(scenario,
              lien_test::territory_of({lien_test::commune_at(1, "E", 0, 0, {1, 0, 1}),
                                       lien_test::commune_at(2, "E", 5, 0, {1, 0, 1})}),
              executor),
        world(model.world()),
        encounters(scenario.encounters, world, executor),
        here(lien_test::rows_of(world, territory::Kind::company10)[0]),
        there(lien_test::rows_of(world, territory::Kind::association)[1]) {
    world.communes.culture[0] = {0.2F, 0.5F, 0.1F};
    world.communes.culture[1] = {0.5F, 0.5F, 0.5F};
    world.actors.competences[here] = domains({1, 4});
    world.actors.competences[there] = domains({1});
    world.actors.level[there] = Level::involved;
  }
  static territory::Scenario settings() {
    territory::Scenario s = lien_test::friendless_scenario();
    s.encounters.homophily = 1;
    s.encounters.overlap_optimum = 0.4;
    s.encounters.overlap_width = 0.3;
    s.encounters.same_group = 0.5;
    s.encounters.low_level_factor = 0.2;
    return s;
  }
  /// Probability that the one there accepts the one here.
  [[nodiscard]] double acceptance() const {
    return encounters.readiness(world, there) * encounters.affinity(world, here, there);
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  territory::Encounters encounters;
  std::uint32_t here, there;
};

// ‖(.3, 0, .4)‖/√3 = .288675; o = .75: exp(−.288675 − .35²/(2·.09)) = .379374
TEST_F(Acceptance, IsTheFormula) { EXPECT_NEAR(acceptance(), 0.379374, 1e-6); }

TEST_F(Acceptance, IsScarceWhereTheOneApproachedIsNotInvolved) {
  for (const Level level : {Level::none, Level::aware}) {
    world.actors.level[there] = level;
    EXPECT_NEAR(acceptance(), 0.2 * 0.379374, 1e-6);
  }
  world.actors.level[there] = Level::engaged;
  world.actors.level[here] = Level::none;
  EXPECT_NEAR(acceptance(), 0.379374, 1e-6) << "the asker's level is no matter";
}

TEST_F(Acceptance, AsksNoCompetenceOfAGeneralist) {
  world.actors.competences[there] = 0;
  EXPECT_NEAR(acceptance(), std::exp(-0.288675), 1e-6);
}

TEST_F(Acceptance, IsCertainAtHomeAtTheOptimum) {
  world.communes.culture[0] = world.communes.culture[1];
  world.actors.competences[here] = domains({1, 4, 15, 9, 5});  // one of five: ½ (.2 + 1) = .6
  EXPECT_NEAR(acceptance(), std::exp(-0.04 / 0.18), 1e-6);
  world.actors.competences[here] = 0;
  EXPECT_DOUBLE_EQ(acceptance(), 1.0);
}

}  // namespace
