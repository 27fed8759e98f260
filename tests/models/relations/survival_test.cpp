// How long partnerships live (limits L17, L23 and L28 of the specification).
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "models/territory/submodels/demography.hpp"
#include "models/territory/submodels/endings.hpp"
#include "tests/models/relations/many_pairs.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::ManyPairs;
using lien_test::share_agrees;
using territory::EndingParameters;
using territory::PartnershipEnds;

constexpr std::array<int, 6> ages{12, 24, 36, 48, 60, 120};

EndingParameters aged(double base, double floor = 0.25, double dangerous_age = 18) {
  EndingParameters p;
  p.hazard_base = base;
  p.hazard_floor = floor;
  p.hazard_age = dangerous_age;
  p.trust_hazard = 0;
  p.embedding = 0;
  return p;
}

double survival(const EndingParameters& p, int age) {
  double hazard = 0;
  for (int a = 0; a < age; ++a) hazard += p.age_hazard(a);
  return std::exp(-hazard);
}

TEST(Survival, CurvesAreThoseOfTheTables) {
  const std::array<double, 6> l23{0.788073, 0.552818, 0.400384, 0.308991, 0.252391, 0.136748};
  const std::array<double, 6> l28{0.853187, 0.673579, 0.543231, 0.457051, 0.399377, 0.265428};
  for (std::size_t k = 0; k < ages.size(); ++k) {
    EXPECT_NEAR(survival(aged(0.03), ages[k]), l23[k], 5e-7) << ages[k];
    EXPECT_NEAR(survival(aged(0.02), ages[k]), l28[k], 5e-7) << ages[k];
  }
}

TEST(Survival, HazardPeaksAtTheDangerousAge) {
  const EndingParameters p = aged(0.03);
  EXPECT_DOUBLE_EQ(p.age_hazard(0), 0.03 * 0.25);
  EXPECT_DOUBLE_EQ(p.age_hazard(18), 0.03);
  EXPECT_LT(p.age_hazard(17), p.age_hazard(18));
  EXPECT_LT(p.age_hazard(19), p.age_hazard(18));
}

// 20 000 partnerships in one commune; each share within 4.5 standard errors, false alarm 7e-6 each.
TEST(Survival, SimulatedPartnershipsFollowTheCurve) {  // L23
  ManyPairs pairs({100, 0, 200});
  lien_test::connect(pairs.world, pairs.executor, lien_test::all_pairs(pairs.companies, pairs.associations));
  pairs.ally(0);
  PartnershipEnds ends(aged(0.03));
  const std::array<double, 6> expected{0.788073, 0.552818, 0.400384, 0.308991, 0.252391, 0.136748};
  std::size_t next = 0;
  for (int month = 1; month <= 120; ++month) {
    lien_test::run_once(ends, pairs.world, month, pairs.executor, pairs.scenario);
    if (month != ages[next]) continue;
    EXPECT_TRUE(share_agrees(pairs.live(), 20000, expected[next])) << month;
    ++next;
  }
  EXPECT_EQ(next, ages.size());
  EXPECT_EQ(pairs.world.ties.size(), 20000U) << "what is left of a partnership is a contact";
}

// 10 000 couples of a company and an association, nobody in two; 4.5 standard errors, false alarm 7e-6 each.
TEST(Survival, ExitsOfOrganisationsMultiplyIn) {  // L28
  territory::Scenario scenario = lien_test::friendless_scenario();
  scenario.demography.exit_company10 = 0.003;
  scenario.demography.exit_association = 0.0043;
  ManyPairs pairs({10000, 0, 10000}, scenario);
  pairs.couples(pairs.companies);
  pairs.ally(0);
  const territory::TraitDrawer traits(scenario.traits, scenario.needs.weights);
  territory::Demography demography(scenario.demography, traits);
  PartnershipEnds ends(aged(0.02));
  const std::array<double, 6> expected{0.781499, 0.565140, 0.417481, 0.321736, 0.257515, 0.110354};
  std::size_t next = 0;
  for (int month = 1; month <= 120; ++month) {
    lien_test::run_once(demography, pairs.world, month, pairs.executor, pairs.scenario);
    lien_test::run_once(ends, pairs.world, month, pairs.executor, pairs.scenario);
    if (month != ages[next]) continue;
    EXPECT_TRUE(share_agrees(pairs.live(), 10000, expected[next])) << month;
    ++next;
  }
  EXPECT_EQ(next, ages.size());
}

