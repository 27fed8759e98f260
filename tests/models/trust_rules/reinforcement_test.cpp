// Reinforcement learning of cooperation against the published game (limit L11 of the specification).
#include "models/territory/trust_rules/reinforcement.hpp"

#include <gtest/gtest.h>

namespace {

using territory::ReinforcementRule;

ReinforcementRule reinforcement(double rate = 0.05, double habituation = 0) {
  ReinforcementRule rule;
  rule.aspiration = 2;
  rule.learning_rate = rate;
  rule.habituation = habituation;
  rule.prior_strength = 2;
  return rule;
}

/// Expected change of π in one round between two actors who both cooperate with probability π: every pair of
/// acts with its probability.
double mean_motion(const ReinforcementRule& rule, double pi) {
  double motion = 0;
  for (const double mine : {0.0, 1.0}) {
    for (const double theirs : {0.0, 1.0}) {
      auto state = rule.initial(pi);
      rule.experience(state, {theirs, mine, 1, 1});
      const double probability = (mine > 0 ? pi : 1 - pi) * (theirs > 0 ? pi : 1 - pi);
      motion += probability * (rule.value(state) - pi);
    }
  }
  return motion;
}

TEST(Reinforcement, MeanMotionIsThatOfTheFormula) {  // L11
  for (const double rate : {0.05, 0.5}) {
    for (const double pi : {0.0, 0.1, 0.366025, 0.5, 0.9, 1.0}) {
      const double formula = rate * (1 - pi) * (0.5 * (1 - pi) * (1 - pi) - 1.5 * pi * pi);
      EXPECT_NEAR(mean_motion(reinforcement(rate), pi), formula, 1e-14) << rate << " " << pi;
    }
  }
}

TEST(Reinforcement, MeanFieldEquilibriumIsThePublishedOne) {  // L11: 1 / (1 + √3), published as 0.37
  double low = 0.01, high = 0.99;
  for (int step = 0; step < 60; ++step) {
    const double middle = 0.5 * (low + high);
    (mean_motion(reinforcement(), middle) > 0 ? low : high) = middle;
  }
  EXPECT_NEAR(low, 0.366025, 5e-7);
}

TEST(Reinforcement, MutualCooperationIsAbsorbing) {  // L11: self-reinforcing equilibrium at [1, 1]
  const ReinforcementRule rule = reinforcement(0.7);
  auto state = rule.initial(1.0);
  for (int round = 0; round < 100; ++round) {
    EXPECT_DOUBLE_EQ(rule.cooperation(state, 0.2), 1.0) << "trustworthiness is not used";
    rule.experience(state, {1, 1, 1, 1});
  }
  EXPECT_DOUBLE_EQ(rule.value(state), 1.0);
  // From just below, cooperation goes on rising as long as the other cooperates.
  state = rule.initial(0.9);
  rule.experience(state, {1, 1, 1, 1});
  EXPECT_DOUBLE_EQ(rule.value(state), 0.9 + 0.1 * 0.7 * 0.5);
}

TEST(Reinforcement, EachOutcomeMovesTheActTaken) {
  const ReinforcementRule rule = reinforcement(0.1);
  const auto after = [&](double received, double given) {
    auto state = rule.initial(0.4);
    rule.experience(state, {received, given, 1, 1});
    return rule.value(state);
  };
  EXPECT_DOUBLE_EQ(after(1, 1), 0.4 + 0.6 * 0.05);        // reward 3: satisfied by ½
  EXPECT_DOUBLE_EQ(after(0, 1), 0.4 - 0.4 * 0.1);         // sucker 0: disappointed by 1
  EXPECT_DOUBLE_EQ(after(1, 0), 1 - (0.6 + 0.4 * 0.1));   // temptation 4: defects more
  EXPECT_DOUBLE_EQ(after(0, 0), 1 - (0.6 - 0.6 * 0.05));  // punishment 1: defects less
}

TEST(Reinforcement, AspirationFollowsThePayoffs) {
  const ReinforcementRule rule = reinforcement(0.1, 0.2);
  auto state = rule.initial(0.5);
  rule.experience(state, {1, 1, 1, 1});
  EXPECT_DOUBLE_EQ(state.aspiration, 2.2);
  // Next reward: stimulus (3 − 2.2) / max(4 − 2.2, 2.2).
  const double before = rule.value(state);
  rule.experience(state, {1, 1, 1, 1});
  EXPECT_DOUBLE_EQ(rule.value(state), before + (1 - before) * 0.1 * 0.8 / 2.2);
}

TEST(Reinforcement, HeavyEvidenceIsClipped) {
  const ReinforcementRule rule = reinforcement(0.05);
  auto state = rule.initial(0.5);
  rule.experience(state, {0, 1, 1000, 1});
  EXPECT_DOUBLE_EQ(rule.value(state), 0.0);
  state = rule.initial(0.5);
  rule.experience(state, {1, 1, 1000, 1});
  EXPECT_DOUBLE_EQ(rule.value(state), 0.75);
}

TEST(Reinforcement, TimeAloneChangesNothing) {
  const ReinforcementRule rule = reinforcement();
  auto state = rule.initial(0.3);
  rule.experience(state, {1, 1, 1, 1});
  const double before = rule.value(state);
  rule.decay(state);
  EXPECT_DOUBLE_EQ(rule.value(state), before);
}

TEST(Reinforcement, HearsayAndInheritance) {
  const ReinforcementRule rule = reinforcement();
  auto mine = rule.initial(0.5);
  rule.witness(mine, {0.9, 2, 6}, 0.2);  // confidence 6/8
  EXPECT_DOUBLE_EQ(rule.value(mine), 0.5 + 0.2 * 0.75 * 0.4);
  ReinforcementRule::State half{0.9, 3, 8}, none{0.9, 3, 8};
  rule.inherit(half, 0.5);
  rule.inherit(none, 0);
  EXPECT_DOUBLE_EQ(rule.value(half), 0.7);
  EXPECT_DOUBLE_EQ(half.aspiration, 2.5);
  EXPECT_DOUBLE_EQ(rule.confidence(half), 4.0 / 6.0);
  EXPECT_DOUBLE_EQ(rule.value(none), 0.5);
  EXPECT_DOUBLE_EQ(none.aspiration, 2.0);
}

}  // namespace
