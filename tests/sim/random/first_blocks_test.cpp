#include "sim/random/first_blocks.hpp"

#include <gtest/gtest.h>

#include "tests/support/random_cases.hpp"

namespace {

using lien_test::RandomCases;
using sim::Draws;
using sim::Month;
using sim::RandomKey;
using sim::Stream;
using sim::Uid;

constexpr Stream stream{9};

std::vector<std::uint32_t> some_uids(RandomCases& cases, std::size_t count) {
  std::vector<std::uint32_t> uids(count);
  for (std::uint32_t& uid : uids) uid = cases.word();
  return uids;
}

// Lengths around the widths of the vector registers, so that whole registers and remainders of every size
// occur.
TEST(PhiloxBlocks, AreThoseOfOneAfterTheOther) {
  RandomCases cases(3);
  for (std::size_t n = 0; n < 70; ++n) {
    const auto a = some_uids(cases, n), b = some_uids(cases, n), numbers = some_uids(cases, n);
    const sim::PhiloxKey key{cases.word(), cases.word()};
    const std::uint32_t when = cases.word();
    std::array<std::vector<std::uint32_t>, 4> words;
    for (auto& list : words) list.assign(n, 0);
    sim::philox_blocks(key, when, a, b, {},
                       {words[0].data(), words[1].data(), words[2].data(), words[3].data()});
    for (std::size_t k = 0; k < n; ++k) {
      const sim::PhiloxBlock expected = sim::philox({a[k], b[k], when, 0}, key);
      for (std::size_t w = 0; w < 4; ++w)
        ASSERT_EQ(words[w][k], expected[w]) << "counter " << k << " of " << n;
    }
    sim::philox_blocks(key, when, a, b, numbers,
                       {words[0].data(), words[1].data(), words[2].data(), words[3].data()});
    for (std::size_t k = 0; k < n; ++k) {
      const sim::PhiloxBlock expected = sim::philox({a[k], b[k], when, numbers[k]}, key);
      for (std::size_t w = 0; w < 4; ++w)
        ASSERT_EQ(words[w][k], expected[w]) << "numbered counter " << k << " of " << n;
    }
  }
}

TEST(ActorBlocks, AreTheDrawsOfTheirActorsFromThatBlockOn) {
  RandomCases cases(6);
  const auto uids = some_uids(cases, 37);
  std::vector<std::uint32_t> numbers(uids.size());
  for (std::uint32_t& number : numbers) number = cases.word() % 5;
  const Draws draws({5, 6}, Month{7}, stream);
  const sim::ActorBlocks blocks(draws, uids, numbers);
  for (std::size_t k = 0; k < uids.size(); ++k) {
    for (std::uint32_t word = 0; word < 4; ++word)
      ASSERT_EQ(blocks.uniform(k, word), draws.of(Uid{uids[k]}).uniform(4 * numbers[k] + word));
    sim::KeyedDraws drawn = blocks.draws(k);
    for (std::uint32_t number = 0; number < 22; ++number)
      ASSERT_EQ(drawn.word(number), draws.of(Uid{uids[k]}).word(number));
  }
}

TEST(FirstBlocks, AreTheDrawsOfActorsAndPairs) {
  RandomCases cases(4);
  const auto a = some_uids(cases, 45), b = some_uids(cases, 45);
  const Draws draws({5, 6}, Month{7}, stream);
  const sim::FirstBlocks actors(draws, a), pairs(draws, a, b);
  for (std::size_t k = 0; k < a.size(); ++k) {
    for (std::uint32_t number = 0; number < 6; ++number) {
      auto actor = actors[k], pair = pairs[k];
      ASSERT_EQ(actor.word(number), draws.of(Uid{a[k]}).word(number));
      ASSERT_EQ(pair.word(number), draws.of(Uid{a[k]}, Uid{b[k]}).word(number));
    }
  }
}

// Draws of an odd month are words 2 and 3 of the even month before it, wherever a run begins.
TEST(TwoDraws, ShareABlockBetweenAnEvenMonthAndTheNext) {
  RandomCases cases(5);
  const auto uids = some_uids(cases, 40);
  const RandomKey key{8, 1};
  for (const int first : {-4, -3, 0, 1, 11}) {
    sim::TwoDraws<48> draws;
    for (const int month : {first, first + 1, first + 2, first + 2, first + 5, first}) {
      draws.turn_to(key, stream, Month{month}, uids);
      const int odd = (month % 2 + 2) % 2;
      for (const std::uint32_t draw : {0U, 1U}) {
        for (std::size_t k = 0; k < uids.size(); ++k) {
          std::array<float, sim::lanes> uniforms;
          draws.uniforms(draw, k - k % sim::lanes).store(uniforms.data());
          const std::uint32_t word = Draws(key, Month{month - odd}, stream)
                                         .of(Uid{uids[k]})
                                         .word(2 * static_cast<std::uint32_t>(odd) + draw);
          ASSERT_EQ(uniforms[k % sim::lanes], (static_cast<float>(word >> 9) + 0.5F) / 8388608.0F);
        }
      }
    }
  }
}

TEST(TwoDraws, DependOnKeyAndStream) {
  const std::vector<std::uint32_t> uids{3};
  const auto first = [&](RandomKey key, Stream from) {
    sim::TwoDraws<16> draws;
    draws.turn_to(key, from, Month{0}, uids);
    std::array<float, sim::lanes> uniforms;
    draws.uniforms(0, 0).store(uniforms.data());
    return uniforms[0];
  };
  EXPECT_NE(first({1, 0}, stream), first({2, 0}, stream));
  EXPECT_NE(first({1, 0}, stream), first({1, 1}, stream));
  EXPECT_NE(first({1, 0}, stream), first({1, 0}, Stream{10}));
}

TEST(UnitIntervalOfALane, HasNeitherEnd) {
  std::array<float, sim::lanes> low, high;
  unit_interval(sim::Lane<std::uint32_t>(0U)).store(low.data());
  unit_interval(sim::Lane<std::uint32_t>(0xFFFFFFFFU)).store(high.data());
  EXPECT_EQ(low[7], 0x1p-24F);
  EXPECT_EQ(high[7], 1.0F - 0x1p-24F);
}

}  // namespace
