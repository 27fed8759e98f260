// What actors are like when they appear (D5): moments and shares of their traits.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using lien_test::Moments;
using lien_test::moments_of;
using lien_test::share_agrees;
using territory::Kind;
using territory::Level;

struct Crowd {
  explicit Crowd(territory::Scenario s, const lien_test::People& people = {10000, 10000, 10000})
      : model(s, lien_test::territory_of({lien_test::commune_at(1, "E", 0, 0, people)}), executor),
        actors(model.world().actors) {}
  template <class Column>
  std::vector<double> of_everybody(const Column& column) const {
    std::vector<double> values;
    for (std::size_t i = 0; i < actors.size(); ++i)
      if (actors.kind[i] != Kind::catalyst) values.push_back(static_cast<double>(column[i]));
    return values;
  }
  sim::Executor executor{1};
  territory::Model model;
  const territory::Actors& actors;
};

/// Mean within 4.5 standard errors, variance within 4.5·sqrt((k − 1)/n) of itself, k a bound on the kurtosis.
void expect_moments(const Moments& m, double mean, double variance, double kurtosis) {
  EXPECT_NEAR(m.mean, mean, 4.5 * std::sqrt(variance / m.count));
  EXPECT_NEAR(m.variance / variance, 1.0, 4.5 * std::sqrt((kurtosis - 1) / m.count));
}

// 30 001 actors; false alarm 7e-6 a figure, 12 figures. Beta(a, b): mean a/(a+b), variance
// ab/((a+b)²(a+b+1)).
TEST(Traits, HaveTheMomentsOfTheirLaws) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.traits.theta_shape_a = 6;
  s.traits.theta_shape_b = 2;
  s.traits.trait_noise = 0;
  s.traits.het_sd = 0.5;
  s.traits.risk_sd = 0.05;
  const Crowd crowd(s);
  expect_moments(moments_of(crowd.of_everybody(crowd.actors.trustworthiness)), 0.75, 12.0 / 576, 3.2);
  expect_moments(moments_of(crowd.of_everybody(crowd.actors.propensity)), 0.5, 25.0 / 1100, 3);
  expect_moments(moments_of(crowd.of_everybody(crowd.actors.semantics)), 1.0 / 3, 8.0 / 252, 3);
  expect_moments(moments_of(crowd.of_everybody(crowd.actors.risk)), 0, 0.0025, 3);
  const double spread = std::exp(0.25) - 1;  // log-normal of mean one; its kurtosis is 8.9
  expect_moments(moments_of(crowd.of_everybody(crowd.actors.heterogeneity)), 1, spread, 9);
}

// Far from the bounds the noise of ability, benevolence and integrity adds variance noise²·Σ share².
TEST(Traits, NoiseOfThreeDimensionsSpreadsTrustworthiness) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.traits.theta_shape_a = s.traits.theta_shape_b = 20;
  s.traits.trait_noise = 0.05;
  s.traits.ability_shares = {0.4, 0.3, 0.3};
  const Crowd crowd(s);
  expect_moments(moments_of(crowd.of_everybody(crowd.actors.trustworthiness)), 0.5, 0.25 / 41 + 0.0025 * 0.34,
                 3);
}

TEST(Traits, HeterogeneityIsOffAtZero) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.traits.het_sd = 0;
  const Crowd crowd(s, {10, 10, 10});
  for (const double het : crowd.of_everybody(crowd.actors.heterogeneity)) EXPECT_EQ(het, 1.0);
}

// 10 000 of each kind; 4.5 standard errors or chi-square, false alarm 1e-5 each.
TEST(Traits, SharesOfSizesAndLevelsAreThoseAsked) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.traits.eti_share = 0.03;
  s.traits.employing_share = 0.13;
  s.traits.potential_share = {0.5, 0.2, 0.6, 0.8};
  s.traits.engaged_start = {0.25, 0.0, 0.6, 0.0};
  s.traits.level1_start = 0.4;
  const Crowd crowd(s);
  const double start[] = {0.25, 0.0, 0.6};
  const double large[] = {0.03, 0.0, 0.13};
  const Kind kinds[] = {Kind::company10, Kind::tpe, Kind::association};
  for (int k = 0; k < 3; ++k) {
    double big = 0, able = 0, involved = 0, aware = 0;
    for (std::size_t i = 0; i < crowd.actors.size(); ++i) {
      if (crowd.actors.kind[i] != kinds[k]) continue;
      big += crowd.actors.large[i];
      able += crowd.actors.potential[i];
      involved += crowd.actors.level[i] == Level::involved;
      aware += crowd.actors.level[i] == Level::aware;
      EXPECT_NE(crowd.actors.level[i], Level::engaged);
      EXPECT_TRUE(crowd.actors.level[i] != Level::involved || crowd.actors.potential[i] == 1);
    }
    EXPECT_TRUE(share_agrees(big, 10000, large[k]));  // a share of zero allows none
    EXPECT_TRUE(share_agrees(able, 10000, s.traits.potential_share[static_cast<std::size_t>(k)]));
    EXPECT_TRUE(share_agrees(involved, 10000, start[k]));
    EXPECT_TRUE(share_agrees(aware, 10000 - involved, 0.4)) << "of those who are not involved";
  }
}

