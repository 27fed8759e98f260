// Bayesian learning of a trustworthiness (limits L16 and L17 of the specification).
#include "models/territory/trust_rules/gaussian.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/trust_rules/every_outcome.hpp"

namespace {

using territory::GaussianRule;

using lien_test::failure;
using lien_test::success;

TEST(Gaussian, VarianceAndBiasShrinkAsBayesAsks) {  // L16, q = 0
  GaussianRule rule;
  rule.drift_variance = 0;
  auto state = rule.initial(0.5);
  for (int n = 1; n <= 36; ++n) {
    rule.decay(state);
    rule.experience(state, {0.8, 1, 1, 1});
    EXPECT_NEAR(state.variance, 1 / (1 / 0.04 + n / 0.25), 1e-12);
    const double bias = 0.25 / (0.25 + n * 0.04);
    EXPECT_NEAR(0.8 - rule.value(state), bias * 0.3, 1e-12);
    EXPECT_NEAR(state.prior_share, bias, 1e-12);
    if (n == 1) {
      EXPECT_NEAR(bias, 0.862069, 5e-7);
    }
    if (n == 12) {
      EXPECT_NEAR(bias, 0.342466, 5e-7);
    }
    if (n == 36) {
      EXPECT_NEAR(bias, 0.147929, 5e-7);
    }
  }
}

TEST(Gaussian, DriftKeepsItLearning) {  // L16: P∞ = (−q + √(q² + 4qσ²)) / 2
  const GaussianRule rule;
  auto state = rule.initial(0.5);
  for (int n = 0; n < 5000; ++n) {
    rule.decay(state);
    rule.experience(state, n % 2 == 0 ? success : failure);
  }
  EXPECT_NEAR(state.variance, 0.0153193, 5e-8);
}

TEST(Gaussian, HeavyEvidenceIsLikeManyObservations) {
  const GaussianRule rule;
  auto once = rule.initial(0.5), often = once;
  rule.experience(once, {1, 1, 4, 1});
  for (int n = 0; n < 4; ++n) rule.experience(often, success);
  EXPECT_NEAR(once.mean, often.mean, 1e-12);
  EXPECT_NEAR(once.variance, often.variance, 1e-12);
}

TEST(Gaussian, IdleKnowledgeNeverKnowsLessThanNothing) {
  const GaussianRule rule;
  auto state = rule.initial(0.5);
  for (int month = 0; month < 2000; ++month) rule.decay(state);
  EXPECT_DOUBLE_EQ(state.variance, 0.25);
  EXPECT_DOUBLE_EQ(rule.confidence(state), 0.0);
  EXPECT_DOUBLE_EQ(rule.value(state), 0.5);
}

TEST(Gaussian, HearsayCountsForWhatTheTellerLearnt) {
  const GaussianRule rule;
  auto mine = rule.initial(0.5), taught = mine;
  rule.witness(mine, rule.initial(0.9), 1);
  EXPECT_DOUBLE_EQ(rule.value(mine), 0.5) << "it learnt nothing";
  auto teller = rule.initial(0.5);
  for (int n = 0; n < 10; ++n) rule.experience(teller, success);
  rule.witness(taught, teller, 1);
  EXPECT_NEAR(1 / taught.variance, 1 / 0.04 + 10 / 0.25, 1e-9);
  EXPECT_GT(rule.value(taught), 0.5);
  EXPECT_LT(rule.value(taught), rule.value(teller));
}

TEST(Gaussian, IdentificationMovesWhatIsLeftOfTheFirstImpression) {
  GaussianRule rule;
  rule.drift_variance = 0;
  // Moving the prior before or after the same evidence makes the same belief.
  auto before = rule.initial(0.5), after = before;
  territory::identify(rule, before, 0.2);
  for (int n = 0; n < 6; ++n) rule.experience(before, n % 2 == 0 ? success : failure);
  for (int n = 0; n < 6; ++n) rule.experience(after, n % 2 == 0 ? success : failure);
  territory::identify(rule, after, 0.2);
  EXPECT_NEAR(before.mean, after.mean, 1e-12);
  EXPECT_DOUBLE_EQ(after.prior_mean, 0.6);
}

TEST(Gaussian, ANewPersonInheritsAShare) {
  const GaussianRule rule;
  GaussianRule::State state{0.9, 0.01, 0.7, 0.2};
  rule.inherit(state, 0.5);
  EXPECT_DOUBLE_EQ(state.mean, 0.7);
  EXPECT_DOUBLE_EQ(state.prior_mean, 0.6);
  EXPECT_DOUBLE_EQ(state.variance, 0.025);
  rule.inherit(state, 0);
  EXPECT_DOUBLE_EQ(state.mean, 0.5);
  EXPECT_DOUBLE_EQ(state.variance, rule.prior_variance);
  EXPECT_DOUBLE_EQ(state.prior_share, 1.0);
}

}  // namespace
