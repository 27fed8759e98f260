#include "sim/random/draws.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/random_cases.hpp"

namespace {

using sim::Draws;
using sim::KeyedDraws;
using sim::Month;
using sim::philox;
using sim::RandomKey;
using sim::Stream;
using sim::Uid;

// Written out with literals: the packing is a promise to every stored result, not an implementation detail.
TEST(Draws, PackSeedActorMonthStreamAndNumberAsPromised) {
  const RandomKey key{7, 3};
  auto one = Draws(key, Month{0}, Stream{5}).of(Uid{11});
  EXPECT_EQ(one.word(0), philox({11, 0xFFFFFFFF, 1024 * 256 + 5, 0}, {7, 3})[0]);
  EXPECT_EQ(one.word(6), philox({11, 0xFFFFFFFF, 1024 * 256 + 5, 1}, {7, 3})[2]);
  auto two = Draws(key, Month{95}, Stream{255}).of(Uid{11}, Uid{400});
  EXPECT_EQ(two.word(3), philox({11, 400, 1119 * 256 + 255, 0}, {7, 3})[3]);
}

TEST(Draws, ReachBackToSpinUpAndForwardToTheLastMonth) {
  auto spinup = Draws({1, 0}, Month{-180}, Stream{2}).of(Uid{0});
  EXPECT_EQ(spinup.word(0), philox({0, 0xFFFFFFFF, 844 * 256 + 2, 0}, {1, 0})[0]);
  auto first = Draws({1, 0}, Month{sim::first_drawable_month}, Stream{2}).of(Uid{0});
  EXPECT_EQ(first.word(0), philox({0, 0xFFFFFFFF, 2, 0}, {1, 0})[0]);
  auto last = Draws({1, 0}, Month{sim::last_drawable_month}, Stream{255}).of(Uid{0});
  EXPECT_EQ(last.word(0), philox({0, 0xFFFFFFFF, 0xFFFFFFFF, 0}, {1, 0})[0]);
}

TEST(Draws, AreThoseOfPhiloxForAnyKey) {
  lien_test::RandomCases cases(1);
  for (int i = 0; i < 2000; ++i) {
    const RandomKey key{cases.word(), cases.word()};
    const Uid a{cases.word()}, b{cases.word()};
    const int month = static_cast<int>(cases.below(3000)) - 1024;
    const auto stream = static_cast<std::uint8_t>(cases.below(256));
    const std::uint32_t number = cases.one_in(2) ? cases.below(9) : cases.word();
    const std::uint32_t when = static_cast<std::uint32_t>(month + 1024) * 256 + stream;
    auto draws = Draws(key, Month{month}, Stream{stream}).of(a, b);
    ASSERT_EQ(draws.word(number),
              philox({a.value, b.value, when, number / 4}, {key.seed, key.replicate})[number % 4]);
  }
}

TEST(Draws, OfAPairFollowTheOrderOfTheCaller) {
  const Draws draws({1, 0}, Month{0}, Stream{1});
  EXPECT_NE(draws.of(Uid{1}, Uid{2}).word(0), draws.of(Uid{2}, Uid{1}).word(0));
  EXPECT_EQ(draws.of(Uid{1}, sim::no_uid).word(0), draws.of(Uid{1}).word(0));
}

// A block is kept between calls; asking in any order, and again, must show none of it.
TEST(KeyedDraws, GiveTheSameAfterAnyEarlierQuestion) {
  lien_test::RandomCases cases(2);
  KeyedDraws kept({5, 6}, 1, 2, 3);
  for (int i = 0; i < 5000; ++i) {
    const std::uint32_t number = cases.below(24);
    ASSERT_EQ(kept.word(number), KeyedDraws({5, 6}, 1, 2, 3).word(number)) << "draw " << number;
  }
  KeyedDraws copy = kept;
  EXPECT_EQ(copy.word(9), kept.word(9));
}

TEST(KeyedDraws, NeverGiveTheSameWordTwiceInARow) {
  KeyedDraws draws({0, 0}, 0, 0, 0);
  std::set<std::uint32_t> words;
  for (std::uint32_t number = 0; number < 64; ++number) words.insert(draws.word(number));
  EXPECT_EQ(words.size(), 64U);  // one of 64 words repeated by chance: 5e-7
}

TEST(KeyedDraws, BernoulliIsBelowItsProbability) {
  KeyedDraws draws({3, 4}, 1, 1, 1);
  for (std::uint32_t number = 0; number < 200; ++number) {
    EXPECT_FALSE(draws.bernoulli(0.0, number));
    EXPECT_TRUE(draws.bernoulli(1.0, number));
    EXPECT_EQ(draws.bernoulli(0.3, number), draws.uniform(number) < 0.3);
  }
}

TEST(UnitInterval, HasNeitherEnd) {
  EXPECT_EQ(sim::unit_interval(0), 0x1p-33);
  EXPECT_EQ(sim::unit_interval(0x80000000), 0.5 + 0x1p-33);
  EXPECT_EQ(sim::unit_interval(0xFFFFFFFF), 1.0 - 0x1p-33);
}

TEST(Pick, CoversEveryNumberAndNoOther) {
  for (const std::uint32_t n : {1U, 2U, 3U, 7U, 1000U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
    EXPECT_EQ(sim::pick(sim::unit_interval(0), n), 0U);
    EXPECT_EQ(sim::pick(sim::unit_interval(0xFFFFFFFF), n), n - 1);
  }
  lien_test::RandomCases cases(3);
  for (std::uint32_t n = 1; n <= 20; ++n) {
    std::set<std::uint32_t> seen;
    for (int i = 0; i < 2000; ++i) seen.insert(sim::pick(sim::unit_interval(cases.word()), n));
    EXPECT_EQ(seen.size(), n);  // one of 20 never picked in 2 000: 20 · 0.95^2000 = 5e-44
    EXPECT_EQ(*seen.rbegin(), n - 1);
  }
}

}  // namespace