TEST(Traits, MayorsStartUnaware) {
  const sim::Executor executor(1);
  territory::Model model(lien_test::friendless_scenario(),
                         lien_test::territory_of(lien_test::row_of_communes(40, {0, 0, 1})), executor);
  for (const std::uint32_t row : lien_test::rows_of(model.world(), Kind::mayor)) {
    EXPECT_EQ(model.world().actors.level[row], Level::none);
    EXPECT_EQ(model.world().actors.competences[row], 0) << "a generalist";
  }
}

// 10 000 associations, chi-square with two degrees of freedom, false alarm 1e-5.
TEST(Traits, CompetencesAreOneTwoOrThreeDifferentDomains) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.traits.competence_count_shares = {0.5, 0.3, 0.2};
  const Crowd crowd(s);
  for (const Kind kind : {Kind::tpe, Kind::association}) {
    std::vector<double> counts(3, 0.0);
    for (std::size_t i = 0; i < crowd.actors.size(); ++i) {
      if (crowd.actors.kind[i] != kind) continue;
      const int domains = std::popcount(static_cast<unsigned>(crowd.actors.competences[i]));
      ASSERT_TRUE(domains >= 1 && domains <= 3);
      counts[static_cast<std::size_t>(domains - 1)] += 1;
    }
    EXPECT_TRUE(lien_test::counts_follow(counts, {0.5, 0.3, 0.2}));
  }
}

// 20 000 companies and 10 000 associations, chi-square, false alarm 1e-5. The weights of associations are the
// shares of sectors over the domains each works in, worked out by hand.
TEST(Traits, FirstCompetenceFollowsRolesAndSectors) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.traits.competence_count_shares = {1, 0, 0};
  s.needs.weights.company = {0.69, 0.69, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25,
                             0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.56, 0.50};
  const Crowd crowd(s);
  std::vector<double> companies(16, 0.0), associations(16, 0.0);
  for (std::size_t i = 0; i < crowd.actors.size(); ++i) {
    if (crowd.actors.competences[i] == 0) continue;
    const auto d =
        static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(crowd.actors.competences[i])));
    (crowd.actors.kind[i] == Kind::association ? associations : companies)[d] += 1;
  }
  EXPECT_TRUE(lien_test::counts_follow(
      companies, std::vector<double>(s.needs.weights.company.begin(), s.needs.weights.company.end())));
  EXPECT_TRUE(lien_test::counts_follow(
      associations, {0.015, 0.015, 0, 0.075, 0, 0.05, 0.025, 0.12, 0.42, 0.08, 0.15, 0, 0, 0, 0.05, 0}));
}

// Dirichlet(a): mean a_k/A, variance a_k(A − a_k)/(A²(A + 1)), A = Σ a. 30 001 actors with preferences, 10
// 000 associations with finance; false alarm 7e-6 a figure, 22 figures.
TEST(Traits, PreferencesAndFinanceAreMixesOfDirichletLaws) {
  territory::Scenario s = lien_test::friendless_scenario();
  for (const std::array<double, 4>& alpha : {std::array<double, 4>{4, 3, 2, 1}, {0.5, 1.5, 2.5, 8}}) {
    s.traits.finance_mix_alpha = alpha;
    const Crowd crowd(s);
    std::array<std::vector<double>, 3> liking;
    std::array<std::vector<double>, 4> money;
    for (std::size_t i = 0; i < crowd.actors.size(); ++i) {
      if (crowd.actors.kind[i] != Kind::catalyst)
        for (std::size_t k = 0; k < 3; ++k) liking[k].push_back(crowd.actors.preferences[i][k]);
      if (crowd.actors.kind[i] == Kind::association) {
        for (std::size_t k = 0; k < 4; ++k) money[k].push_back(crowd.actors.finance[i][k]);
      } else {
        EXPECT_EQ(crowd.actors.finance[i], (std::array<float, 4>{}));
      }
    }
    for (const auto& some : liking) expect_moments(moments_of(some), 1.0 / 3, 2.0 / 36, 3);
    const double total = alpha[0] + alpha[1] + alpha[2] + alpha[3];
    for (std::size_t k = 0; k < 4; ++k)
      expect_moments(moments_of(money[k]), alpha[k] / total,
                     alpha[k] * (total - alpha[k]) / (total * total * (total + 1)), 9);
  }
}

TEST(Traits, AccuracyIsThatOfTheScenario) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.needs.acc_start = 0.7;
  const Crowd crowd(s, {3, 3, 3});
  for (const double accuracy : crowd.of_everybody(crowd.actors.accuracy)) EXPECT_FLOAT_EQ(accuracy, 0.7F);
  for (const double accuracy : crowd.of_everybody(crowd.actors.seen_accuracy))
    EXPECT_FLOAT_EQ(accuracy, 0.7F);
}

}  // namespace
