// Verdicts from what claims came to, and how rarely they err under the null.
#include <gmock/gmock.h>

#include "analysis/hypothesis/family.hpp"
#include "analysis/hypothesis/hypothesis_verdict.hpp"
#include "sim/math/distributions.hpp"
#include "sim/random/draws.hpp"
#include "tests/support/shipped_scenarios.hpp"
#include "tests/support/statistics.hpp"

namespace lien_test {
namespace {

using namespace analysis;  // NOLINT: what is under test

/// Eight pairs about `effect` that vary little.
ClaimTest about(double effect) {
  std::vector<double> effects;
  for (int k = 0; k < 8; ++k) effects.push_back(effect + 0.01 * (k - 3.5));
  return test_claim(effects, 1.0, 1.96);
}
TheoryResult theory(double wired, double neutral) { return {"", {about(wired)}, {about(neutral)}}; }
std::vector<DrawResult> draws(std::size_t reaching, std::size_t all) {
  std::vector<DrawResult> made;
  for (std::size_t k = 0; k < all; ++k) {
    const double effect = k < reaching ? 2.0 : 0.0;
    made.push_back({"", {effect}, {effect}});
  }
  return made;
}
Finding finding(const std::vector<TheoryResult>& theories, const std::vector<DrawResult>& drawn) {
  return verdict_on(theories, drawn, {{1.0}}).finding;
}

TEST(HypothesisVerdict, FollowsItsDefinition) {
  const TheoryResult emergent = theory(2, 2), built_in = theory(2, 0.5), absent = theory(0.1, 0.1);
  EXPECT_EQ(finding({emergent, emergent, emergent}, draws(8, 10)), Finding::emergent);
  EXPECT_EQ(finding({emergent, emergent, emergent}, draws(7, 10)), Finding::undecided);
  EXPECT_EQ(finding({emergent, emergent, emergent}, {}), Finding::undecided);
  EXPECT_EQ(finding({emergent, emergent, absent}, draws(9, 10)), Finding::undecided);  // two of three
  EXPECT_EQ(finding({emergent, emergent, emergent, absent}, draws(9, 10)), Finding::emergent);
  EXPECT_EQ(finding({built_in, built_in, built_in}, draws(9, 10)), Finding::built_in);
  EXPECT_EQ(finding({absent, absent, absent}, draws(0, 10)), Finding::not_supported);
  EXPECT_EQ(finding({absent, emergent, built_in}, draws(0, 10)), Finding::undecided);
  EXPECT_EQ(finding({emergent, emergent}, draws(9, 10)), Finding::undecided);  // two theories are too few
}

TEST(HypothesisVerdict, WantsEveryClaim) {
  TheoryResult two = theory(2, 2);
  two.wired.push_back(about(2));
  two.neutral.push_back(about(0.2));
  const std::vector<TheoryResult> theories{two, two, two};
  std::vector<DrawResult> drawn(10, DrawResult{"", {2, 2}, {2, 2}});
  EXPECT_EQ(verdict_on(theories, drawn, {{1.0}, {1.0}}).finding, Finding::built_in);
  // A claim about the wiring itself need not hold without it.
  EXPECT_EQ(verdict_on(theories, drawn, {{1.0}, {1.0, true}}).finding, Finding::emergent);
}

TEST(HypothesisVerdict, LeavesOutWhatHasNoValue) {
  TheoryResult mute = theory(2, 2);
  const std::vector<double> nothing(8, std::nan(""));
  mute.wired[0] = test_claim(nothing, 1.0, 1.96);
  const HypothesisVerdict verdict =
      verdict_on({mute, theory(2, 2), theory(2, 2)}, {{"", {std::nan("")}, {2}}, {"", {2}, {2}}}, {{1.0}});
  EXPECT_EQ(verdict.theories, 2U);
  EXPECT_EQ(verdict.draws, 1U);
  EXPECT_EQ(verdict.finding, Finding::undecided);
}

TEST(ClaimTest, HoldsOnlyAboveZeroAndAtTheSmallestEffect) {
  EXPECT_TRUE(about(1.2).holds);
  EXPECT_FALSE(about(0.9).holds);
  EXPECT_TRUE(about(0.9).rejects);
  EXPECT_TRUE(about(-3).excluded);
  const std::vector<double> equal(8, 0.0);
  const ClaimTest nothing = test_claim(equal, 1.0, 1.96);
  EXPECT_TRUE(nothing.excluded);
  EXPECT_FALSE(nothing.rejects);
  EXPECT_EQ(nothing.p_wilcoxon, 1.0);
}

TEST(HypothesisFamily, AdjustsOverHypothesesUnderEachTheory) {
  const auto study = [](std::vector<double> claims, const std::string& theory) {
    Study made;
    TheoryResult result{theory, {}, {}};
    for (const double p : claims) {
      ClaimTest test = about(2);
      test.p_t = p;
      result.wired.push_back(test);
    }
    made.theories = {result};
    return made;
  };
  const auto adjusted = family_p({study({0.01, 0.02}, "beta"), study({0.03}, "beta"), study({0.03}, "fire"),
                                  study({std::nan("")}, "beta")});
  EXPECT_DOUBLE_EQ(adjusted[0].at("beta"), 0.04);  // its largest, twice
  EXPECT_DOUBLE_EQ(adjusted[1].at("beta"), 0.04);  // never below the one before
  EXPECT_DOUBLE_EQ(adjusted[2].at("fire"), 0.03);
  EXPECT_TRUE(adjusted[3].empty());
}

// Under the null a claim is said to hold in at most half of alpha (one side), and a verdict, which needs
// three theories of three, hardly ever. 4 000 hypotheses (100 000 with LIEN_FULL_CHECKS); false alarm 3.4e-6.
TEST(HypothesisVerdict, IsNotFooledByNoise) {
  const std::uint32_t trials = full_checks() ? 100'000 : 4'000;
  double holds = 0, found = 0;
  for (std::uint32_t trial = 0; trial < trials; ++trial) {
    std::vector<TheoryResult> theories;
    for (std::uint32_t t = 0; t < 3; ++t) {
      std::vector<double> effects[2];
      for (std::uint32_t k = 0; k < 16; ++k) {
        sim::KeyedDraws draws({77, t}, trial, k, 0);
        effects[k / 8].push_back(sim::normal_quantile(draws.uniform(0)));
      }
      theories.push_back({"", {test_claim(effects[0], 0.01, 1.96)}, {test_claim(effects[1], 0.01, 1.96)}});
    }
    holds += theories[0].wired[0].holds ? 1 : 0;
    const Finding finding = verdict_on(theories, draws(10, 10), {{0.01}}).finding;
    found += finding == Finding::emergent || finding == Finding::built_in ? 1 : 0;
  }
  EXPECT_LE(holds / trials, 0.025 + four_and_a_half * std::sqrt(0.025 * 0.975 / trials));
  EXPECT_LE(found / trials, 0.05);
}

}  // namespace
}  // namespace lien_test
