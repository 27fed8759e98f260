// Each rule of TrustBench where its outcome can be calculated.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "sim/engine/schedule.hpp"
#include "tests/models/trustbench/some_people.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::pass_months;
using lien_test::Crowd;

constexpr sim::RandomKey key{11, 0};

Crowd world_of(std::uint32_t people) { return Crowd(people, key, sim::Executor(1)); }

/// Gives slot k of everybody the belief (alpha, beta).
void believe(Crowd& world, std::size_t k, float alpha, float beta) {
  for (std::size_t i = 0; i < world.people.rows(); ++i) {
    world.ties[i][k].alpha = alpha;
    world.ties[i][k].beta = beta;
    world.trust[i / sim::lanes][k][i % sim::lanes] = alpha / (alpha + beta);
  }
}

/// Everybody meets the contact in slot `only` and nobody else: trust in the others is zero.
void isolate(Crowd& world, std::size_t only, float reliability) {
  for (std::size_t k = 0; k < 12; ++k) believe(world, k, k == only ? 1.0F : 0.0F, 1.0F);
  for (std::size_t i = 0; i < world.people.rows(); ++i) world.reliability[i] = reliability;
}

// α' = 0.98·α + 1 from α = 1 has the solution 50 - 49·0.98^n, β' = 0.98·β the solution 0.98^n; under failures
// β' = 0.98·β + 2 gives 100 - 99·0.98^n. Tolerance: 60 roundings of single precision.
TEST(TrustBench, ForgetsAndLearnsAsCalculated) {
  for (const std::size_t slot : {0U, 5U, 11U}) {
    for (const int months : {1, 7, 60}) {
      const double left = std::pow(0.98, months);
      for (const bool good : {true, false}) {
        Crowd world = world_of(50);
        isolate(world, slot, good ? 1.0F : 0.0F);
        pass_months(world, key, 0, months - 1);
        for (std::size_t i = 0; i < 50; ++i) {
          const trustbench::Tie& tie = world.ties[i][slot];
          EXPECT_NEAR(tie.alpha, good ? 50 - 49 * left : left, 60 * 0x1p-24 * 50) << months << " months";
          EXPECT_NEAR(tie.beta, good ? left : 100 - 99 * left, 60 * 0x1p-24 * 100) << months << " months";
          EXPECT_EQ(world.trust[i / 16][slot][i % 16], tie.alpha / (tie.alpha + tie.beta));
        }
      }
    }
  }
}

// One success lifts trust from 1/2 to 0.669; from there one failure brings 0.427, below 0.45.
TEST(TrustBench, PartnersAboveOneThresholdAndPartsBelowTheOther) {
  Crowd world = world_of(40);
  isolate(world, 3, 1.0F);
  const auto partners = [&] {
    std::set<int> seen;
    for (std::size_t i = 0; i < 40; ++i) seen.insert(world.ties[i][3].partner);
    return seen;
  };
  pass_months(world, key, 0, 0);
  EXPECT_EQ(partners(), std::set<int>{1});
  EXPECT_EQ(world.history.back().partnerships, 40);
  isolate(world, 3, 0.0F);
  believe(world, 3, 6.0F, 4.0F);  // one failure: 0.49, between the thresholds
  pass_months(world, key, 1, 1);
  EXPECT_EQ(partners(), std::set<int>{1});
  believe(world, 3, 1.98F, 0.98F);
  pass_months(world, key, 2, 2);
  EXPECT_EQ(partners(), std::set<int>{0});
  believe(world, 3, 6.0F, 4.0F);  // between the thresholds a stranger stays a stranger
  pass_months(world, key, 3, 3);
  EXPECT_EQ(partners(), std::set<int>{0});
}

// False alarm: 1e-5 for each of two months.
TEST(TrustBench, MeetsContactsInProportionToTrust) {
  for (const int month : {0, 1}) {
    Crowd world = world_of(40'000);
    std::vector<double> weights, met(12);
    for (std::size_t k = 0; k < 12; ++k) {
      const auto weight = static_cast<float>(k == 4 ? 0 : k + 1);
      believe(world, k, weight, 20.0F - weight);
      weights.push_back(weight);
    }
    pass_months(world, key, month, month);
    for (const auto& ties : world.ties.all())
      for (std::size_t k = 0; k < 12; ++k) met[k] += ties[k].alpha + ties[k].beta != 20.0F ? 1 : 0;
    double all = 0;
    for (const double count : met) all += count;
    EXPECT_EQ(all, 40'000);
    EXPECT_TRUE(lien_test::counts_follow(met, weights)) << "month " << month;
  }
}

// False alarm: 6.8e-6 for each of two months.
TEST(TrustBench, ContactsCooperateAsReliablyAsTheyAre) {
  for (const int month : {0, 1}) {
    Crowd world = world_of(40'000);
    isolate(world, 7, 0.37F);
    pass_months(world, key, month, month);
    double kept = 0;
    for (const auto& ties : world.ties.all()) kept += ties[7].alpha > 1 ? 1 : 0;
    EXPECT_TRUE(lien_test::share_agrees(kept, 40'000, 0.37)) << "month " << month;
  }
}

TEST(TrustBench, StartsWithFairReliabilityAndContacts) {
  const Crowd world = world_of(30'000);
  std::vector<double> reliability(13), distance(10);
  for (std::size_t i = 0; i < 30'000; ++i) {
    const double r = world.reliability[i];
    ASSERT_GE(r, 0.3F);
    ASSERT_LE(r, 0.95F);
    ++reliability[std::min<std::size_t>(12, static_cast<std::size_t>((r - 0.3) * 20))];
    for (const trustbench::Tie& tie : world.ties[i]) {
      ASSERT_LT(tie.contact, 30'000U);
      ASSERT_NE(tie.contact, i);
      ++distance[(tie.contact + 30'000 - i - 1) % 30'000 * 10 / 29'999];
    }
  }
  EXPECT_TRUE(lien_test::counts_follow(reliability, std::vector<double>(13, 1.0)));
  EXPECT_TRUE(lien_test::counts_follow(distance, std::vector<double>(10, 1.0)));
}

// The tally is kept by what each month changes; it must be what a count of all ties gives.
TEST(TrustBench, KeepsATallyThatACountConfirms) {
  Crowd world = world_of(1003);
  pass_months(world, key, 0, 40);
  trustbench::Tally counted;
  for (std::size_t i = 0; i < 1003; ++i) {
    for (std::size_t k = 0; k < 12; ++k) {
      const trustbench::Tie& tie = world.ties[i][k];
      counted += {static_cast<std::int32_t>(tie.alpha / (tie.alpha + tie.beta) * 0x1p24F), tie.partner};
    }
  }
  EXPECT_EQ(world.history.back(), counted);
}

TEST(TrustBench, DeclaresWhatItReadsAndWrites) {
  Crowd world = world_of(2);
  std::vector<std::string> columns;
  for (sim::ColumnRegistry* registry : world.registries())
    for (const std::string& name : registry->column_names()) columns.push_back(name);
  const std::vector<sim::Declaration> declared{lien_test::Meetings().declaration()};
  EXPECT_NO_THROW(sim::check_declarations(declared, columns));
  EXPECT_TRUE(sim::unread_columns(declared, columns).empty());
}

}  // namespace
