// Births and deaths of partnerships without trust, needs, capacity or age (limits L19 and L20 of the
// specification): a linear birth and death process.
#include <gtest/gtest.h>

#include <cmath>

#include "models/territory/submodels/endings.hpp"
#include "models/territory/submodels/partnerships.hpp"
#include "tests/models/relations/many_pairs.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::ManyPairs;
using lien_test::share_agrees;

/// Births with probability `birth` a month whatever the need, deaths with probability `death`.
territory::Scenario free_ties(double birth, double death) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.partnerships.birth_rate = birth;
  s.partnerships.trust_slope = 20;  // at full trust above a threshold of .2 the consent is certain to 1e-7
  s.partnerships.terms.threshold.fill(0.2);
  s.partnerships.upgrade_rate = 0;
  s.needs.need_pull = 0;
  s.endings.hazard_base = -std::log(1 - death);
  s.endings.hazard_floor = 1;
  s.endings.trust_hazard = 0;
  s.endings.embedding = 0;
  return s;
}

struct FreeTies {
  FreeTies(const lien_test::People& people, double birth, double death)
      : pairs(people, free_ties(birth, death)),
        births(pairs.scenario.partnerships, pairs.scenario.traits, pairs.scenario.needs,
               pairs.scenario.trust),
        ends(pairs.scenario.endings) {
    lien_test::connect(pairs.world, pairs.executor,
                       lien_test::all_pairs(pairs.companies, pairs.associations));
    pairs.trust(1.0);
  }
  void month(int t) {
    lien_test::run_once(births, pairs.world, t, pairs.executor, pairs.scenario);
    lien_test::run_once(ends, pairs.world, t, pairs.executor, pairs.scenario);
  }
  ManyPairs pairs;
  territory::Partnerships births;
  territory::PartnershipEnds ends;
};

// 20 000 ties; each share lies outside 4.5 standard errors with probability 7e-6.
TEST(FreeTies, FollowTheTwoStateChain) {  // L19
  FreeTies free({100, 0, 200}, 0.05, 0.1);
  const double ties = static_cast<double>(free.pairs.world.ties.size());
  double expected = 0;
  for (int month = 1; month <= 80; ++month) {
    free.month(month);
    expected = expected * (1 - 0.1) + (1 - expected) * 0.05;
    if (month == 1 || month == 2 || month == 6 || month == 20 || month == 80) {
      EXPECT_TRUE(share_agrees(free.pairs.live(), ties, expected)) << "month " << month;
    }
  }
  EXPECT_NEAR(expected, 0.05 / (0.05 + 0.1), 1e-5);
}

// 400 companies, each with 100 contacts, births rare enough (1 in 500 a month) that the number of partners is
// Poisson with mean Λ/h to 2 %: the chi-square of its distribution with 5 degrees of freedom, false alarm
// 1e-5; the total within 4.5 standard errors, 7e-6.
TEST(FreeTies, StockIsPoissonWithMeanBirthsOverDeaths) {  // L20
  const double birth = 0.002, death = 0.1;
  FreeTies free({400, 0, 100}, birth, death);
  for (int month = 1; month <= 100; ++month) free.month(month);
  EXPECT_TRUE(share_agrees(free.pairs.live(), 40000, birth / (birth + death)));
  const double mean = 100 * birth / (birth + death);
  std::vector<double> counts(6, 0.0), law(6, 0.0);
  for (const std::uint32_t company : free.pairs.companies)
    counts[std::min<std::size_t>(5, free.pairs.world.actors.partnerships[company])] += 1;
  double term = std::exp(-mean), rest = 1;
  for (std::size_t k = 0; k < 5; ++k) {
    law[k] = term;
    rest -= term;
    term *= mean / static_cast<double>(k + 1);
  }
  law[5] = rest;
  EXPECT_TRUE(lien_test::counts_follow(counts, law));
}

}  // namespace
