// From series to effects: readings, scales, directions, half-times.
#include "analysis/hypothesis/claim_values.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace lien_test {
namespace {

using namespace analysis;  // NOLINT: what is under test

/// Two arms, two replicates, five months from January 2008; the second replicate of the second arm is
/// missing.
GatheredRuns runs() {
  const double nan = std::nan("");
  return {
      {"a", "b"},
      2,
      {{0}, {1}, {2}, {3}, {4}},
      {{"partnerships",
        "1",
        "",
        {{10, 10, 10, 10, 20, 1, 1, 1, 1, 1}, {10, 12, 14, 16, 40, nan, nan, nan, nan, nan}}},
       {"contacts",
        "1",
        "",
        {{100, 100, 100, 100, 100, 1, 1, 1, 1, 1}, {100, 100, 100, 100, 200, 1, 1, 1, 1, 1}}},
       {"collective_trust", "1", "", {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 1, 2, 4, 4, 0, 0, 0, 0, 0}}},
       {"projects_perpetuated", "1", "", {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {9, 3, 0, 1, 0, 0, 0, 0, 0, 0}}}},
      0,
      1};
}
Claim claim(Reading reading, Scale scale = Scale::plain) {
  return {"c", "partnerships", "", reading, scale, "2008-01", "2008-05", {"b=1", "a=-1"}, Direction::rise, 1};
}
const std::vector<HypothesisArm> arms{{"a", {}}, {"b", {}}};
std::vector<double> effects(const Claim& told) {
  return claim_effects(runs(), std::vector<std::size_t>{0, 1}, told, arms);
}

TEST(ClaimEffects, ReadSeries) {
  EXPECT_EQ(effects(claim(Reading::at))[0], 20);
  EXPECT_EQ(effects(claim(Reading::sum))[0], 82 - 50);  // January left out
  EXPECT_EQ(effects(claim(Reading::mean))[0], (82 - 50) / 4.0);
  EXPECT_DOUBLE_EQ(effects(claim(Reading::at, Scale::log))[0], std::log(2));
  EXPECT_TRUE(std::isnan(effects(claim(Reading::at))[1]));
  Claim falls = claim(Reading::at);
  falls.direction = Direction::fall;
  EXPECT_EQ(effects(falls)[0], -20);
  Claim share = claim(Reading::at);
  share.over = "contacts";
  EXPECT_DOUBLE_EQ(effects(share)[0], 40.0 / 200 - 20.0 / 100);
  EXPECT_TRUE(std::isnan(effects(claim(Reading::at, Scale::fisher_z))[0]));  // no correlation
}

TEST(ClaimEffects, FollowTheHalfTimesOfDifferences) {
  Claim order = claim(Reading::half_time);
  order.measure = "collective_trust";   // 1 2 4 4 after January: half of 4 in March, two months after
  order.over = "projects_perpetuated";  // a flow: 3 3 4 4 added up, half of 4 in February
  const std::vector<double> found = effects(order);
  EXPECT_EQ(found[0], 2 - 1);
  EXPECT_TRUE(std::isnan(found[1]));  // nothing differs
}

TEST(ClaimEffects, NeedTheseMeasuresAndMonths) {
  Claim at = claim(Reading::at);
  at.over = "contacts";
  EXPECT_THAT(measures_read({at, claim(Reading::sum)}), testing::ElementsAre("partnerships", "contacts"));
  EXPECT_EQ(months_read({at}), (std::vector<sim::Month>{{4}}));
  EXPECT_EQ(months_read({at, claim(Reading::sum)}), (std::vector<sim::Month>{{1}, {2}, {3}, {4}}));
}

TEST(Claims, PutTheSmallestEffectOnTheirScale) {
  Claim told = claim(Reading::at, Scale::log);
  told.smallest = 0.25;
  EXPECT_DOUBLE_EQ(smallest_on_scale(told), std::log(1.25));
  told.direction = Direction::fall;
  EXPECT_DOUBLE_EQ(smallest_on_scale(told), -std::log(0.75));
  told.scale = Scale::plain;
  EXPECT_EQ(smallest_on_scale(told), 0.25);
}

}  // namespace
}  // namespace lien_test
