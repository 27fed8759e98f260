// The statistics that every implementation of TrustBench must show.
//
// Reference: 100 runs of 10 000 people over 120 months by a program that shares nothing with this one gave
// mean trust 0.4738 and a partnership on 0.3707 of the ties; one run varies by 0.0019 and 0.0035 (standard
// deviation). At a million people after 6 months it gave 0.5030 and 0.2330. All figures are rounded to the
// fourth decimal.
#include <gtest/gtest.h>

#include "tests/models/trustbench/some_people.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::four_and_a_half;
using lien_test::Crowd;

constexpr double rounding = 0.00005;

struct Figures {
  std::vector<double> trust, share;
};

Figures after(int months, std::uint32_t people, std::uint32_t seeds) {
  Figures figures;
  for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
    Crowd world(people, {seed, 0}, sim::Executor(1));
    lien_test::pass_months(world, {seed, 0}, 0, months - 1);
    figures.trust.push_back(lien_test::mean_trust(world, world.history.back()));
    figures.share.push_back(lien_test::partner_share(world, world.history.back()));
  }
  return figures;
}

// Bounds of 4.5 standard errors of the difference of two means: false alarm 6.8e-6 each.
TEST(TrustBenchReference, IsMetAtTenThousandPeople) {
  const double seeds = 20;
  const auto [trust, share] = after(120, 10'000, static_cast<std::uint32_t>(seeds));
  const double errors = std::sqrt(1 / seeds + 1.0 / 100);
  EXPECT_NEAR(lien_test::moments_of(trust).mean, 0.4738, four_and_a_half * 0.0019 * errors + rounding);
  EXPECT_NEAR(lien_test::moments_of(share).mean, 0.3707, four_and_a_half * 0.0035 * errors + rounding);
  // The spread too: of 20 runs it lies within a factor of two of the truth, false alarm below 1e-4
  // (chi-square).
  EXPECT_NEAR(std::log2(std::sqrt(lien_test::moments_of(trust).variance) / 0.0019), 0, 1);
  EXPECT_NEAR(std::log2(std::sqrt(lien_test::moments_of(share).variance) / 0.0035), 0, 1);
}

// One run of ours against one of theirs; how much one varies is estimated from smaller worlds, whose standard
// deviation is ten times as large. The estimate from 40 runs is itself uncertain by a ninth, so the false
// alarm is below 1e-4 rather than 6.8e-6.
TEST(TrustBenchReference, IsMetAtAMillionPeople) {
  const auto [trust, share] = after(6, 1'000'000, 1);
  const auto [small_trust, small_share] = after(6, 10'000, 40);
  const auto bound = [](const std::vector<double>& small) {
    return four_and_a_half * std::sqrt(2 * lien_test::moments_of(small).variance) / 10 + rounding;
  };
  EXPECT_NEAR(trust[0], 0.5030, bound(small_trust));
  EXPECT_NEAR(share[0], 0.2330, bound(small_share));
}

}  // namespace
