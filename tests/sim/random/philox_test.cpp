#include "sim/random/philox.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace {

using sim::philox;
using sim::PhiloxBlock;

constexpr std::uint32_t ones = 0xFFFFFFFF;

// The three vectors of Random123's kat_vectors for philox4x32 with 10 rounds.
TEST(Philox, GivesThePublishedWords) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}),
            (PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

// A key and a counter handed over in the wrong order would pass the first two vectors; so would two words of
// the counter swapped. Every word must matter, each differently.
TEST(Philox, HearsEveryWordOfItsInput) {
  const PhiloxBlock still = philox({0, 0, 0, 0}, {0, 0});
  std::vector<PhiloxBlock> blocks = {still};
  for (std::size_t word = 0; word < 6; ++word) {
    sim::PhiloxCounter counter{};
    sim::PhiloxKey key{};
    (word < 4 ? counter[word] : key[word - 4]) = 1;
    for (const PhiloxBlock& known : blocks) EXPECT_NE(philox(counter, key), known) << "word " << word;
    blocks.push_back(philox(counter, key));
  }
}

}  // namespace
