#include "sim/state/gathered_pairs.hpp"

#include <gtest/gtest.h>

namespace {

using sim::PairKey;
using sim::Uid;

TEST(GatheredPairs, GiveTheWantedPairsOfTheChunkInOrderWithTheirDraws) {
  sim::UidSource source;
  sim::Table people("people");
  people.append(source, 12);
  sim::PairStore pairs("pairs", people);
  std::vector<PairKey> keys;
  for (std::uint32_t a = 0; a < 12; ++a) {
    for (std::uint32_t b = a + 1; b < 12; ++b) keys.push_back({Uid{a}, Uid{b}});
  }
  pairs.insert(sim::Executor(1), keys);
  const sim::Draws draws({3, 4}, sim::Month{5}, sim::Stream{6});
  const auto wanted = [](std::size_t row) { return row % 3 == 1; };
  for (const sim::Chunk chunk : {sim::Chunk{0, 66, 0}, sim::Chunk{7, 40, 1}, sim::Chunk{5, 6, 2}}) {
    std::vector<std::size_t> seen, expected;
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
      if (wanted(row)) expected.push_back(row);
    }
    const sim::GatheredPairs gathered(pairs, chunk, wanted);
    gathered.for_each(draws, [&](std::size_t row, sim::KeyedDraws draw) {
      seen.push_back(row);
      for (std::uint32_t number = 0; number < 9; ++number)
        ASSERT_EQ(draw.word(number), draws.of(keys[row].low, keys[row].high).word(number));
    });
    EXPECT_EQ(seen, expected);
  }
}

}  // namespace
