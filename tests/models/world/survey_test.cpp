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

}  // namespace
