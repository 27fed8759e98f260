// Ability, benevolence and integrity apart (limit L9 of the specification), and what an act shows of them.
#include "models/territory/trust_rules/abi.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/submodels/act_detail.hpp"
#include "models/territory/submodels/trust_update.hpp"
#include "tests/support/statistics.hpp"

namespace {

using territory::AbiRule;
using territory::ActDetail;
using territory::Experience;

Experience showing(double a, double b, double i, double weight = 1) { return {a, 1, weight, 1, {a, b, i}}; }

TEST(Abi, WithoutEvidenceTrustIsThePropensity) {  // L9
  const AbiRule rule;
  for (const double propensity : {0.1, 0.5, 0.93}) {
    const auto state = rule.initial({0.3, propensity});
    EXPECT_DOUBLE_EQ(rule.value(state), propensity);
    EXPECT_DOUBLE_EQ(rule.confidence(state), 0.0);
  }
}

TEST(Abi, MuchEvidenceLeavesTheWeightedBelief) {  // L9: λ = 1, w = 1, V → Σ ω p
  AbiRule rule;
  rule.forgetting = 1;
  rule.negativity = {1, 1, 1};
  auto state = rule.initial({0.5, 0.0});
  rule.experience(state, {0, 1, 1e9, 1, {0.9, 0.6, 0.3}});
  EXPECT_NEAR(rule.belief(state), 0.4 * 0.9 + 0.3 * 0.6 + 0.3 * 0.3, 1e-8);
  EXPECT_NEAR(rule.value(state), rule.belief(state), 1e-8);
}

TEST(Abi, EachQualityHasItsOwnNegativity) {  // L9: k → p/(p + w_k(1 − p)), as L3
  AbiRule rule;
  rule.forgetting = 1;
  for (std::size_t k = 0; k < 3; ++k) {
    rule.shares = {0, 0, 0};
    rule.shares[k] = 1;
    auto state = rule.initial({0.5, 0.5});
    rule.experience(state, {0.7, 1, 1e9, 1});
    EXPECT_NEAR(rule.belief(state), 0.7 / (0.7 + rule.negativity[k] * 0.3), 1e-8) << k;
  }
}

TEST(Abi, ABreachOfIntegrityCostsMost) {
  const AbiRule rule;
  double before = 1;
  for (const Experience& e : {showing(0, 1, 1), showing(1, 0, 1), showing(1, 1, 0)}) {
    auto state = rule.initial({0.5, 0.5});
    for (int n = 0; n < 20; ++n) rule.experience(state, showing(1, 1, 1));
    rule.experience(state, e);
    EXPECT_LT(rule.value(state), before);
    before = rule.value(state);
  }
}

TEST(Abi, HearsayAddsEvidenceAndANewPersonKeepsAShare) {
  const AbiRule rule;
  const AbiRule::State told{{4, 2, 1}, {0, 2, 3}, 0.5, 0.9};
  auto mine = rule.initial({0.5, 0.2});
  rule.witness(mine, told, 0.5);
  EXPECT_EQ(mine.good, (std::array<double, 3>{2, 1, 0.5}));
  EXPECT_EQ(mine.bad, (std::array<double, 3>{0, 1, 1.5}));
  EXPECT_DOUBLE_EQ(mine.propensity, 0.2) << "one's own";
  EXPECT_DOUBLE_EQ(rule.confidence(mine), 6.0 / 8.0);
  rule.inherit(mine, 0.5);
  EXPECT_EQ(mine.good, (std::array<double, 3>{1, 0.5, 0.25}));
  EXPECT_DOUBLE_EQ(mine.propensity, 0.35);
  rule.inherit(mine, 0);
  EXPECT_DOUBLE_EQ(rule.value(mine), 0.5);
}

// Given the outcome, the three qualities have the law of "one decides, all show": over both outcomes each
// shows with its own chance, and the outcome is the mean of them. The grid over the uniforms integrates
// exactly but for its step of 1/40.
TEST(ActDetail, ShowsEachQualityWithItsChance) {
  const std::array<double, 3> shares{0.4, 0.3, 0.3}, chances{0.9, 0.6, 0.35};
  double p = 0;
  for (std::size_t k = 0; k < 3; ++k) p += shares[k] * chances[k];
  std::array<double, 3> shown{};
  constexpr int n = 40;
  for (const bool success : {false, true}) {
    const double weight = (success ? p : 1 - p) / std::pow(n, 4);
    for (int a = 0; a < n; ++a)
      for (int b = 0; b < n; ++b)
        for (int c = 0; c < n; ++c)
          for (int d = 0; d < n; ++d) {
            const auto at = [](int k) { return (k + 0.5) / n; };
            const auto seen = ActDetail::shown(shares, chances, success, {at(a), at(b), at(c), at(d)});
            for (std::size_t k = 0; k < 3; ++k) shown[k] += weight * seen[k];
          }
  }
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(shown[k], chances[k], 0.02) << k;
}

TEST(ActDetail, OneQualityAtLeastShowsTheOutcome) {
  const std::array<double, 3> shares{0.4, 0.3, 0.3};
  // All sure to show: a failure can then only be of what decides.
  const auto failed = ActDetail::shown(shares, {1, 1, 0.5}, false, {0.3, 0.1, 0.1, 0.1});
  EXPECT_EQ(failed, (std::array<double, 3>{1, 1, 0})) << "only integrity can have failed";
  const auto done = ActDetail::shown(shares, {0, 0, 0.5}, true, {0.99, 0.9, 0.9, 0.9});
  EXPECT_EQ(done, (std::array<double, 3>{0, 0, 1})) << "only integrity can have carried it";
}

TEST(ActDetail, BetrayalIsTheShareOfIntegrityInWhatIsMissing) {
  EXPECT_NEAR(ActDetail::betrayal_probability({0.8F, 0.7F, 0.5F}), 0.5, 1e-6);
  EXPECT_NEAR(ActDetail::betrayal_probability({0.5F, 0.5F, 1.0F}), 0.0, 1e-6);
  EXPECT_EQ(ActDetail::betrayal_probability({1, 1, 1}), 0.0);
}

}  // namespace
