// Partnerships to start from (`partnerships.initial_partnerships = "stationary"`): their ages, and that a short
// spin-up from them leads where a long one from none does.
#include "models/territory/submodels/initial_partnerships.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/territory/invariants.hpp"
#include "models/territory/measures.hpp"
#include "tests/support/every_rule.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using lien_test::four_and_a_half;
using territory::Alliance;
using Initial = territory::PartnershipParameters::Initial;

territory::Scenario stationary(territory::Scenario s = lien_test::tiny_scenario()) {
  s.partnerships.initial_partnerships = Initial::stationary;
  return s;
}

/// Ages in months when the run begins.
std::vector<int> ages_in(const territory::World& world, sim::Month first) {
  std::vector<int> ages;
  for (std::size_t t = 0; t < world.ties.size(); ++t)
    if (world.ties.alliance[t] != Alliance::none) ages.push_back(first.value - 1 - world.ties.since[t]);
  return ages;
}

// Lives that neither trust, nor common contacts, nor exits, nor capacity touch: of age a are S(a)/ΣS of them. The
// mean within 4.5 standard errors, quarters by chi-square at 1e-5.
TEST(StationaryStart, AgesFollowTheSurvivalOfPartnerships) {
  territory::Scenario s = stationary();
  s.demography.enabled = false;
  s.endings.trust_hazard = s.endings.balance_hazard = s.endings.embedding = 0;
  s.endings.hazard_base = 0.03;
  s.partnerships.terms.capacity.fill(1e6);
  s.traits.potential_share = {0.9, 0.9, 0.9, 0.9};
  s.traits.engaged_start = {0.9, 0.9, 0.9, 0};
  s.encounters.encounter_rate = 3;
  const sim::Executor executor(2);
  territory::Model model(s, lien_test::territory_of(lien_test::row_of_communes(12)), executor);
  const std::vector<int> ages = ages_in(model.world(), s.run.first());
  std::vector<double> survival;
  double hazard = 0, all = 0, mean = 0, square = 0;
  for (int a = 0; a < territory::imagined_months; ++a) {
    survival.push_back(std::exp(-hazard));
    hazard += s.endings.age_hazard(a);
    all += survival.back();
    mean += a * survival.back();
    square += a * a * survival.back();
  }
  mean /= all;
  const double sd = std::sqrt(square / all - mean * mean);
  ASSERT_GT(ages.size(), 2000U);
  double sum = 0;
  const std::vector<int> ends{6, 12, 24, 48, 96, territory::imagined_months};
  std::vector<double> counts(ends.size(), 0.0), weights(ends.size(), 0.0);
  const auto cell = [&](int age) {
    return static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), age) - ends.begin());
  };
  for (const int age : ages) {
    sum += age;
    ++counts[cell(age)];
  }
  for (int a = 0; a < territory::imagined_months; ++a) weights[cell(a)] += survival[static_cast<std::size_t>(a)];
  EXPECT_NEAR(sum / static_cast<double>(ages.size()), mean,
              four_and_a_half * sd / std::sqrt(static_cast<double>(ages.size())));
  EXPECT_TRUE(lien_test::counts_follow(counts, weights));
}

TEST(StationaryStart, LeavesNoOneInASeatLongerThanItHasBeenThere) {
  double mean[2] = {0, 0};
  for (const bool exits : {false, true}) {
    territory::Scenario s = stationary();
    s.demography.enabled = exits;
    s.demography.exit_association = s.demography.exit_tpe = s.demography.exit_company10 = 0.01;
    const sim::Executor executor(1);
    territory::Model model(s, lien_test::territory_of(lien_test::row_of_communes(14)), executor);
    const std::vector<int> ages = ages_in(model.world(), s.run.first());
    ASSERT_GT(ages.size(), 50U);
    for (const int age : ages) mean[exits] += age / static_cast<double>(ages.size());
  }
  EXPECT_LT(mean[1], 0.75 * mean[0]) << "two sides that leave at .01 a month";
}

TEST(StationaryStart, IsAStateThatARunMayReachUnderEachTheory) {
  for (const auto rule : lien_test::every_rule()) {
    territory::Scenario s = stationary();
    s.trust.rule = rule;
    s.partnerships.birth_rate = 0.5;
    s.trust.tau_shift = -0.1;
    s.partnerships.terms.capacity = {0.2, 0.2, 0.5, 0.2, 0.3, 0.3};  // binds
    const sim::Executor executor(1);
    territory::Model model(s, lien_test::territory_of(lien_test::row_of_communes(14)), executor);
    const territory::World& world = model.world();
    for (const auto& invariant : territory::invariants(s.partnerships.terms)) invariant.check(model.world());
    const std::vector<int> ages = ages_in(world, s.run.first());
    EXPECT_GT(ages.size(), 20U) << lien_test::name_of(rule);
    for (const int age : ages) EXPECT_GE(age, 0);
    for (std::size_t t = 0; t < world.ties.size(); ++t) {
      EXPECT_LT(world.ties.born[t], s.run.first().value);
      if (world.ties.alliance[t] != Alliance::none) {
        EXPECT_LE(world.ties.born[t], world.ties.since[t]);
      }
      EXPECT_GE(world.ties.trust_ij[t], 0.0);
      EXPECT_LE(world.ties.trust_ij[t], 1.0);
    }
  }
}

