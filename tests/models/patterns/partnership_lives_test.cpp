// Lives of partnerships by hand-made histories, and against a curve known by algebra.
#include "models/territory/patterns/partnership_lives.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "models/territory/live_partnerships.hpp"
#include "models/territory/submodels/endings.hpp"
#include "tests/models/relations/many_pairs.hpp"

namespace {

using lien_test::ManyPairs;
using territory::PartnershipLives;

void observe(PartnershipLives& lives, const ManyPairs& pairs, int month) {
  lives.observe(pairs.world, {month}, territory::live_partnerships(pairs.world.ties, pairs.executor));
}

/// Ten couples of a company and an association who met in month `met`.
struct Couples : ManyPairs {
  explicit Couples(int met) : ManyPairs({10, 0, 10}) {
    couples(companies);
    for (std::size_t t = 0; t < world.ties.size(); ++t) world.ties.born[t] = static_cast<std::int16_t>(met);
  }
  void begin(std::size_t tie, int month) {
    territory::begin_partnership(world, tie, territory::Alliance::mecenat, 0, sim::Month{month},
                                 scenario.partnerships.terms);
  }
};

TEST(PartnershipLives, FollowsEveryCohortUntilTheEnd) {
  Couples c(-1);
  PartnershipLives lives;
  for (std::size_t t = 0; t < 4; ++t) c.begin(t, 0);
  observe(lives, c, 0);
  territory::end_partnership(c.world, 0);
  for (std::size_t t = 4; t < 10; ++t) c.begin(t, 1);
  observe(lives, c, 1);
  territory::end_partnership(c.world, 1);
  for (const std::size_t t : {4, 5, 6}) territory::end_partnership(c.world, t);
  observe(lives, c, 2);
  // Age 1: four and six at risk, one and three ended. Age 2: three of the first at risk, one ended; the
  // second cohort is censored.
  EXPECT_EQ(lives.exposed()[1], 10);
  EXPECT_EQ(lives.ended()[1], 4);
  EXPECT_EQ(lives.exposed()[2], 3);
  EXPECT_EQ(lives.ended()[2], 1);
  EXPECT_DOUBLE_EQ(lives.survival(1), 0.6);
  EXPECT_DOUBLE_EQ(lives.survival(2), 0.6 * 2.0 / 3.0);
  EXPECT_TRUE(std::isnan(lives.survival(3)));
  EXPECT_DOUBLE_EQ(lives.hazard(1, 2).rate, 5.0 / 13.0);
  EXPECT_EQ(lives.hazard(1, 2).endings, 5);
}

TEST(PartnershipLives, APartnershipThatEndsAndBeginsAnewIsAnother) {
  Couples c(-1);
  PartnershipLives lives;
  c.begin(0, 0);
  observe(lives, c, 0);
  territory::end_partnership(c.world, 0);
  c.begin(0, 1);
  observe(lives, c, 1);
  observe(lives, c, 2);
  EXPECT_EQ(lives.ended()[1], 1);
  EXPECT_EQ(lives.exposed()[1], 2);
}

TEST(PartnershipLives, LeavesOutWhatIsOlderOrPublic) {
  Couples c(-1);
  PartnershipLives lives;
  c.begin(0, -5);
  lien_test::connect(c.world, c.executor, {{c.mayors[0], c.associations[3]}});
  for (std::size_t t = 0; t < c.world.ties.size(); ++t) {
    if (territory::has_public_member(c.world, t)) c.begin(t, 0);
  }
  for (int month = 0; month < 3; ++month) observe(lives, c, month);
  EXPECT_EQ(lives.exposed()[1], 0);
  EXPECT_EQ(lives.waits()[0], 0);
}

TEST(PartnershipLives, CountsTheWaitForTheFirstPartnershipOnly) {
  Couples c(-30);
  PartnershipLives lives;
  observe(lives, c, 0);
  c.begin(0, 1);  // 31 months: two whole years
  observe(lives, c, 1);
  territory::end_partnership(c.world, 0);
  observe(lives, c, 2);
  c.begin(0, 3);
  c.begin(1, 3);  // 33 months
  observe(lives, c, 3);
  EXPECT_EQ(lives.waits()[2], 2);
  EXPECT_DOUBLE_EQ(lives.wait_quantile(0.99), 2.0);
}

TEST(PartnershipLives, AContactMadeAgainWaitsAnew) {
  Couples c(-30);
  PartnershipLives lives;
  c.begin(0, 0);
  observe(lives, c, 0);
  territory::end_partnership(c.world, 0);
  c.world.ties.born[0] = 1;  // lost and made again within the month
  observe(lives, c, 1);
  c.begin(0, 2);
  observe(lives, c, 2);
  EXPECT_EQ(lives.waits()[0], 1);  // of 1 month
  EXPECT_EQ(lives.waits()[2], 1);  // of 30 months
}

// A history of no simple pattern: begun, ended, begun anew, lost, made again. Beside it, every contact that
// was ever a partnership, remembered by its pair and the month of its birth.
TEST(PartnershipLives, KnowsFirstOnesOfALongHistory) {
  ManyPairs pairs({30, 0, 30});
  auto& ties = pairs.world.ties;
  lien_test::connect(pairs.world, pairs.executor, lien_test::all_pairs(pairs.companies, pairs.associations));
  PartnershipLives lives;
  std::set<std::pair<std::uint64_t, int>> known;
  std::vector<std::int32_t> waits(lives.waits().size(), 0);
  std::ranges::fill(ties.born.all(), std::int16_t{-31});
  std::size_t tie = 0;
  for (int month = -30; month < 60; ++month) {
    for (int k = 0; k < 40; ++k) {
      tie = (tie * 31 + 17) % ties.size();
      if (ties.alliance[tie] != territory::Alliance::none) {
        territory::end_partnership(pairs.world, tie);
        if (k % 3 == 0) ties.born[tie] = static_cast<std::int16_t>(month);  // lost and made again
      } else {
        territory::begin_partnership(pairs.world, tie, territory::Alliance::mecenat, 0, sim::Month{month},
                                     pairs.scenario.partnerships.terms);
      }
    }
    if (month % 10 == 0) {  // rows move
      const auto gone = static_cast<std::uint32_t>(ties.size() / 2);
      if (ties.alliance[gone] != territory::Alliance::none) territory::end_partnership(pairs.world, gone);
      ties.store.remove(pairs.executor, std::vector{gone});
      ties.store.index(pairs.executor);
    }
    observe(lives, pairs, month);
    for (std::size_t t = 0; t < ties.size(); ++t) {
      if (ties.alliance[t] == territory::Alliance::none) continue;
      const bool first = known.emplace(sim::word(ties.store.key(t)), ties.born[t]).second;
      if (first && month >= 0) ++waits[static_cast<std::size_t>((ties.since[t] - ties.born[t]) / 12)];
    }
  }
  EXPECT_THAT(lives.waits(), testing::ElementsAreArray(waits));
  EXPECT_GT(waits[0] + waits[1], 100);
  EXPECT_TRUE(lives.sound());
}

// 10 000 partnerships with a constant hazard of .03: S(a) = e^{-.03a}; five standard errors of the estimate.
TEST(PartnershipLives, EstimatesTheCurveItIsGiven) {
  ManyPairs pairs({100, 0, 100});
  lien_test::connect(pairs.world, pairs.executor, lien_test::all_pairs(pairs.companies, pairs.associations));
  pairs.ally(0);
  territory::EndingParameters p;
  p.hazard_shape = territory::EndingParameters::HazardShape::constant;
  p.hazard_base = 0.03;
  p.trust_hazard = p.embedding = p.balance_hazard = 0;
  territory::PartnershipEnds ends(p);
  PartnershipLives lives;
  observe(lives, pairs, 0);
  for (int month = 1; month <= 60; ++month) {
    lien_test::run_once(ends, pairs.world, month, pairs.executor, pairs.scenario);
    observe(lives, pairs, month);
  }
  for (const int age : {12, 48, 60}) {
    const double s = std::exp(-0.03 * age);
    EXPECT_NEAR(lives.survival(age), s, 5 * std::sqrt(s * (1 - s) / 10000)) << age;
  }
  EXPECT_NEAR(lives.hazard(1, 60).rate, 1 - std::exp(-0.03), 0.002);
}

TEST(PartnershipLives, FindsTheDangerousAgeOfAHump) {
  ManyPairs pairs({100, 0, 200});
  lien_test::connect(pairs.world, pairs.executor, lien_test::all_pairs(pairs.companies, pairs.associations));
  pairs.ally(0);
  territory::EndingParameters p;
  p.hazard_base = 0.03;
  p.hazard_age = 18;
  p.trust_hazard = p.embedding = p.balance_hazard = 0;
  territory::PartnershipEnds ends(p);
  PartnershipLives lives;
  observe(lives, pairs, 0);
  for (int month = 1; month <= 72; ++month) {
    lien_test::run_once(ends, pairs.world, month, pairs.executor, pairs.scenario);
    observe(lives, pairs, month);
  }
  EXPECT_NEAR(lives.dangerous_age(20), 18, 6);
  EXPECT_TRUE(std::isnan(lives.dangerous_age(1'000'000)));
}

}  // namespace
