// Who allies with whom, how likely, in what domain and of what type (SM7).
#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/submodels/partnerships.hpp"
#include "tests/models/relations/many_pairs.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::ManyPairs;
using lien_test::share_agrees;
using territory::Alliance;
using territory::Level;
using territory::Partnerships;

territory::Scenario consent() {
  territory::Scenario s = lien_test::friendless_scenario();
  s.partnerships.birth_rate = 0.3;
  s.partnerships.trust_slope = 8;
  s.partnerships.need_pull_cap = 3;
  s.partnerships.need_reference = 0.2;
  s.partnerships.type_loyalty = 1;
  s.partnerships.low_level_factor = 0.2;
  s.partnerships.terms.threshold = {0.45, 0.50, 0.55, 0.60};
  s.needs.need_pull = 1;
  return s;
}

Partnerships births_of(const territory::Scenario& s) { return {s.partnerships, s.traits, s.needs, s.trust}; }

double birth(const territory::Scenario& s, double trust_ij, double trust_ji, double risk_i, double risk_j,
             double pull, Alliance type) {
  const Partnerships births = births_of(s);
  return births.birth_probability(births.consent(trust_ij, trust_ji, risk_i, risk_j, type), pull);
}

TEST(BirthProbability, IsTheFormulaAtHandComputedPoints) {
  const territory::Scenario s = consent();
  const double reference = std::exp(0.2);
  const auto type = Alliance::economic_cooperation;  // threshold .55
  EXPECT_NEAR(birth(s, 0.55, 0.55, 0, 0, reference, type), 0.3 / 4, 1e-12);
  // expit(8 · .15) = .768525, expit(−8 · .05) = .401312
  EXPECT_NEAR(birth(s, 0.70, 0.50, 0, 0, reference, type), 0.3 * 0.768525 * 0.401312, 1e-6);
  EXPECT_NEAR(birth(s, 0.50, 0.70, 0, 0, reference, type), 0.3 * 0.768525 * 0.401312, 1e-6);
  EXPECT_NEAR(birth(s, 0.60, 0.60, 0.1, -0.1, reference, type), 0.3 * 0.768525 * 0.401312, 1e-6);
  EXPECT_NEAR(birth(s, 0.55, 0.55, 0, 0, 2 * reference, type), 0.6 / 4, 1e-12);
  EXPECT_NEAR(birth(s, 0.60, 0.60, 0, 0, reference, Alliance::social_innovation), 0.3 / 4, 1e-12);
}

TEST(BirthProbability, HasItsLimits) {
  territory::Scenario s = consent();
  const double reference = std::exp(0.2);
  const auto type = Alliance::mecenat;
  EXPECT_NEAR(birth(s, 0.45, 0.45, 0, 0, 1e9, type), 3 * 0.3 / 4, 1e-12)
      << "a need counts at most need_pull_cap times";
  EXPECT_NEAR(birth(s, 100, 100, 0, 0, reference, type), 0.3, 1e-12);
  EXPECT_NEAR(birth(s, 1, -100, 0, 0, reference, type), 0.0, 1e-12) << "one side's refusal is enough";
  s.partnerships.birth_rate = 0.5;
  EXPECT_DOUBLE_EQ(birth(s, 100, 100, 0, 0, 1e9, type), 1.0);
  s.trust.tau_shift = 0.1;
  EXPECT_NEAR(birth(s, 0.55, 0.55, 0, 0, reference, type), 0.5 / 4, 1e-12)
      << "tau_shift moves every threshold";
}

/// Couples of full trust, each born with probability `rate` if the pair may ally at all.
struct Couples {
  explicit Couples(double rate, territory::Scenario s = consent(), int count = 10000)
      : pairs({count, 1, count}, certain(std::move(s), rate)), births(births_of(pairs.scenario)) {
    ties = pairs.couples(pairs.companies);
    pairs.trust(1.0);
    set_types(Alliance::mecenat);
  }
  static territory::Scenario certain(territory::Scenario s, double rate) {
    s.partnerships.birth_rate = rate;
    s.partnerships.trust_slope = 20;
    s.partnerships.terms.threshold.fill(0.2);
    s.needs.need_pull = 0;
    return s;
  }
  void set_types(Alliance type) {
    for (std::size_t i = 0; i < pairs.world.actors.size(); ++i) pairs.world.actors.preferred_type[i] = type;
  }
  void set_levels(Level company, Level association) {
    for (const std::uint32_t row : pairs.companies) pairs.world.actors.level[row] = company;
    for (const std::uint32_t row : pairs.associations) pairs.world.actors.level[row] = association;
  }
  int born() {
    lien_test::run_once(births, pairs.world, 1, pairs.executor, pairs.scenario);
    return pairs.live();
  }
  ManyPairs pairs;
  Partnerships births;
  std::vector<std::uint32_t> ties;
};

TEST(Births, NeedTwoInvolvedSides) {
  for (const Level company : {Level::none, Level::aware, Level::involved, Level::engaged}) {
    for (const Level association : {Level::none, Level::aware, Level::involved, Level::engaged}) {
      Couples couples(1.0, consent(), 30);
      couples.set_types(Alliance::responsible_practice);
      couples.set_levels(company, association);
      const bool both = company >= Level::involved && association >= Level::involved;
      EXPECT_EQ(couples.born(), both ? 30 : 0);
    }
  }
}

