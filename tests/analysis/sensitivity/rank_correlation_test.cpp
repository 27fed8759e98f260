// Partial rank correlations: closed cases, ties, coverage, dependent factors.
#include "analysis/sensitivity/rank_correlation.hpp"

#include <gtest/gtest.h>

#include "sim/core/error.hpp"
#include "sim/math/distributions.hpp"
#include "tests/support/sensitivity_cases.hpp"
#include "tests/support/shipped_scenarios.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using analysis::RankCorrelations;
using Columns = std::vector<std::vector<double>>;

Columns columns_of(const analysis::UnitDesign& design) {
  Columns columns(design.dimensions());
  std::vector<double> point(design.dimensions());
  for (std::size_t row = 0; row < design.points(); ++row) {
    design.point(row, point);
    for (std::size_t c = 0; c < point.size(); ++c) columns[c].push_back(point[c]);
  }
  return columns;
}

TEST(RankCorrelations, SeeAnyMonotoneEffectWhole) {
  const auto design = analysis::latin_hypercube_design(200, 2, {1, 0}, 1);
  const Columns columns = columns_of(*design);
  const RankCorrelations found = analysis::rank_correlations(
      response_of(*design, [](auto u) { return -std::exp(9 * u[0]); }), {"a", "b"}, columns, 0.1, {});
  EXPECT_NEAR(found.factors[0].value, -1, 1e-6);
  EXPECT_TRUE(found.convergence.ranking_settled);
}

// By hand: ranks (1, 2, 3, 4) and (1.5, 1.5, 3, 4) and y's (2, 1, 4, 3), the last row twice.
TEST(RankCorrelations, WeighRowsAsIfTheyStoodThereThatOften) {
  analysis::RankedColumns short_table, long_table;
  short_table.add(std::vector<double>{0.1, 0.2, 0.3, 0.4, 0.7, 0.5});
  short_table.add(std::vector<double>{5, 5, 6, 9, 2, 3});
  short_table.add(std::vector<double>{2, 1, 4, 3, 3, 7});
  long_table.add(std::vector<double>{0.1, 0.2, 0.2, 0.4, 0.7, 0.7, 0.7, 0.5});
  long_table.add(std::vector<double>{5, 5, 5, 9, 2, 2, 2, 3});
  long_table.add(std::vector<double>{2, 1, 1, 3, 3, 3, 3, 7});
  std::vector<double> weighted(2), written_out(2);
  short_table.partial_correlations(std::vector<double>{1, 2, 0, 1, 3, 1}, weighted);
  long_table.partial_correlations(std::vector<double>(8, 1), written_out);
  for (std::size_t c = 0; c < 2; ++c) EXPECT_NEAR(weighted[c], written_out[c], 1e-12);
}

/// Normal factors with effects 1 and 0.5 and noise of variance 1, as ranks see them: for normal variables
/// Spearman's correlation is 6/π asin(r/2) (Pearson 1907), and the partial one follows from the three.
TEST(RankCorrelations, HaveIntervalsThatCoverTheTruth) {
  const int analyses = full_checks() ? 2000 : 100;
  const std::size_t rows = 150;
  const auto spearman = [](double r) { return 6 / std::numbers::pi * std::asin(r / 2); };
  const double ya = spearman(1 / 1.5), yb = spearman(0.5 / 1.5);
  const std::vector<double> truth{ya / std::sqrt(1 - yb * yb), yb / std::sqrt(1 - ya * ya)};
  std::vector<int> held(2);
  for (int k = 0; k < analyses; ++k) {
    const auto seed = static_cast<std::uint32_t>(k);
    sim::KeyedDraws draws({seed, 9}, 0, 0, 0);
    Columns columns(2);
    analysis::Response y{"y", rows, 1, {}};
    for (std::uint32_t row = 0; row < rows; ++row) {
      for (std::uint32_t c = 0; c < 2; ++c)
        columns[c].push_back(sim::normal_quantile(draws.uniform(3 * row + c)));
      y.values.push_back(columns[0][row] + 0.5 * columns[1][row] +
                         sim::normal_quantile(draws.uniform(3 * row + 2)));
    }
    const RankCorrelations found =
        analysis::rank_correlations(y, {"a", "b"}, columns, 0.1, {1000, 0.95, {seed, 2}});
    for (std::size_t i = 0; i < 2; ++i)
      held[i] += found.factors[i].low <= truth[i] && truth[i] <= found.factors[i].high ? 1 : 0;
  }
  for (const int hits : held) {
    const double share = static_cast<double>(hits) / analyses;
    RecordProperty("coverage", std::to_string(share));
    if (full_checks()) {
      EXPECT_GE(share, 0.93);  // false alarm of a true coverage of 95 %: 1 in 25 000
      EXPECT_LE(share, 0.97);
    } else {
      EXPECT_TRUE(share_agrees(hits, analyses, 0.95));
    }
  }
}

TEST(RankCorrelations, NameAFactorThatFollowsFromOthers) {
  const auto design = analysis::latin_hypercube_design(100, 2, {1, 0}, 1);
  Columns columns = columns_of(*design);
  columns.push_back(columns[0]);
  for (double& x : columns[2]) x = std::exp(-x);
  EXPECT_EQ(thrown_message<sim::InputError>([&] {
              (void)analysis::rank_correlations(response_of(*design, [](auto u) { return u[0]; }),
                                                {"depth", "slope", "height"}, columns, 0.1, {});
            }),
            "the ranks of factor 'depth' follow from those of the other factors\n"
            "  expected  a design whose factors vary independently of each other");
}

TEST(RankCorrelations, OfAConstantAreNotGiven) {
  const auto design = analysis::latin_hypercube_design(50, 2, {1, 0}, 1);
  const RankCorrelations found = analysis::rank_correlations(response_of(*design, [](auto) { return 2.0; }),
                                                             {"a", "b"}, columns_of(*design), 0.1, {});
  EXPECT_TRUE(found.constant);
  EXPECT_TRUE(std::isnan(found.factors[1].value));
}

}  // namespace
}  // namespace lien_test
