// Trust that scars against its closed forms, and in the list of theories.
#include "models/territory/trust_rules/scar.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/dyad.hpp"
#include "tests/models/trust_rules/every_outcome.hpp"

namespace {

using lien_test::after_shares;
using territory::ScarRule;

ScarRule scarring(double healing = 0) {
  ScarRule rule;
  rule.gain_rate = 0.1;
  rule.scar = 0.2;
  rule.healing = healing;
  return rule;
}

// T_n = C − (C − T_0)(1 − η)^n with nothing but successes.
TEST(Scar, SuccessesLeadToTheCeiling) {
  for (const int n : {1, 12, 36})
    EXPECT_NEAR(after_shares(scarring(), 0.4, 1.0, n), 1 - 0.6 * std::pow(0.9, n), 1e-12);
}

TEST(Scar, FailuresAreNeverMadeGoodWithoutHealing) {
  const ScarRule rule = scarring();
  auto state = rule.initial(0.5);
  for (int k = 0; k < 3; ++k) rule.experience(state, {0, 1, 1, 1});
  EXPECT_NEAR(rule.value(state), 0.5 * 0.512, 1e-12);  // (1 − 0.2)³
  for (int n = 0; n < 1000; ++n) rule.experience(state, {1, 1, 1, 1});
  EXPECT_NEAR(rule.value(state), 0.512, 1e-12);
}

// C_n = 1 − (1 − C_0)(1 − h)^n in months without anything.
TEST(Scar, HealsByAConstantShareAMonth) {
  const ScarRule rule = scarring(0.05);
  auto state = rule.initial(0.5);
  rule.experience(state, {0, 1, 1, 1});
  for (int month = 0; month < 24; ++month) rule.decay(state);
  EXPECT_NEAR(state.ceiling, 1 - 0.2 * std::pow(0.95, 24), 1e-12);
  EXPECT_NEAR(rule.value(state), 0.4, 1e-12) << "the ceiling heals, trust itself does not";
}

TEST(Scar, TrustStaysUnderItsCeiling) {
  const ScarRule rule = scarring();
  auto state = rule.initial(0.5);
  rule.experience(state, {0, 1, 100, 1});
  EXPECT_EQ(rule.value(state), 0.0) << "a heavy failure takes all, and no more";
  rule.witness(state, {0.9, 1.0, 6}, 1000);
  EXPECT_EQ(rule.value(state), 0.0) << "hearsay does not heal";
  rule.inherit(state, 0.5);
  EXPECT_DOUBLE_EQ(rule.value(state), 0.25);
  EXPECT_DOUBLE_EQ(state.ceiling, 0.5);
}

TEST(Scar, IsInTheListAndAnswersToItsName) {
  territory::TrustParameters trust;
  trust.rule = territory::rule<ScarRule>;
  trust.of<ScarRule>() = scarring();
  EXPECT_EQ(trust.rule_name(), "scar");
  EXPECT_NEAR(territory::follow_outcomes(trust, {0.5, 1.0}, "FS").back().trust, 0.4 + 0.1 * 0.4, 1e-12);
}

}  // namespace
