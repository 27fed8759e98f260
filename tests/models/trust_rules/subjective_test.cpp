// Subjective logic (limits L12 and L13 of the specification).
#include "models/territory/trust_rules/subjective.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/trust_rules/beta.hpp"
#include "tests/models/trust_rules/every_outcome.hpp"

namespace {

using territory::SubjectiveRule;

TEST(Subjective, WhatIsLivedMakesTheTrustOfBeta) {  // L12
  SubjectiveRule rule;
  territory::BetaRule beta;
  rule.negativity = beta.negativity = 1;
  rule.prior_strength = beta.prior_strength = 2;
  for (const double prior : {0.2, 0.5, 0.8}) {
    auto a = rule.initial(prior);
    auto b = beta.initial(prior);
    for (int n = 0; n < 200; ++n) {
      const territory::Experience e{n % 3 == 0 ? 0.0 : 1.0, 1, 0.25 + 0.1 * (n % 5), 1};
      rule.decay(a);
      beta.decay(b);
      rule.experience(a, e);
      beta.experience(b, e);
      EXPECT_NEAR(rule.value(a), beta.value(b), 1e-12);
      EXPECT_NEAR(rule.confidence(a), beta.confidence(b), 1e-12);
    }
  }
}

TEST(Subjective, DiscountsAndFusesAsPublished) {  // L13
  const SubjectiveRule rule;
  const auto heard = SubjectiveRule::discounted(rule.opinion({8, 1, 0.5}), rule.opinion({5, 2, 0.5}));
  EXPECT_NEAR(heard.belief, 0.404040, 5e-7);
  EXPECT_NEAR(heard.disbelief, 0.161616, 5e-7);
  EXPECT_NEAR(heard.uncertainty, 0.434343, 5e-7);
  EXPECT_NEAR(heard.belief + 0.5 * heard.uncertainty, 0.621212, 5e-7);
  // The discounted opinion, as evidence, gives the same opinion back.
  auto mine = rule.initial(0.5);
  rule.discount(mine, {5, 2, 0.5}, {8, 1, 0.5}, 1);
  EXPECT_NEAR(rule.value(mine), 0.621212, 5e-7);
  // Cumulative fusion adds evidence.
  SubjectiveRule::State fused{8, 1, 0.5};
  rule.witness(fused, {5, 2, 0.5}, 1);
  const auto both = rule.opinion(fused);
  EXPECT_NEAR(both.belief, 0.722222, 5e-7);
  EXPECT_NEAR(both.disbelief, 0.166667, 5e-7);
  EXPECT_NEAR(both.uncertainty, 0.111111, 5e-7);
}

TEST(Subjective, AChainOfEqualHopsMultipliesBelief) {  // L13: b^L
  const SubjectiveRule rule;
  const auto hop = rule.opinion({6, 0, 0.5});
  auto chain = hop;
  for (int length = 2; length <= 6; ++length) {
    chain = SubjectiveRule::discounted(chain, hop);
    EXPECT_NEAR(chain.belief, std::pow(hop.belief, length), 1e-12);
  }
}

TEST(Subjective, NobodyIsConvincedByAStranger) {
  const SubjectiveRule rule;
  auto mine = rule.initial(0.3);
  territory::hear(rule, mine, {50, 1, 0.5}, rule.initial(0.9), 1.0, 0.9);
  EXPECT_DOUBLE_EQ(rule.value(mine), 0.3)
      << "an uncertain opinion of the teller, however favourable at first";
}

}  // namespace
