// The bootstrap itself: coverage on a skewed mean, tables of moments, limits; and the verdict drawn from
// widths.
#include "analysis/sensitivity/bootstrap.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "analysis/sensitivity/convergence.hpp"
#include "sim/math/elementary.hpp"

namespace lien_test {
namespace {

using analysis::Estimate;
using analysis::MomentTable;

analysis::Statistic mean_of(const std::vector<double>& values) {
  return [&values](std::span<const double> weights, std::span<double> out) {
    double sum = 0, count = 0;
    for (std::size_t k = 0; k < values.size(); ++k) {
      sum += weights[k] * values[k];
      count += weights[k];
    }
    out[0] = sum / count;
  };
}

/// Quantiles of an exponential law: a skewed sample without chance in it.
std::vector<double> skewed(std::size_t n) {
  std::vector<double> values;
  for (std::size_t k = 0; k < n; ++k)
    values.push_back(-std::log((static_cast<double>(k) + 0.5) / static_cast<double>(n)));
  return values;
}

TEST(Bootstrap, LeansTheWayTheSampleIsSkewed) {
  const std::vector<double> values = skewed(60);
  const Estimate e = analysis::bootstrap(values.size(), 1, mean_of(values), {20000, 0.95, {1, 0}})[0];
  double variance = 0, third = 0;
  for (const double x : values) {
    variance += (x - e.value) * (x - e.value) / 60;
    third += std::pow(x - e.value, 3) / 60;
  }
  // Second order of the BCa ends (Hall 1988): z ± (2 z² + 1) skewness / (6 √n) standard errors.
  const double error = std::sqrt(variance / 60), skewness = third / std::pow(variance, 1.5);
  const double lean = (2 * 1.96 * 1.96 + 1) * skewness / (6 * std::sqrt(60.0));
  EXPECT_NEAR((e.high - e.value) / error, 1.96 + lean, 0.15);
  EXPECT_NEAR((e.value - e.low) / error, 1.96 - lean, 0.15);
}

TEST(Bootstrap, OfGroupedMomentsHasTheWidthOfThatOfUnits) {
  const std::vector<double> values = skewed(50000);
  MomentTable table(values.size(), 2);
  EXPECT_EQ(table.rows(), MomentTable::most_rows);
  // A step of 7919 through the values, a prime, so that rows hold no neighbours.
  for (std::size_t k = 0; k < values.size(); ++k) {
    table.of(k)[0] += 1;
    table.of(k)[1] += values[k * 7919 % values.size()];
  }
  const auto mean = [](std::span<const double> sums, std::span<double> out) { out[0] = sums[1] / sums[0]; };
  const Estimate e = analysis::bootstrap(table, 1, mean, {4000, 0.95, {1, 0}})[0];
  EXPECT_NEAR(e.value, 1, 1e-4);
  EXPECT_NEAR(e.half_width(), 1.96 / std::sqrt(50000.0), 0.0008);
}

TEST(Bootstrap, GivesNoIntervalWhereResamplesHaveNoEstimate) {
  const analysis::Statistic first_only = [](std::span<const double> weights, std::span<double> out) {
    out[0] = weights[0] > 0 ? 1.0 : std::numeric_limits<double>::quiet_NaN();  // two in three have it
  };
  const Estimate e = analysis::bootstrap(20, 1, first_only, {})[0];
  EXPECT_EQ(e.value, 1);
  EXPECT_TRUE(std::isnan(e.low));
  EXPECT_TRUE(std::isnan(e.high));
}

TEST(Convergence, AdvisesByTheSquareOfTheWidth) {
  const std::vector<Estimate> wide{{0.5, 0.3, 0.7}, {0.1, 0.05, 0.15}};
  const analysis::Convergence found = analysis::convergence(wide, wide, 0.05, 100);
  EXPECT_FALSE(found.converged);
  EXPECT_NEAR(found.widest, 0.2, 1e-12);
  EXPECT_NEAR(static_cast<double>(found.advised_units.value()), 1600, 1);
  EXPECT_TRUE(found.ranking_settled);
  const std::vector<Estimate> narrow{{0.5, 0.48, 0.52}, {0.51, 0.49, 0.53}};
  const analysis::Convergence enough = analysis::convergence(narrow, narrow, 0.05, 100);
  EXPECT_TRUE(enough.converged);
  EXPECT_EQ(enough.advised_units, 100U);
  EXPECT_FALSE(enough.ranking_settled);
}

}  // namespace
}  // namespace lien_test
