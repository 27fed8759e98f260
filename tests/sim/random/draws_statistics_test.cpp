// Fixed seeds, so the verdicts never change by themselves; the false-alarm rates say how likely a new seed or
// a redefinition of the packing would be to fail a fair generator. All tests of this file: 1e-6 each.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "sim/random/draws.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::counts_follow;
using sim::Draws;
using sim::Month;
using sim::Stream;
using sim::Uid;

constexpr double false_alarm = 1e-6;
constexpr int sample = 200'000;

std::vector<double> even(std::size_t cells) { return std::vector<double>(cells, 1.0); }

TEST(DrawsStatistics, UniformInEveryWordOfABlock) {
  for (std::uint32_t word = 0; word < 4; ++word) {
    std::vector<double> counts(100);
    for (std::uint32_t i = 0; i < sample; ++i) {
      auto draws = Draws({12, 0}, Month{0}, Stream{1}).of(Uid{i});
      ++counts[static_cast<std::size_t>(draws.uniform(word) * 100)];
    }
    EXPECT_TRUE(counts_follow(counts, even(100), false_alarm / 4)) << "word " << word;
  }
}

/// One coordinate of the key runs; all others stand still.
struct Walk {
  const char* along;
  std::function<double(std::uint32_t)> uniform;
};

std::vector<Walk> walks() {
  return {
      {"uid",
       [](std::uint32_t i) {
         return Draws({9, 0}, Month{4}, Stream{3}).of(Uid{i}).uniform(0);
       }},
      {"second uid",
       [](std::uint32_t i) {
         return Draws({9, 0}, Month{4}, Stream{3}).of(Uid{1}, Uid{i}).uniform(0);
       }},
      {"month",
       [](std::uint32_t i) {
         return Draws({9, 0}, Month{static_cast<int>(i) - 1024}, Stream{3}).of(Uid{1}).uniform(0);
       }},
      {"stream, then uid",
       [](std::uint32_t i) {
         return Draws({9, 0}, Month{4}, Stream{static_cast<std::uint8_t>(i % 256)})
             .of(Uid{i / 256})
             .uniform(0);
       }},
      {"number",
       [](std::uint32_t i) {
         return Draws({9, 0}, Month{4}, Stream{3}).of(Uid{1}).uniform(i);
       }},
      {"seed",
       [](std::uint32_t i) {
         return Draws({i, 0}, Month{4}, Stream{3}).of(Uid{1}).uniform(0);
       }},
      {"replicate",
       [](std::uint32_t i) {
         return Draws({9, i}, Month{4}, Stream{3}).of(Uid{1}).uniform(0);
       }},
  };
}

// Neighbours along any coordinate of the key: the pair of uniforms falls evenly on a 10 × 10 board. This sees
// both a wrong margin and a dependence between the two.
TEST(DrawsStatistics, NeighboursAlongEveryCoordinateAreIndependent) {
  for (const Walk& walk : walks()) {
    std::vector<double> counts(100);
    for (std::uint32_t i = 0; i < sample; i += 2) {
      const auto x = static_cast<std::size_t>(walk.uniform(i) * 10);
      const auto y = static_cast<std::size_t>(walk.uniform(i + 1) * 10);
      ++counts[10 * x + y];
    }
    EXPECT_TRUE(counts_follow(counts, even(100), false_alarm / 7)) << "along " << walk.along;
  }
}

TEST(DrawsStatistics, NeighboursAlongEveryCoordinateAreUncorrelated) {
  // Correlation of fair draws: mean 0, standard deviation 1 / sqrt(n); 5.3 of them: 1.2e-7, times seven
  // walks.
  const double limit = 5.3 / std::sqrt(double{sample});
  for (const Walk& walk : walks()) {
    double sum = 0;
    double last = walk.uniform(sample) - 0.5;
    for (std::uint32_t i = 0; i < sample; ++i) {
      const double next = walk.uniform(i) - 0.5;
      sum += last * next;
      last = next;
    }
    EXPECT_LT(std::abs(12.0 * sum / sample), limit) << "along " << walk.along;
  }
}

TEST(DrawsStatistics, PickIsFairOverAThirteenth) {
  std::vector<double> counts(13);
  for (std::uint32_t i = 0; i < sample; ++i) {
    ++counts[sim::pick(Draws({1, 1}, Month{0}, Stream{0}).of(Uid{i}).uniform(0), 13)];
  }
  EXPECT_TRUE(counts_follow(counts, even(13), false_alarm));
}

}  // namespace
