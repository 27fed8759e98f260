// Elementary effects: exact values, trajectories read and refused, noise of replicates.
#include "analysis/sensitivity/morris_effects.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/math/distributions.hpp"
#include "tests/support/sensitivity_cases.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using analysis::FactorRange;
using analysis::MorrisEffects;
using analysis::MorrisTrajectories;
using Rows = std::vector<std::vector<double>>;

MorrisTrajectories read(const Rows& rows, const std::vector<std::string>& factors,
                        std::vector<std::optional<FactorRange>> ranges = {}) {
  ranges.resize(factors.size());
  analysis::MorrisReader reader("X.csv", factors, rows.size(), ranges);
  for (std::size_t row = 0; row < rows.size(); ++row) reader.row(rows[row], static_cast<int>(row) + 2);
  return reader.found();
}

/// Every trajectory there is on a grid of 4 levels in three dimensions: from each of the 64 points, in each
/// order. Every step of each factor, from every place of the others, is in it equally often.
Rows every_trajectory() {
  Rows rows;
  for (int start = 0; start < 64; ++start) {
    std::vector<std::size_t> order{0, 1, 2};
    do {
      std::vector<int> levels{start / 16, start / 4 % 4, start % 4};
      const auto add = [&] { rows.push_back({levels[0] / 3.0, levels[1] / 3.0, levels[2] / 3.0}); };
      add();
      for (const std::size_t factor : order) {
        levels[factor] += levels[factor] < 2 ? 2 : -2;
        add();
      }
    } while (std::next_permutation(order.begin(), order.end()));
  }
  return rows;
}

analysis::Response values_of(const Rows& rows, const UnitFunction& f) {
  analysis::Response y{"y", rows.size(), 1, {}};
  for (const auto& row : rows) y.values.push_back(f(row));
  return y;
}

TEST(MorrisEffects, AreExactForIshigamiOverTheWholeGrid) {
  const Rows rows = every_trajectory();
  const MorrisTrajectories trajectories = read(rows, {"x1", "x2", "x3"});
  ASSERT_EQ(trajectories.trajectories(), 384U);
  const MorrisEffects found = analysis::morris_effects(values_of(rows, ishigami), trajectories, 0.1, {});
  const std::vector<double> mu{7.704054, 0, 0}, mu_star{7.704054, 7.875, 6.248796},
      sigma{6.248796, 7.875, 8.837132};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(found.factors[i].mu.value, mu[i], 1e-6) << i;
    EXPECT_NEAR(found.factors[i].mu_star.value, mu_star[i], 1e-6) << i;
    EXPECT_NEAR(found.factors[i].sigma.value, sigma[i] * std::sqrt(384.0 / 383), 1e-6) << i;
  }
}

TEST(MorrisEffects, HoldTheExactValuesInTheirIntervals) {
  const auto design = analysis::morris_design(500, 3, 4, {3, 0});
  Rows rows(design->points(), std::vector<double>(3));
  for (std::size_t k = 0; k < rows.size(); ++k) design->point(k, rows[k]);
  const MorrisEffects found =
      analysis::morris_effects(values_of(rows, ishigami), read(rows, {"x1", "x2", "x3"}), 0.1, {});
  for (const auto& [estimate, truth] : {std::pair{found.factors[0].mu, 7.704054},
                                        {found.factors[2].mu, 0.0},
                                        {found.factors[2].mu_star, 6.248796},
                                        {found.factors[0].sigma, 6.248796},
                                        {found.factors[1].mu, 0.0},
                                        {found.factors[2].sigma, 8.837132}}) {
    EXPECT_LE(estimate.low, truth);
    EXPECT_GE(estimate.high, truth);
    EXPECT_GT(estimate.half_width(), 0.05);
  }
  EXPECT_NEAR(found.factors[1].mu_star.value, 7.875, 1e-9);  // the same everywhere
  EXPECT_NEAR(found.factors[1].mu_star.half_width(), 0, 1e-9);
  EXPECT_TRUE(found.convergence.converged);
}