TEST(StationaryStart, IsTheSameOnAnyThreadsAndGrain) {
  const territory::Scenario s = stationary();
  const auto geography = lien_test::territory_of(lien_test::row_of_communes(14));
  const auto built = [&](int threads, std::size_t grain) {
    const sim::Executor executor(threads, grain);
    territory::Model model(s, geography, executor);
    return lien_test::fingerprints(model.world());
  };
  const auto one = built(1, 2048);
  EXPECT_EQ(built(4, 2048), one);
  EXPECT_EQ(built(3, 17), one);
  const sim::Executor executor(1);
  territory::Model empty(lien_test::tiny_scenario(), geography, executor);
  EXPECT_NE(lien_test::fingerprints(empty.world()), one);
}

struct Stock {
  double partnerships = 0, age = 0, trust = 0, contacts = 0;
};

/// What stands at the end of December 2007 after `months` of spin-up.
Stock stock_after(Initial initial, int months, int seed, const territory::Geography& geography) {
  const sim::Executor executor(2);
  territory::Scenario s = lien_test::tiny_scenario();
  s.skills.enabled = s.reciprocity.enabled = true;
  s.partnerships.initial_partnerships = initial;
  s.run.seed = seed;
  s.run.spinup_months = months;
  territory::Model model(s, geography, executor);
  auto simulation = model.simulation();
  simulation.run(s.run.first(), sim::Month{-1}, sim::Month{0});
  const territory::Ties& ties = model.world().ties;
  Stock stock;
  for (std::size_t t = 0; t < ties.size(); ++t) {
    stock.contacts += 1;
    if (ties.alliance[t] == Alliance::none) continue;
    stock.partnerships += 1;
    stock.age += -1 - ties.since[t];
    stock.trust += 0.5 * (ties.trust_ij[t] + ties.trust_ji[t]);
  }
  stock.age /= stock.partnerships;
  stock.trust /= stock.partnerships;
  return stock;
}

struct Estimate {
  double mean, error;
};
/// Mean over seeds of `of(one, other)`, with its standard error.
template <class Of>
Estimate mean_of(const std::vector<Stock>& one, const std::vector<Stock>& other, Of of) {
  const auto n = static_cast<double>(one.size());
  double sum = 0, squares = 0;
  for (std::size_t k = 0; k < one.size(); ++k) {
    const double x = of(one[k], other[k]);
    sum += x;
    squares += x * x;
  }
  return {sum / n, std::sqrt((squares - sum * sum / n) / (n - 1) / n)};
}

// Sixty months from a stationary start against 360 from none, by seed. The tolerance is at least two and a half
// standard errors: a bias of twice the tolerance is found with a probability above .99. Sixty months from none
// show what the test would find.
TEST(StationaryStart, DoesWithSixtyMonthsWhatAnEmptyOneDoesWithThirtyYears) {
  const auto geography = lien_test::territory_of(lien_test::row_of_communes(20));
  std::vector<Stock> drawn, grown, young;
  for (int seed = 1; seed <= 20; ++seed) {
    drawn.push_back(stock_after(Initial::stationary, 60, seed, geography));
    grown.push_back(stock_after(Initial::empty, 360, seed, geography));
    young.push_back(stock_after(Initial::empty, 60, seed, geography));
  }
  const auto log_stock = [](const Stock& a, const Stock& b) { return std::log(a.partnerships / b.partnerships); };
  const auto log_contacts = [](const Stock& a, const Stock& b) { return std::log(a.contacts / b.contacts); };
  const auto log_age = [](const Stock& a, const Stock& b) { return std::log(a.age / b.age); };
  const auto trust = [](const Stock& a, const Stock& b) { return a.trust - b.trust; };
  const auto expect_close = [&](const char* what, auto of, double tolerance) {
    const Estimate e = mean_of(drawn, grown, of);
    EXPECT_LT(e.error, tolerance / 2.5) << what;
    EXPECT_NEAR(e.mean, 0.0, tolerance) << what << ", standard error " << e.error;
    RecordProperty(what, std::to_string(e.mean) + " +- " + std::to_string(e.error));
  };
  expect_close("stock", log_stock, 0.1);
  expect_close("contacts", log_contacts, 0.1);
  expect_close("age", log_age, 0.1);
  expect_close("trust", trust, 0.02);
  EXPECT_LT(mean_of(young, grown, log_stock).mean, -0.2);
  EXPECT_LT(mean_of(young, grown, log_age).mean, -0.5);
}

}  // namespace
