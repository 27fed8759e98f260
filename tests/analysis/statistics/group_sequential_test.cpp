// Bounds for looking while an experiment runs: published constants, another integration, and simulation.
#include "analysis/statistics/group_sequential.hpp"

#include <gmock/gmock.h>

#include <numeric>

#include "analysis/statistics/t_test.hpp"
#include "sim/core/error.hpp"
#include "sim/math/distributions.hpp"
#include "sim/random/draws.hpp"
#include "tests/analysis/statistics/oracle.hpp"
#include "tests/support/shipped_scenarios.hpp"
#include "tests/support/statistics.hpp"

namespace lien_test {
namespace {

using namespace analysis::statistics;  // NOLINT: what is under test

const std::vector<double> four_looks{0.125, 0.25, 0.5, 1.0};

TEST(GroupSequential, BoundsAreThoseOfTheLiterature) {
  // Jennison & Turnbull 2000, table 2.3: O'Brien and Fleming, equal steps, two-sided 0.05.
  const std::vector<std::pair<std::size_t, double>> published{{1, 1.960}, {2, 1.977}, {3, 2.004},
                                                              {4, 2.024}, {5, 2.040}, {10, 2.087}};
  for (const auto& [looks, constant] : published) {
    std::vector<double> fractions;
    for (std::size_t k = 1; k <= looks; ++k)
      fractions.push_back(static_cast<double>(k) / static_cast<double>(looks));
    EXPECT_NEAR(obrien_fleming_bounds(fractions, 0.05).back(), constant, 5e-4) << looks << " looks";
  }
  // Doubling looks at 16, 32, 64 and 128 pairs.
  EXPECT_THAT(obrien_fleming_bounds(four_looks, 0.05),
              testing::Pointwise(testing::DoubleNear(1.5e-3), {5.594, 3.955, 2.797, 1.978}));
}

TEST(GroupSequential, ChancesAgreeWithAnotherIntegration) {
  for (const auto& expected : oracle()["looks"]) {
    std::vector<double> bounds;
    for (const double fraction : four_looks)
      bounds.push_back(expected["constant"].get<double>() / std::sqrt(fraction));
    const Crossing crossing = crossing_chances(four_looks, bounds, expected["drift"]);
    const double leaves = std::accumulate(crossing.up.begin(), crossing.up.end(), 0.0) +
                          std::accumulate(crossing.down.begin(), crossing.down.end(), 0.0);
    EXPECT_NEAR(1 - leaves, expected["stays"].get<double>(), 1e-7);
  }
}

TEST(GroupSequential, SpendsAlphaAndIsSymmetric) {
  for (const double alpha : {0.01, 0.05, 0.2}) {
    const auto bounds = obrien_fleming_bounds(four_looks, alpha);
    const Crossing null = crossing_chances(four_looks, bounds, 0);
    EXPECT_NEAR(2 * std::accumulate(null.up.begin(), null.up.end(), 0.0), alpha, 1e-9);
    for (std::size_t k = 0; k < null.up.size(); ++k) EXPECT_NEAR(null.up[k], null.down[k], 1e-12);
    EXPECT_GT(sequential_power(four_looks, bounds, 3), sequential_power(four_looks, bounds, 2));
    EXPECT_NEAR(sequential_power(four_looks, bounds, -3), sequential_power(four_looks, bounds, 3), 1e-12);
  }
  EXPECT_THROW((void)crossing_chances(std::vector{0.5, 0.4, 1.0}, std::vector{2.0, 2.0, 2.0}, 0),
               sim::InvariantError);
  EXPECT_THROW((void)crossing_chances(std::vector{0.5, 0.9}, std::vector{2.0, 2.0}, 0), sim::InvariantError);
}

/// What `lien test` does: the t of the pairs so far, turned into Z, at 16, 32, 64, 128 pairs; whether it ever
/// passes, and whether the interval of the look at which it stopped misses the true mean.
struct Outcome {
  bool rejected = false, missed = false;
};
Outcome run_sequence(std::uint32_t replicate, double mean, const std::vector<double>& bounds) {
  std::vector<double> values;
  for (std::uint32_t k = 0; k < 128; ++k) {
    sim::KeyedDraws draws({2024, replicate}, k, 0x7E57, 0);
    values.push_back(mean + sim::normal_quantile(draws.uniform(0)));
  }
  for (std::size_t look = 0; look < 4; ++look) {
    const std::span<const double> seen(values.data(), std::size_t{16} << look);
    const TTest test = t_test(seen);
    const bool rejects = std::abs(z_of_t(test.t, test.degrees)) >= bounds[look];
    if (rejects || look == 3) return {rejects, !repeated_interval(seen, bounds[look]).holds(mean)};
  }
  return {};
}

// Under the null at most alpha: 4 000 sequences (100 000 with LIEN_FULL_CHECKS). The observed share may
// lie 4.5 standard errors above 0.05; false alarm 3.4e-6, one-sided. Power agrees with the integration.
TEST(GroupSequential, FalsePositivesStayAtAlphaWithItsStoppingRule) {
  const std::uint32_t sequences = full_checks() ? 100'000 : 4'000;
  const auto bounds = obrien_fleming_bounds(four_looks, 0.05);
  for (const double mean : {0.0, 0.2}) {
    double rejected = 0, missed = 0;
    for (std::uint32_t s = 0; s < sequences; ++s) {
      const Outcome outcome = run_sequence(s, mean, bounds);
      rejected += outcome.rejected ? 1 : 0;
      missed += outcome.missed ? 1 : 0;
    }
    const double slack = four_and_a_half * std::sqrt(0.05 * 0.95 / sequences);
    RecordProperty(mean == 0.0 ? "rejected_null" : "rejected_effect", std::to_string(rejected / sequences));
    RecordProperty(mean == 0.0 ? "missed_null" : "missed_effect", std::to_string(missed / sequences));
    EXPECT_LE(missed / sequences, 0.05 + slack);
    if (mean == 0.0) {
      EXPECT_LE(rejected / sequences, 0.05 + slack);
      EXPECT_GE(rejected / sequences, 0.04 - slack);
    } else {
      // Drift of Z at 128 pairs; t instead of Z costs a little power.
      EXPECT_NEAR(rejected / sequences, sequential_power(four_looks, bounds, mean * std::sqrt(128.0)),
                  0.02 + slack);
    }
  }
}

}  // namespace
}  // namespace lien_test
