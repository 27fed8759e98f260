// What makes a design one of its kind: strata, trajectories, rows of Saltelli; and sizes that are refused.
#include "analysis/designs/unit_design.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

#include "sim/core/error.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using analysis::UnitDesign;
using Points = std::vector<std::vector<double>>;

Points all_points(const UnitDesign& design) {
  Points points(design.points(), std::vector<double>(design.dimensions()));
  for (std::size_t k = 0; k < points.size(); ++k) design.point(k, points[k]);
  return points;
}

double least_distance(const Points& points) {
  double least = 1e300;
  for (std::size_t a = 0; a < points.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      double square = 0;
      for (std::size_t d = 0; d < points[a].size(); ++d)
        square += (points[a][d] - points[b][d]) * (points[a][d] - points[b][d]);
      least = std::min(least, square);
    }
  }
  return std::sqrt(least);
}

TEST(LatinHypercube, FillsEveryStratumOnce) {
  for (const std::size_t n : {1U, 2U, 7U, 64U, 1000U}) {
    for (const std::size_t tries : {1U, 5U}) {
      const Points points = all_points(*analysis::latin_hypercube_design(n, 6, {4, 2}, tries));
      for (std::size_t d = 0; d < 6; ++d) {
        std::vector<int> filled(n);
        for (const auto& point : points) {
          ASSERT_GE(point[d], 0);
          ASSERT_LT(point[d], 1);
          ++filled[static_cast<std::size_t>(point[d] * static_cast<double>(n))];
        }
        EXPECT_THAT(filled, testing::Each(1)) << n << " points, dimension " << d;
      }
    }
  }
}

TEST(LatinHypercube, KeepsTheWidestOfItsTries) {
  double plain = 0, wide = 0;
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const double one = least_distance(all_points(*analysis::latin_hypercube_design(30, 3, {seed, 0}, 1)));
    double best = one;
    for (const std::size_t tries : {2U, 10U, 100U}) {
      const double kept =
          least_distance(all_points(*analysis::latin_hypercube_design(30, 3, {seed, 0}, tries)));
      EXPECT_GE(kept, best) << tries;  // the tries of fewer are among those of more
      best = kept;
    }
    plain += one;
    wide += best;
  }
  EXPECT_GT(wide, 1.5 * plain);
}

TEST(LatinHypercube, IsGivenByItsKey) {
  const auto points = [](sim::RandomKey key) {
    return all_points(*analysis::latin_hypercube_design(40, 3, key, 3));
  };
  EXPECT_EQ(points({1, 0}), points({1, 0}));
  EXPECT_NE(points({1, 0}), points({2, 0}));
  EXPECT_NE(points({1, 0}), points({1, 1}));
}

TEST(LatinHypercube, PermutesAndPlacesAtRandom) {
  // Strata of a point over keys are uniform, and so is the place within the stratum.
  std::vector<double> strata(8), places(8), pairs(64);
  std::vector<double> values(2);
  for (std::uint32_t seed = 0; seed < 8000; ++seed) {
    analysis::latin_hypercube_design(8, 2, {seed, 0}, 1)->point(3, values);
    const double first = values[0] * 8, second = values[1] * 8;
    ++strata[static_cast<std::size_t>(first)];
    ++places[static_cast<std::size_t>((first - std::floor(first)) * 8)];
    ++pairs[static_cast<std::size_t>(first) * 8 + static_cast<std::size_t>(second)];
  }
  EXPECT_TRUE(counts_follow(strata, std::vector<double>(8, 1)));
  EXPECT_TRUE(counts_follow(places, std::vector<double>(8, 1)));
  EXPECT_TRUE(counts_follow(pairs, std::vector<double>(64, 1)));
}

TEST(Morris, MovesEachFactorOnceByHalfOfItsLevels) {
  for (const std::size_t levels : {2U, 4U, 10U}) {
    const std::size_t d = 7;
    const Points points = all_points(*analysis::morris_design(50, d, levels, {5, 0}));
    ASSERT_EQ(points.size(), 50 * (d + 1));
    const double step = static_cast<double>(levels) / (2 * (static_cast<double>(levels) - 1));
    for (std::size_t t = 0; t < 50; ++t) {
      std::vector<int> moves(d);
      for (std::size_t s = 0; s <= d; ++s) {
        for (std::size_t i = 0; i < d; ++i) {
          const double value = points[t * (d + 1) + s][i], level = value * static_cast<double>(levels - 1);
          EXPECT_NEAR(level, std::round(level), 1e-12);
          ASSERT_TRUE(value >= 0 && value <= 1);
          if (s == 0 || value == points[t * (d + 1) + s - 1][i]) continue;
          EXPECT_NEAR(std::abs(value - points[t * (d + 1) + s - 1][i]), step, 1e-15);
          ++moves[i];
        }
      }
      EXPECT_THAT(moves, testing::Each(1));
    }
  }
}

