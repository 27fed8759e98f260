// The two-rate belief against its closed forms (limits L6 to L8 of the specification).
#include "models/territory/trust_rules/asymmetric.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/dyad.hpp"
#include "tests/models/trust_rules/every_outcome.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::after_shares;
using lien_test::over_every_sequence;
using territory::AsymmetricRule;

AsymmetricRule asymmetric(double drift = 0) {
  AsymmetricRule rule;
  rule.gain_rate = 0.08;
  rule.loss_rate = 0.24;
  rule.drift_to_prior = drift;
  rule.prior_strength = 2;
  return rule;
}

TEST(Asymmetric, MeanTrustFollowsItsFormula) {  // L6
  // Exact: without drift trust is linear in each outcome, so shares of success give the expectation.
  EXPECT_NEAR(after_shares(asymmetric(), 0.4, 0.8, 1), 0.419200, 5e-7);
  EXPECT_NEAR(after_shares(asymmetric(), 0.4, 0.8, 12), 0.530215, 5e-7);
  EXPECT_NEAR(after_shares(asymmetric(), 0.4, 0.8, 36), 0.569047, 5e-7);
  EXPECT_NEAR(after_shares(asymmetric(), 0.4, 0.8, 2000), 0.571429, 5e-7);
  EXPECT_NEAR(over_every_sequence(asymmetric(), 0.4, 0.8, 12).mean, 0.530215, 5e-7);
}

// 40 000 dyads, month 80 (the start has worn off to 1e-4). The law is flatter than the normal one (kurtosis
// below 3), so the sample variance has a relative error of at most sqrt(2/40 000) = 0.7 %; 4.5 of them make a
// false alarm of at most 7e-6.
TEST(Asymmetric, StationaryVarianceIsThatOfTheFormula) {  // L7
  territory::TrustParameters trust;
  trust.rule = territory::rule<territory::AsymmetricRule>;
  trust.of<territory::AsymmetricRule>() = asymmetric();
  constexpr int dyads = 40000;
  const auto last = territory::average_dyad(trust, {0.4, 1.0}, 0.8, 80, dyads, 11).back();
  const double variance = last.trust_sd * last.trust_sd;
  EXPECT_NEAR(variance, 0.0226757, 0.0226757 * lien_test::four_and_a_half * std::sqrt(2.0 / dyads));
}

TEST(Asymmetric, SixSuccessesRepairOneFailure) {  // L8: 5.33 from T = 0.7
  const AsymmetricRule rule = asymmetric();
  auto state = rule.initial(0.7);
  rule.experience(state, {0, 1, 1, 1});
  EXPECT_DOUBLE_EQ(rule.value(state), 0.7 * 0.76);
  for (int n = 0; n < 5; ++n) rule.experience(state, {1, 1, 1, 1});
  EXPECT_LT(rule.value(state), 0.7);
  rule.experience(state, {1, 1, 1, 1});
  EXPECT_GT(rule.value(state), 0.7);
}

TEST(Asymmetric, IdleTrustDriftsToTheFirstImpression) {
  const AsymmetricRule rule = asymmetric(0.1);
  auto state = rule.initial(0.3);
  state.trust = 0.9;
  rule.decay(state);
  EXPECT_DOUBLE_EQ(rule.value(state), 0.84);
  for (int month = 0; month < 1000; ++month) rule.decay(state);
  EXPECT_NEAR(rule.value(state), 0.3, 1e-12);
}

TEST(Asymmetric, HeavyEvidenceMovesTrustAtMostToItsBounds) {
  const AsymmetricRule rule = asymmetric();
  auto state = rule.initial(0.4);
  rule.experience(state, {1, 0, 100, 1});
  EXPECT_DOUBLE_EQ(rule.value(state), 1.0);
  rule.experience(state, {0, 0, 2, 100});
  EXPECT_DOUBLE_EQ(rule.value(state), 0.0);
  state = rule.initial(0.4);
  rule.experience(state, {0, 0, 2, 1.5});  // 2 · 1.5 · 0.24
  EXPECT_DOUBLE_EQ(rule.value(state), 0.4 * (1 - 0.72));
}

TEST(Asymmetric, HearsayMovesTrustByTheTellersConfidence) {
  const AsymmetricRule rule = asymmetric();
  auto mine = rule.initial(0.5);
  rule.witness(mine, {0.9, 0.5, 6}, 0.2);  // confidence 6/8
  EXPECT_DOUBLE_EQ(rule.value(mine), 0.5 + 0.2 * 0.75 * 0.4);
  EXPECT_DOUBLE_EQ(rule.confidence(mine), 0.0) << "hearing is no experience";
  rule.witness(mine, {0.1, 0.5, 6}, 1000);
  EXPECT_DOUBLE_EQ(rule.value(mine), 0.1) << "never past what was said";
}

TEST(Asymmetric, ANewPersonInheritsAShare) {
  const AsymmetricRule rule = asymmetric();
  const AsymmetricRule::State before{0.9, 0.7, 8};
  AsymmetricRule::State half = before, all = before, none = before;
  rule.inherit(half, 0.5);
  rule.inherit(all, 1);
  rule.inherit(none, 0);
  EXPECT_DOUBLE_EQ(half.prior_mean, 0.6);
  EXPECT_DOUBLE_EQ(rule.value(half), 0.6 + 0.5 * (0.9 - 0.6));
  EXPECT_DOUBLE_EQ(rule.confidence(half), 4.0 / 6.0);
  EXPECT_DOUBLE_EQ(rule.value(all), 0.9);
  EXPECT_DOUBLE_EQ(rule.value(none), 0.5);
  EXPECT_DOUBLE_EQ(rule.confidence(none), 0.0);
}

}  // namespace