TEST(Survival, FirstDrawComesAtAgeZeroTheMonthAfterBirth) {
  ManyPairs pairs({20, 0, 20});
  pairs.couples(pairs.companies);
  pairs.ally(5);
  // Without a floor the hazard of age 0 is nil and that of age 1 is, at this base, certain death.
  PartnershipEnds ends(aged(1e9, 0.0));
  lien_test::run_once(ends, pairs.world, 6, pairs.executor, pairs.scenario);
  EXPECT_EQ(pairs.live(), 20);
  lien_test::run_once(ends, pairs.world, 7, pairs.executor, pairs.scenario);
  EXPECT_EQ(pairs.live(), 0);
  EXPECT_EQ(pairs.world.flows.partnerships_ended, 20);
  EXPECT_EQ(pairs.world.actors.partnerships[pairs.companies[0]], 0);
  EXPECT_EQ(pairs.world.actors.used[pairs.companies[0]], 0);
}

TEST(Survival, WhatIsBornThisMonthCannotEndThisMonth) {
  ManyPairs pairs({20, 0, 20});
  pairs.couples(pairs.companies);
  pairs.ally(5);
  PartnershipEnds ends(aged(1e9, 1.0));
  lien_test::run_once(ends, pairs.world, 5, pairs.executor, pairs.scenario);
  EXPECT_EQ(pairs.live(), 20);
  lien_test::run_once(ends, pairs.world, 6, pairs.executor, pairs.scenario);
  EXPECT_EQ(pairs.live(), 0);
}

// Two kinds of partners whose trust never changes, .8 and .4, 10 000 of each, with deaths of .01 and .04 a
// month: the survivors' mean trust rises. Standard error of the survivors' mean below .2/sqrt(2·survivors);
// 4.5 of them, false alarm below 7e-6 each.
TEST(Survival, SelectionAloneRaisesTheTrustOfSurvivors) {  // L17
  ManyPairs pairs({100, 0, 200});
  const auto ties = lien_test::connect(pairs.world, pairs.executor,
                                       lien_test::all_pairs(pairs.companies, pairs.associations));
  for (std::size_t k = 0; k < ties.size(); ++k)
    pairs.world.ties.trust_ij[ties[k]] = pairs.world.ties.trust_ji[ties[k]] = k % 2 ? 0.8 : 0.4;
  pairs.ally(0);
  const double low = -std::log(1 - 0.01), high = -std::log(1 - 0.04);
  EndingParameters p = aged(0, 1.0);
  p.trust_hazard = std::log(high / low) / 0.4;
  p.hazard_base = high * std::exp(-p.trust_hazard * 0.1);
  PartnershipEnds ends(p);
  for (int month = 1; month <= 120; ++month) {
    lien_test::run_once(ends, pairs.world, month, pairs.executor, pairs.scenario);
    const double expected = month == 12 ? 0.636512 : month == 36 ? 0.700686 : month == 120 ? 0.790279 : 0;
    if (expected == 0) continue;
    double sum = 0;
    for (std::size_t t = 0; t < pairs.world.ties.size(); ++t)
      if (pairs.world.ties.alliance[t] != territory::Alliance::none) sum += pairs.world.ties.trust_ij[t];
    const double share_reliable = (expected - 0.4) / 0.4;
    EXPECT_TRUE(share_agrees((sum - 0.4 * pairs.live()) / 0.4, pairs.live(), share_reliable)) << month;
  }
}

// Survival of n months under a constant hazard is e^{-h n}; the Weibull hazard falls as (a + 1)^{k - 1}, and
// at k = 1 is the constant one.
TEST(HazardShapes, AreTheirLaws) {
  territory::EndingParameters p;
  p.hazard_shape = territory::EndingParameters::HazardShape::constant;
  for (const int age : {0, 7, 200}) EXPECT_EQ(p.age_hazard(age), p.hazard_base);
  p.hazard_shape = territory::EndingParameters::HazardShape::weibull;
  p.weibull_shape = 0.5;
  EXPECT_DOUBLE_EQ(p.age_hazard(17), 0.02 * 0.5);
  EXPECT_NEAR(p.age_hazard(0) / p.age_hazard(8), 3.0, 1e-12);
  p.weibull_shape = 1;
  for (const int age : {0, 7, 200}) EXPECT_DOUBLE_EQ(p.age_hazard(age), p.hazard_base);
}

}  // namespace
