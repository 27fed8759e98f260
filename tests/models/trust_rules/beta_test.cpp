// Beta trust against its closed forms (limits L1 to L5 and L27 of the specification), at the parameter values
// those limits name.
#include "models/territory/trust_rules/beta.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/dyad.hpp"
#include "tests/models/trust_rules/every_outcome.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::after_shares;
using lien_test::four_and_a_half;
using lien_test::over_every_sequence;
using territory::BetaRule;

BetaRule beta(double forgetting, double negativity, double prior_strength) {
  BetaRule rule;
  rule.forgetting = forgetting;
  rule.negativity = negativity;
  rule.prior_strength = prior_strength;
  return rule;
}

territory::TrustParameters with(const BetaRule& rule) {
  territory::TrustParameters trust;
  trust.rule = territory::rule<territory::BetaRule>;
  trust.of<territory::BetaRule>() = rule;
  return trust;
}

TEST(Beta, WithoutForgettingIsThePosteriorMeanWhateverTheOrder) {  // L1
  const BetaRule rule = beta(1, 1, 3);
  for (std::uint32_t sequence = 0; sequence < (1U << 10); ++sequence) {
    auto state = rule.initial(0.4);
    int successes = 0;
    for (int n = 0; n < 10; ++n) {
      const bool success = (sequence >> n) & 1U;
      successes += success;
      rule.decay(state);
      rule.experience(state, {success ? 1.0 : 0.0, 0.0, 1.0, 1.0});
    }
    EXPECT_DOUBLE_EQ(rule.value(state), (3 * 0.4 + successes) / (3 + 10));
  }
}

TEST(Beta, MeanTrustFollowsItsFormula) {  // L2, exact: at w = 1 trust is linear in the outcomes
  const BetaRule rule = beta(0.97, 1, 2);
  EXPECT_NEAR(after_shares(rule, 0.5, 0.7, 1), 0.566667, 5e-7);
  EXPECT_NEAR(after_shares(rule, 0.5, 0.7, 12), 0.667227, 5e-7);
  EXPECT_NEAR(after_shares(rule, 0.5, 0.7, 36), 0.683470, 5e-7);
  EXPECT_NEAR(after_shares(rule, 0.5, 0.7, 120), 0.688396, 5e-7);
  EXPECT_NEAR(after_shares(rule, 0.5, 0.7, 4000), 0.688679, 5e-7);
}

TEST(Beta, EverySequenceGivesTheMeanAndVarianceOfTheFormulas) {  // L2, exact by enumeration
  const double lambda = 0.97, p = 0.7;
  for (const int n : {1, 2, 6, 12}) {
    const double mass = (1 - std::pow(lambda, n)) / (1 - lambda);
    const double squares = (1 - std::pow(lambda, 2 * n)) / (1 - lambda * lambda);
    const auto exact = over_every_sequence(beta(lambda, 1, 2), 0.5, p, n);
    EXPECT_NEAR(exact.mean, (2 * 0.5 + p * mass) / (2 + mass), 1e-12) << n;
    EXPECT_NEAR(exact.variance, p * (1 - p) * squares / ((2 + mass) * (2 + mass)), 1e-12) << n;
  }
}

// 20 000 dyads; each mean lies outside 4.5 standard errors with probability 7e-6. The law of T_120 is close
// to normal, so the standard deviation of its sample has a relative error of 1/sqrt(2·20 000): 4.5 of them.
TEST(Beta, TwentyThousandDyadsHaveTheMeanAndSpreadOfTheFormulas) {  // L2, by simulation
  constexpr int dyads = 20000;
  const auto steps = territory::average_dyad(with(beta(0.97, 1, 2)), {0.5, 1.0}, 0.7, 120, dyads, 7);
  const double expected[][2] = {{1, 0.566667}, {12, 0.667227}, {36, 0.683470}, {120, 0.688396}};
  for (const auto& [month, mean] : expected) {
    const auto& step = steps[static_cast<std::size_t>(month)];
    EXPECT_NEAR(step.trust, mean, four_and_a_half * step.trust_sd / std::sqrt(dyads)) << month;
  }
  const double mass = (1 - std::pow(0.97, 120)) / 0.03;
  const double squares = (1 - std::pow(0.97, 240)) / (1 - 0.97 * 0.97);
  const double sd = std::sqrt(0.21 * squares) / (2 + mass);
  EXPECT_NEAR(sd, 0.053350, 2e-3);  // already near its limit
  EXPECT_NEAR(steps[120].trust_sd, sd, four_and_a_half * sd / std::sqrt(2.0 * dyads));
}

