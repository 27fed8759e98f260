// The observers' surveys (SM18).
#include "models/territory/survey.hpp"

#include <gtest/gtest.h>

#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Kind;

TEST(Wilson, HasItsPublishedValues) {
  const auto check = [](int yes, int n, double low, double high) {
    const territory::Interval interval = territory::wilson(yes, n);
    EXPECT_NEAR(interval.low, low, 5e-5) << yes << "/" << n;
    EXPECT_NEAR(interval.high, high, 5e-5) << yes << "/" << n;
  };
  check(5, 10, 0.2366, 0.7634);
  check(0, 10, 0.0, 0.2775);
  check(10, 10, 0.7225, 1.0);
  check(81, 263, 0.2553, 0.3662);  // Newcombe 1998, case (a)
  check(1, 29, 0.0061, 0.1718);    // Newcombe 1998, case (d)
  check(0, 0, 0.0, 1.0);
}

struct Asked {
  explicit Asked(const lien_test::People& people)
      : scenario(settings()),
        model(scenario, lien_test::territory_of({lien_test::commune_at(1, "E", 0, 0, people)}), executor) {}
  static territory::Scenario settings() {
    territory::Scenario s = lien_test::friendless_scenario();
    s.traits.employing_share = 0.13;
    return s;
  }
  territory::SurveyResult ask(int sample, int month = 93) {
    return territory::take_survey(model.world(), Kind::association, sample, sim::Month{month},
                                  scenario.run.key());
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
};

TEST(Survey, AsksEverybodyWhereThereAreFew) {
  Asked asked({0, 0, 60});
  const auto rows = lien_test::rows_of(asked.model.world(), Kind::association);
  for (std::size_t k = 0; k < 15; ++k) asked.model.world().actors.partnerships[rows[k]] = 2;
  asked.model.world().actors.public_partnerships[rows[30]] = 1;  // a mayor is no company
  const auto result = asked.ask(1000);
  EXPECT_EQ(result.asked, 60);
  EXPECT_EQ(result.engaged, 15);
  EXPECT_DOUBLE_EQ(result.population_share, 0.25);
  EXPECT_EQ(result.name, "association");
}

TEST(Survey, StrataAreSampledInProportion) {
  Asked asked({0, 0, 5000});
  territory::Actors& actors = asked.model.world().actors;
  int large = 0;
  for (const std::uint32_t row : lien_test::rows_of(asked.model.world(), Kind::association)) {
    large += actors.large[row];
    actors.partnerships[row] = actors.large[row];
  }
  const auto result = asked.ask(1000);
  EXPECT_NEAR(result.asked, 1000, 1);
  EXPECT_NEAR(result.engaged, large / 5.0, 0.5) << "the number of employing ones is no matter of chance";
}

// 1 000 of 5 000 drawn without replacement: less spread than 1 000 independent answers. False alarm 7e-6.
TEST(Survey, SampleStandsForThePopulationAndChangesWithTheMonth) {
  Asked asked({0, 0, 5000});
  territory::Actors& actors = asked.model.world().actors;
  const auto rows = lien_test::rows_of(asked.model.world(), Kind::association);
  for (std::size_t k = 0; k < rows.size(); k += 4) actors.partnerships[rows[k]] = 1;
  const auto one = asked.ask(1000, 93), other = asked.ask(1000, 94);
  EXPECT_TRUE(lien_test::share_agrees(one.engaged, one.asked, 0.25));
  EXPECT_TRUE(lien_test::share_agrees(other.engaged, other.asked, 0.25));
  EXPECT_NE(one.engaged, other.engaged);
  EXPECT_EQ(asked.ask(1000, 93).engaged, one.engaged);
}

/// 400 communes of four sizes, a mayor each; the state of the territory follows the size.
struct AskedMayors {
  AskedMayors() : scenario(Asked::settings()), model(scenario, towns(), executor) {
    territory::World& world = model.world();
    for (std::size_t c = 0; c < 400; ++c)
      world.communes.dynamic[c] = static_cast<territory::Dynamic>(sizes[c] % 4);
  }
  territory::Geography towns() {
    std::vector<territory::Commune> communes;
    for (int c = 0; c < 400; ++c) {
      communes.push_back(lien_test::commune_at(c + 1, "E", 5.0 * c, 0, {0, 0, 0}));
      sizes.push_back(c % 10 < 4 ? 0 : c % 10 < 7 ? 1 : c % 10 < 9 ? 2 : 3);  // 40, 30, 20, 10 %
      constexpr int inhabitants[] = {499, 500, 9999, 10000};
      communes.back().population = inhabitants[sizes.back()];
    }
    return lien_test::territory_of(std::move(communes));
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  std::vector<int> sizes;
  territory::Model model;
};

TEST(MayorSurvey, AsksEachSizeInProportionForOneOfFourAnswers) {
  AskedMayors asked;
  const auto answers =
      territory::take_mayor_survey(asked.model.world(), 100, sim::Month{106}, asked.scenario.run.key());
  ASSERT_EQ(answers.size(), 4U);
  const std::array<const char*, 4> names{"mayor_none", "mayor_emerging", "mayor_growing", "mayor_anchored"};
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_EQ(answers[k].name, names[k]);
    EXPECT_EQ(answers[k].asked, 100);
    EXPECT_EQ(answers[k].engaged, 40 - 10 * static_cast<int>(k)) << "strata are no matter of chance";
    EXPECT_DOUBLE_EQ(answers[k].population_share, 0.4 - 0.1 * static_cast<double>(k));
  }
}

TEST(MayorSurvey, AsksAllWhereThereAreFewAndDrawsWithinASize) {
  AskedMayors asked;
  territory::World& world = asked.model.world();
  const auto key = asked.scenario.run.key();
  for (const auto& answer : territory::take_mayor_survey(world, 1000, sim::Month{106}, key)) {
    EXPECT_EQ(answer.asked, 400);
    EXPECT_DOUBLE_EQ(answer.engaged / 400.0, answer.population_share);
  }
  // Half of each size anchored, the rest none: now the answer is a matter of the draw. False alarm 7e-6.
  for (std::size_t c = 0; c < 400; ++c)
    world.communes.dynamic[c] = c / 10 % 2 ? territory::Dynamic::anchored : territory::Dynamic::none;
  int anchored = 0, asked_in_all = 0;
  for (int month = 100; month < 110; ++month) {
    const auto answers = territory::take_mayor_survey(world, 100, sim::Month{month}, key);
    EXPECT_EQ(answers[0].engaged + answers[3].engaged, 100);
    anchored += answers[3].engaged;
    asked_in_all += answers[3].asked;
  }
  EXPECT_TRUE(lien_test::share_agrees(anchored, asked_in_all, 0.5));
}

}  // namespace