TEST(MorrisEffects, AreOfFactorsInAnyUnit) {
  Rows rows = every_trajectory();
  const analysis::Response y = values_of(rows, ishigami);
  for (auto& row : rows) row = {200 + 50 * row[0], -row[1], 1e-6 * row[2]};
  const MorrisEffects found = analysis::morris_effects(y, read(rows, {"a", "b", "c"}), 0.1, {});
  EXPECT_NEAR(found.factors[0].mu.value, 7.704054, 1e-6);
  EXPECT_NEAR(found.factors[1].mu_star.value, 7.875, 1e-6);
  EXPECT_NEAR(found.factors[2].mu_star.value, 6.248796, 1e-6);
  // A range twice as wide makes steps half as large, and effects twice.
  const MorrisEffects wide =
      analysis::morris_effects(y, read(rows, {"a", "b", "c"}, {FactorRange{175, 275}}), 0.1, {});
  EXPECT_NEAR(wide.factors[0].mu.value, 2 * 7.704054, 1e-6);
  EXPECT_NEAR(wide.factors[1].mu_star.value, 7.875, 1e-6);
}

TEST(MorrisEffects, RefuseWhatIsNoTrajectory) {
  const std::vector<std::string> factors{"depth", "slope"};
  const auto message = [&](const Rows& rows, std::vector<std::optional<FactorRange>> ranges = {}) {
    return thrown_message<sim::InputError>([&] { (void)read(rows, factors, ranges); });
  };
  const std::string expected =
      "\n  expected  trajectories of 3 rows; each row moves one factor, each factor moves once";
  EXPECT_EQ(
      message({{0, 0}, {1, 0}, {1, 1}, {0, 0}}),
      "X.csv: 4 rows are no Morris design of 2 factors\n  allowed  multiples of 3: trajectories of as many "
      "rows");
  EXPECT_EQ(message({{0, 0}, {1, 1}, {0, 1}}),
            "X.csv:3: row 2 of trajectory 1 moves 2 factors: depth, slope" + expected);
  EXPECT_EQ(message({{0, 0}, {1, 0}, {1, 1}, {0, 0}, {0, 1}, {0, 1}}),
            "X.csv:7: row 3 of trajectory 2 moves no factor" + expected);
  EXPECT_EQ(message({{0, 0}, {1, 0}, {0, 0}}),
            "X.csv:4: row 3 of trajectory 1 moves 'depth' a second time" + expected);
  EXPECT_EQ(message({{0, 0}, {1, 0}, {1, 1}}, {FactorRange{0, 0.5}, std::nullopt}),
            "X.csv:3: row 2 of trajectory 1 has depth = 1, which is not within 0 to 0.5" + expected);
}

TEST(MorrisEffects, SetTheNoiseOfReplicatesApart) {
  // y = 3 x1 + noise: x2 has no effect, and nothing makes the effect of x1 vary.
  const std::size_t trajectories = 400, replicates = 6;
  const auto design = analysis::morris_design(trajectories, 2, 4, {8, 0});
  Rows rows(design->points(), std::vector<double>(2));
  for (std::size_t k = 0; k < rows.size(); ++k) design->point(k, rows[k]);
  analysis::Response y{"y", rows.size(), replicates, {}};
  sim::KeyedDraws draws({8, 8}, 0, 0, 0);
  std::uint32_t next = 0;
  for (std::size_t r = 0; r < replicates; ++r)
    for (const auto& row : rows) y.values.push_back(3 * row[0] + sim::normal_quantile(draws.uniform(next++)));
  const MorrisEffects found = analysis::morris_effects(y, read(rows, {"x1", "x2"}), 0.1, {});
  EXPECT_LE(found.factors[0].mu.low, 3);
  EXPECT_GE(found.factors[0].mu.high, 3);
  // An effect is a difference of two values over a step of 2/3, the mean of six.
  const double noise = std::sqrt(2.0 / 6) * 1.5;
  EXPECT_NEAR(found.factors[1].noise, noise * std::sqrt(2 / 3.14159265358979), 0.02);
  EXPECT_NEAR(found.factors[1].mu_star.value, found.factors[1].noise, 0.08);
  EXPECT_LT(found.factors[0].sigma.value, 0.25);  // 0.87 with the noise in it
  // The variance of 3 x1 over four levels is 1.25: noise has 1 / 2.25.
  EXPECT_NEAR(found.noise_share, 1 / 2.25, 0.03);
}

TEST(MorrisEffects, OfAConstantAreNotGiven) {
  const Rows rows = every_trajectory();
  const MorrisEffects found = analysis::morris_effects(values_of(rows, [](auto) { return 4.0; }),
                                                       read(rows, {"x1", "x2", "x3"}), 0.1, {});
  EXPECT_TRUE(found.constant);
  EXPECT_TRUE(std::isnan(found.factors[0].mu_star.value));
}

}  // namespace
}  // namespace lien_test