TEST(Beta, HeavierFailuresHaveTheirExactMeans) {  // L3 at small n, by enumeration
  const BetaRule rule = beta(0.97, 2, 2);
  EXPECT_NEAR(over_every_sequence(rule, 0.5, 0.7, 1).mean, 0.541667, 5e-7);
  EXPECT_NEAR(over_every_sequence(rule, 0.5, 0.7, 2).mean, 0.549986, 5e-7);
  EXPECT_NEAR(over_every_sequence(rule, 0.5, 0.7, 6).mean, 0.549493, 5e-7);
  EXPECT_NEAR(over_every_sequence(rule, 0.5, 0.7, 12).mean, 0.545536, 5e-7);
}

// 200 dyads of 2 000 months: a standard error of 0.0009 on the limit; false alarm 7e-6.
TEST(Beta, HeavierFailuresPullTheLimitBelowTheSuccessRate) {  // L3, λ → 1
  const auto steps = territory::average_dyad(with(beta(1, 2, 2)), {0.5, 1.0}, 0.7, 2000, 200, 3);
  EXPECT_NEAR(steps.back().trust, 0.538462, four_and_a_half * steps.back().trust_sd / std::sqrt(200.0));
  EXPECT_LT(steps.back().trust_sd, 0.02);
  // Trust above one half needs p above w / (1 + w) = 2/3.
  EXPECT_LT(after_shares(beta(1, 2, 2), 0.5, 0.66, 100000), 0.5);
  EXPECT_GT(after_shares(beta(1, 2, 2), 0.5, 0.67, 100000), 0.5);
}

int months_to(const BetaRule& rule, double prior_mean, double threshold) {
  const auto steps = territory::follow_outcomes(with(rule), {prior_mean, 1.0}, std::string(3000, 'S'));
  for (const auto& step : steps)
    if (step.trust >= threshold) return step.step;
  return -1;
}

TEST(Beta, ReachesThresholdsInTheMonthsOfTheTable) {  // L4
  const double thresholds[] = {0.6, 0.7, 0.8, 0.9, 0.95};
  const int fast[] = {1, 2, 4, 10, 26}, slow[] = {3, 5, 9, 23, 58};
  for (std::size_t k = 0; k < 5; ++k) {
    EXPECT_EQ(months_to(beta(0.97, 1, 2), 0.5, thresholds[k]), fast[k]) << thresholds[k];
    EXPECT_EQ(months_to(beta(0.99, 1, 4), 0.4, thresholds[k]), slow[k]) << thresholds[k];
  }
  EXPECT_EQ(months_to(beta(0.97, 1, 2), 0.5, 0.972), -1) << "above the supremum 0.971698";
  EXPECT_NEAR(after_shares(beta(0.97, 1, 2), 0.5, 1, 3000), 0.971698, 5e-7);
}

TEST(Beta, IdleEvidenceHalvesEveryHalfLife) {  // L5: ln ½ / ln 0.98 = 34.3 months
  const BetaRule rule = beta(0.98, 1.5, 2);
  BetaRule::State state{8, 4, 0.3, 2};
  for (int month = 0; month < 34; ++month) rule.decay(state);
  EXPECT_GT(state.good, 4.0);
  EXPECT_GT(state.bad, 2.0);
  rule.decay(state);
  EXPECT_LT(state.good, 4.0);
  EXPECT_LT(state.bad, 2.0);
  EXPECT_NEAR(state.good / state.bad, 2.0, 1e-12);
  for (int month = 0; month < 3000; ++month) rule.decay(state);
  EXPECT_NEAR(rule.value(state), 0.3, 1e-12);
}