// 10 000 couples; 4.5 standard errors, false alarm 7e-6.
TEST(Births, OfMecenatGoOnWithOneAwareSide) {
  for (const bool company_is_aware : {true, false}) {
    Couples couples(1.0);
    couples.set_levels(company_is_aware ? Level::aware : Level::engaged,
                       company_is_aware ? Level::involved : Level::aware);
    EXPECT_TRUE(share_agrees(couples.born(), 10000, 0.2));
  }
  Couples aware(1.0, consent(), 100);
  aware.set_levels(Level::aware, Level::aware);
  EXPECT_EQ(aware.born(), 0) << "one side must be involved";
  Couples unaware(1.0, consent(), 100);
  unaware.set_levels(Level::none, Level::engaged);
  EXPECT_EQ(unaware.born(), 0) << "the other must be aware";
}

TEST(Births, JoinTwoFamilies) {
  ManyPairs pairs({10, 10, 10}, Couples::certain(consent(), 1.0));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> all;
  const auto people = static_cast<std::uint32_t>(1 + 30);  // mayor and organisations; catalyst seats follow
  for (std::uint32_t a = 0; a < people + 1; ++a)
    for (std::uint32_t b = a + 1; b < people + 1; ++b) all.emplace_back(a, b);
  lien_test::connect(pairs.world, pairs.executor, all);
  ASSERT_EQ(pairs.world.actors.kind[people], territory::Kind::catalyst);
  pairs.trust(1.0);
  Partnerships births = births_of(pairs.scenario);
  lien_test::run_once(births, pairs.world, 1, pairs.executor, pairs.scenario);
  // Company–association 20 · 10, mayor with each of 30.
  EXPECT_EQ(pairs.live(), 200 + 30);
  for (std::size_t t = 0; t < pairs.world.ties.size(); ++t) {
    if (pairs.world.ties.alliance[t] == Alliance::none) continue;
    const auto a = pairs.world.family(pairs.world.ties.store.low_row(t)),
               b = pairs.world.family(pairs.world.ties.store.high_row(t));
    EXPECT_NE(a, b);
    EXPECT_NE(a, territory::Family::catalyst);
    EXPECT_NE(b, territory::Family::catalyst);
  }
}

std::vector<double> types_born(Couples& couples) {
  couples.born();
  std::vector<double> counts(4, 0.0);
  for (std::size_t t = 0; t < couples.pairs.world.ties.size(); ++t)
    counts[static_cast<std::size_t>(couples.pairs.world.ties.alliance[t]) - 1] += 1;
  return counts;
}

// 10 000 partnerships, chi-square with three degrees of freedom, false alarm 1e-5.
TEST(Births, DrawTheTypeFromTheSurveySharesOfTheCompany) {
  territory::Scenario s = consent();
  s.partnerships.type_loyalty = 0;
  s.traits.base_share_company10 = {0.30, 0.45, 0.25, 0.16};
  s.traits.base_share_others = {0.75, 0.15, 0.15, 0.15};
  Couples couples(1.0, s);
  EXPECT_TRUE(lien_test::counts_follow(types_born(couples), {0.30, 0.45, 0.25, 0.16}));
  Couples with_tpe(1.0, s);
  for (const std::uint32_t row : with_tpe.pairs.companies)
    with_tpe.pairs.world.actors.kind[row] = territory::Kind::tpe;
  EXPECT_TRUE(lien_test::counts_follow(types_born(with_tpe), {0.75, 0.15, 0.15, 0.15}));
  Couples with_mayors(1.0, s);
  for (const std::uint32_t row : with_mayors.pairs.associations)
    with_mayors.pairs.world.actors.kind[row] = territory::Kind::mayor;
  EXPECT_TRUE(lien_test::counts_follow(types_born(with_mayors), {0.75, 0.15, 0.15, 0.15}));
}

// 10 000 partnerships; 4.5 standard errors, false alarm 7e-6.
TEST(Births, OfLoyalPartnersTakeThePreferredTypeOfOneSide) {
  Couples couples(1.0);
  for (const std::uint32_t row : couples.pairs.companies)
    couples.pairs.world.actors.preferred_type[row] = Alliance::social_innovation;
  const auto counts = types_born(couples);
  EXPECT_EQ(counts[1] + counts[2], 0);
  EXPECT_TRUE(share_agrees(counts[0], 10000, 0.5));
}

// 10 000 partnerships, chi-square with 15 degrees of freedom, false alarm 1e-5.
TEST(Births, DrawTheDomainByThePullOfBothSidesAndRemotenessOnce) {
  territory::Scenario s = consent();
  s.needs.remoteness_weight = 1.0 / 3;
  s.partnerships.need_pull_cap = 1;  // the pull decides on the domain only
  Couples couples(1.0, s);
  std::vector<double> weights(16, 1.0);
  for (const std::uint32_t row : couples.pairs.companies) couples.pairs.world.actors.need_pull[row][3] = 2;
  for (const std::uint32_t row : couples.pairs.associations) {
    couples.pairs.world.actors.need_pull[row][3] = 1.5;
    couples.pairs.world.actors.need_pull[row][12] = 6;
  }
  weights[3] = 3;
  weights[8] = weights[10] = 1.0 / 3;  // culture, health and mobility: one proxy
  weights[12] = 6.0 / 3;
  EXPECT_GE(couples.born(), 9990);
  std::vector<double> counts(16, 0.0);
  for (std::size_t t = 0; t < couples.pairs.world.ties.size(); ++t)
    if (couples.pairs.world.ties.alliance[t] != Alliance::none)
      counts[couples.pairs.world.ties.domain[t]] += 1;
  EXPECT_TRUE(lien_test::counts_follow(counts, weights));
}

}  // namespace
