// FIRE (limit L14 of the specification) and its four kinds of rating.
#include "models/territory/trust_rules/fire.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/trust_rules/every_outcome.hpp"

namespace {

using territory::FireRule;

using lien_test::failure;
using lien_test::success;

TEST(Fire, MeanRatingIsThatOfTheTrustee) {  // L14: E[T_I] = 2p − 1 for every n
  const FireRule rule;
  for (const double p : {0.2, 0.64, 0.9}) {
    for (const int months : {1, 2, 7, 12})
      EXPECT_NEAR(lien_test::over_every_sequence(rule, 0.5, p, months).mean, p, 1e-12) << months;
  }
}

TEST(Fire, NobodyKnownIsOneHalfAndKinIsItsRole) {
  const FireRule rule;
  EXPECT_DOUBLE_EQ(rule.value(rule.initial({0.9, 0.9, false})), 0.5);
  EXPECT_DOUBLE_EQ(rule.value(rule.initial({0.1, 0.1, true})), 0.5 * (0.2 + 1));
}

TEST(Fire, RatingsHalveInFiveMonths) {
  const FireRule rule;
  auto state = rule.initial(0.5);
  for (int n = 0; n < 4; ++n) rule.experience(state, success);
  for (int month = 0; month < 5; ++month) rule.decay(state);
  EXPECT_NEAR(state.lived.weight, 2, 1e-12);
  EXPECT_NEAR(state.lived.sum, 2, 1e-12);
}

TEST(Fire, WeighsEachKindByItsReliability) {
  const FireRule rule;
  auto state = rule.initial({0.5, 0.5, true});
  rule.experience(state, success);
  rule.experience(state, failure);
  rule.experience(state, success);
  rule.witness(state, {{2, -2}, {9, 9}, {9, 9}, 0}, 0.5);
  rule.certified(state, true);
  const double g = rule.gamma;
  const double lived = 1.0 / 3, rho_lived = (1 - std::exp(-g * 3)) * (1 - 0.5 * (1 - lived * lived));
  const double rho_one = 1 - std::exp(-g);  // one unanimous rating
  const double weighted = 2 * rho_lived * lived + 1 * rho_one * -1 + 2 * rho_one * 0.2 + 0.5 * rho_one * 1;
  const double weight = 2 * rho_lived + rho_one + 2 * rho_one + 0.5 * rho_one;
  EXPECT_NEAR(rule.value(state), 0.5 * (weighted / weight + 1), 1e-12) << "hearsay of hearsay does not count";
}

TEST(Fire, DeviationIsOneLessTheSquareOfTheMean) {
  // Σω|v − T|/Σω of ratings ±1, worked out rating by rating.
  for (int good = 0; good <= 6; ++good) {
    const double mean = (2.0 * good - 6) / 6;
    const double deviation = (good * std::abs(1 - mean) + (6 - good) * std::abs(-1 - mean)) / 6;
    EXPECT_NEAR(deviation, 1 - mean * mean, 1e-12);
  }
}

TEST(Fire, ANewPersonInheritsAShareOfTheRatings) {
  const FireRule rule;
  auto state = rule.initial(0.5);
  for (int n = 0; n < 4; ++n) rule.experience(state, success);
  rule.inherit(state, 0.5);
  EXPECT_DOUBLE_EQ(state.lived.weight, 2);
  rule.inherit(state, 0);
  EXPECT_DOUBLE_EQ(rule.value(state), 0.5);
}

}  // namespace