TEST(Beta, ForgettingByInteractionLeavesIdleMonthsAlone) {
  BetaRule rule = beta(0.5, 2, 2);
  rule.forget_on = BetaRule::ForgetOn::interaction;
  auto state = rule.initial(0.5);
  rule.experience(state, {1, 0, 1, 1});
  for (int month = 0; month < 10; ++month) rule.decay(state);
  EXPECT_DOUBLE_EQ(rule.value(state), 2.0 / 3.0);
  rule.experience(state, {0, 0, 1, 1});  // r = ½, s = 2
  EXPECT_DOUBLE_EQ(rule.value(state), (0.5 + 1) / (2.5 + 2));
}

TEST(Beta, AForgottenPriorWearsOutWithTheEvidence) {
  BetaRule rule = beta(0.5, 2, 2);
  rule.forget_on = BetaRule::ForgetOn::interaction;
  rule.prior_forgets = true;
  auto state = rule.initial(0.5);
  rule.experience(state, {1, 0, 1, 1});  // r = 1, prior weight 1
  EXPECT_DOUBLE_EQ(rule.value(state), 0.75);
  rule.experience(state, {0, 0, 1, 1});  // r = ½, s = 2, prior weight ½
  EXPECT_DOUBLE_EQ(rule.value(state), 0.25);
  rule.forget_on = BetaRule::ForgetOn::month;
  state = rule.initial(0.2);
  state.good = 3;
  for (int month = 0; month < 24; ++month) rule.decay(state);
  EXPECT_NEAR(rule.value(state), (3 + 2 * 0.2) / 5, 1e-12) << "all weights fade alike: idle trust stays";
}

TEST(Beta, StakesAndFactorsScaleTheEvidence) {
  const BetaRule rule = beta(1, 1.5, 2);
  auto state = rule.initial(0.5);
  rule.experience(state, {1, 0, 1.8, 3});
  EXPECT_DOUBLE_EQ(state.good, 1.8);
  EXPECT_DOUBLE_EQ(state.bad, 0.0);
  rule.experience(state, {0, 0, 1.8, 3});
  EXPECT_DOUBLE_EQ(state.bad, 1.8 * 3 * 1.5);
}

TEST(Beta, HearsayAddsAShareOfTheTellersEvidence) {
  const BetaRule rule = beta(1, 1, 2);
  BetaRule::State mine{1, 1, 0.5, 2};
  rule.witness(mine, {10, 2, 0.9, 2}, 0.1);
  EXPECT_DOUBLE_EQ(mine.good, 2.0);
  EXPECT_DOUBLE_EQ(mine.bad, 1.2);
  EXPECT_DOUBLE_EQ(mine.prior_mean, 0.5) << "a first impression is not passed on";
}

TEST(Beta, ANewPersonInheritsAShareOfTheEvidence) {
  const BetaRule rule = beta(1, 1, 2);
  const BetaRule::State before{6, 2, 0.8, 2};
  BetaRule::State half = before, all = before, none = before;
  rule.inherit(half, 0.5);
  rule.inherit(all, 1);
  rule.inherit(none, 0);
  EXPECT_DOUBLE_EQ(rule.value(half), (3 + 2 * 0.65) / (4 + 2));
  EXPECT_DOUBLE_EQ(rule.value(all), rule.value(before));
  EXPECT_DOUBLE_EQ(rule.value(none), 0.5);
}

TEST(Beta, ConfidenceIsTheShareOfEvidence) {
  const BetaRule rule = beta(0.98, 1, 2);
  EXPECT_DOUBLE_EQ(rule.confidence(rule.initial(0.9)), 0.0);
  EXPECT_DOUBLE_EQ(rule.confidence({4, 2, 0.5, 2}), 0.75);
}

TEST(Beta, LeavesCooperationToTrustworthiness) {
  EXPECT_DOUBLE_EQ(beta(0.98, 1, 2).cooperation({9, 0, 0.5, 2}, 0.3), 0.3);
}

}  // namespace