TEST(Morris, TakesLevelsDirectionsAndOrdersEquallyOften) {
  const std::size_t trajectories = 20000, d = 3;
  const Points points = all_points(*analysis::morris_design(trajectories, d, 4, {6, 0}));
  std::vector<double> levels(4), up(2), first(d), starts(64);
  for (std::size_t t = 0; t < trajectories; ++t) {
    const auto& start = points[t * (d + 1)];
    const auto& next = points[t * (d + 1) + 1];
    std::size_t state = 0;
    for (const double value : start) state = 4 * state + static_cast<std::size_t>(std::lround(3 * value));
    ++starts[state];
    ++levels[static_cast<std::size_t>(std::lround(3 * start[0]))];
    for (std::size_t i = 0; i < d; ++i) {
      if (next[i] == start[i]) continue;
      ++first[i];
      ++up[next[i] > start[i] ? 1 : 0];
    }
  }
  EXPECT_TRUE(counts_follow(levels, std::vector<double>(4, 1)));
  EXPECT_TRUE(counts_follow(up, std::vector<double>(2, 1)));
  EXPECT_TRUE(counts_follow(first, std::vector<double>(d, 1)));
  EXPECT_TRUE(counts_follow(starts, std::vector<double>(64, 1)));
}

TEST(Saltelli, MixesTheHalvesOfASobolSequence) {
  const std::size_t base = 9, d = 3;
  const Points halves = all_points(*analysis::sobol_design(base, 2 * d));
  for (const bool second_order : {false, true}) {
    const Points points = all_points(*analysis::saltelli_design(base, d, second_order));
    const std::size_t block = 2 + d * (second_order ? 2 : 1);
    ASSERT_EQ(points.size(), base * block);
    for (std::size_t j = 0; j < base; ++j) {
      const std::vector<double> a(halves[j].begin(), halves[j].begin() + d),
          b(halves[j].begin() + d, halves[j].end());
      EXPECT_EQ(points[j * block], a);
      EXPECT_EQ(points[j * block + block - 1], b);
      for (std::size_t i = 0; i < d; ++i) {
        auto ab = a, ba = b;
        std::swap(ab[i], ba[i]);
        EXPECT_EQ(points[j * block + 1 + i], ab);
        if (second_order) {
          EXPECT_EQ(points[j * block + 1 + d + i], ba);
        }
      }
    }
  }
}

TEST(UnitDesign, RefusesSizesOutOfRange) {
  const auto message = [](auto make) { return thrown_message<sim::InputError>([&] { (void)make(); }); };
  EXPECT_EQ(message([] { return analysis::sobol_design(0, 3); }),
            "points of a Sobol' design = 0 is out of range\n  allowed  1 to 4294967295");
  EXPECT_EQ(message([] { return analysis::sobol_design(8, 3668); }),
            "dimensions of a Sobol' design = 3668 is out of range\n  allowed  1 to 3667");
  EXPECT_EQ(message([] { return analysis::halton_design(8, 0); }),
            "dimensions of a Halton design = 0 is out of range\n  allowed  1 to 1000");
  EXPECT_EQ(message([] {
              return analysis::latin_hypercube_design(8, 3, {1, 0}, 0);
            }),
            "tries of a Latin hypercube = 0 is out of range\n  allowed  1 to 1000000");
  EXPECT_EQ(message([] { return analysis::saltelli_design(8, 1834, false); }),
            "dimensions of a Saltelli design = 1834 is out of range\n  allowed  1 to 1833");
  EXPECT_EQ(message([] {
              return analysis::morris_design(8, 3, 5, {1, 0});
            }),
            "levels of a Morris design = 5 is odd\n"
            "  allowed  even numbers: each factor moves by half of its levels");
}

}  // namespace
}  // namespace lien_test
