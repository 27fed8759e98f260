// Trust in phases (limit L10 of the specification).
#include "models/territory/trust_rules/staged.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/trust_rules/every_outcome.hpp"

namespace {

using territory::Experience;
using territory::StagedRule;
using Phase = StagedRule::Phase;

StagedRule without_drift() {
  StagedRule rule;
  rule.drift_to_prior = {0, 0, 0};
  return rule;
}
using lien_test::failure;
using lien_test::success;
Experience betrayal() {
  Experience e = failure;
  e.betrayal = true;
  return e;
}

TEST(Staged, SuccessesFollowTheirFormulaUpToTheCeiling) {  // L10
  const StagedRule rule = without_drift();
  auto state = rule.initial(0.4);
  for (int n = 1; n <= 8; ++n) {
    EXPECT_EQ(state.phase, Phase::calculus);
    rule.experience(state, success);
    EXPECT_NEAR(rule.value(state), std::min(0.6, 1 - 0.6 * std::pow(0.95, n)), 1e-12);
  }
  EXPECT_EQ(state.phase, Phase::knowledge) << "entered at the eighth, as ⌈ln(.4/.6)/ln(.95)⌉";
  for (int n = 0; n < 200; ++n) rule.experience(state, success);
  EXPECT_DOUBLE_EQ(rule.value(state), 0.85);
  EXPECT_EQ(state.phase, Phase::knowledge) << "nothing was carried through together";
}

TEST(Staged, IdentificationTakesTimeTrustAndAProjectCarriedThrough) {
  const StagedRule rule = without_drift();
  auto early = rule.initial(0.5);
  rule.perpetuated(early);
  EXPECT_EQ(early.phase, Phase::calculus);
  int needed = 0;
  while (early.phase != Phase::identification && needed < 100) {
    rule.experience(early, success);
    ++needed;
  }
  EXPECT_EQ(needed, 24);
  auto late = rule.initial(0.5);
  for (int n = 0; n < 30; ++n) rule.experience(late, success);
  EXPECT_EQ(late.phase, Phase::knowledge);
  rule.perpetuated(late);
  EXPECT_EQ(late.phase, Phase::identification);
  for (int n = 0; n < 200; ++n) rule.experience(late, success);
  EXPECT_NEAR(rule.value(late), 1.0, 1e-6);
}

TEST(Staged, OnlyABetrayalEndsIdentification) {
  const StagedRule rule = without_drift();
  const StagedRule::State close{0.95, 0.5, 40, Phase::identification, 1};
  auto failed = close, betrayed = close;
  rule.experience(failed, failure);
  EXPECT_EQ(failed.phase, Phase::identification);
  EXPECT_DOUBLE_EQ(rule.value(failed), 0.95 * 0.85);
  rule.experience(betrayed, betrayal());
  EXPECT_EQ(betrayed.phase, Phase::calculus);
  EXPECT_DOUBLE_EQ(rule.value(betrayed), 0.5);
  StagedRule::State known{0.7, 0.5, 40, Phase::knowledge, 0};
  rule.experience(known, betrayal());
  EXPECT_EQ(known.phase, Phase::knowledge) << "they never relied on it";
}

TEST(Staged, NoCeilingIsEverExceeded) {
  const StagedRule rule;
  auto state = rule.initial(0.95);
  EXPECT_DOUBLE_EQ(rule.value(state), 0.6);
  const StagedRule::State full{1, 0.95, 100, Phase::identification, 1};
  std::uint32_t dice = 12345;
  for (int n = 0; n < 3000; ++n) {
    dice = dice * 1664525U + 1013904223U;
    rule.decay(state);
    rule.experience(state, dice >> 30 == 0 ? betrayal() : success);
    rule.witness(state, full, 0.5);
    if (n == 500) rule.perpetuated(state);
    if (n % 700 == 699) rule.inherit(state, 0.5);
    EXPECT_LE(rule.value(state), rule.ceiling[static_cast<std::size_t>(state.phase)]);
    EXPECT_GE(rule.value(state), 0.0);
  }
}

}  // namespace
