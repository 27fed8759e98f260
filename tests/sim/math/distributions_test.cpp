#include "sim/math/distributions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "tests/support/random_cases.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using sim::beta_quantile;
using sim::BetaTable;
using sim::normal_quantile;
using sim::poisson_quantile;

TEST(NormalQuantile, GivesTheTabulatedValues) {
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(0.84), 0.9944578832097528, 1e-14);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306167813, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-9), -5.9978070150076865, 1e-13);
  EXPECT_EQ(normal_quantile(0.5), 0.0);
}

TEST(NormalQuantile, IsAntisymmetricAndFiniteAtTheEndsOfADraw) {
  for (const double u : {0x1p-33, 1e-6, 0.01, 0.25, 0.49}) {
    EXPECT_NEAR(normal_quantile(1.0 - u), -normal_quantile(u), 1e-9);  // 1 - u itself is rounded
  }
  EXPECT_NEAR(normal_quantile(0x1p-33), -6.3379, 1e-3);
}

TEST(NormalQuantile, UndoesTheDistributionFunction) {
  for (double z = -6; z <= 3; z += 0.01) {
    EXPECT_NEAR(normal_quantile(0.5 * std::erfc(-z / std::sqrt(2.0))), z,
                1e-13 + 1e-16 / std::exp(-z * z / 2));
  }
}

TEST(BetaQuantile, HasAClosedFormWhenOneShapeIsOne) {
  for (const double u : {1e-6, 0.01, 0.3, 0.5, 0.9, 0.999}) {
    EXPECT_NEAR(beta_quantile(1, 7, u), 1.0 - std::pow(1.0 - u, 1.0 / 7), 1e-14);
    EXPECT_NEAR(beta_quantile(7, 1, u), std::pow(u, 1.0 / 7), 1e-14);
    EXPECT_NEAR(beta_quantile(1, 1, u), u, 1e-15);
    const double sine = std::sin(std::acos(-1.0) * u / 2);
    EXPECT_NEAR(beta_quantile(0.5, 0.5, u), sine * sine, 1e-14);  // the arcsine law
  }
}

// Roots, by bisection in 40 digits, of the binomial sums that are these two distribution functions.
TEST(BetaQuantile, GivesTheMediansAndTailsOfTwoAndFourAndOfSixAndTwo) {
  EXPECT_NEAR(beta_quantile(2, 4, 0.5), 0.3138101704556974, 1e-15);
  EXPECT_NEAR(beta_quantile(2, 4, 0.001), 0.01010178788373775, 1e-16);
  EXPECT_NEAR(beta_quantile(2, 4, 0.999), 0.8779861703885215, 1e-14);
  EXPECT_NEAR(beta_quantile(6, 2, 0.5), 0.7715100364934042, 1e-15);
  EXPECT_NEAR(beta_quantile(6, 2, 0.001), 0.23747843304675415, 1e-15);
  EXPECT_NEAR(beta_quantile(6, 2, 0.999), 0.9930184862636708, 1e-14);
}

class BetaTables : public testing::TestWithParam<std::pair<double, double>> {};

// Interpolation errs most next to the exact end cells, where a tail's quantile bends like a root. There the
// bound is coarse; 16 cells further in (all but 0.8 % of a population) it is below 5e-5.
TEST_P(BetaTables, ErrLittleAndLeastInTheBulk) {
  const auto [a, b] = GetParam();
  const BetaTable table(a, b);
  constexpr double bulk = 16.0 / 4096;
  double worst = 0, worst_in_bulk = 0, sum = 0;
  constexpr int points = 60'000;  // no multiple of the nodes
  for (int i = 0; i < points; ++i) {
    const double u = (i + 0.5) / points;
    const double error = std::abs(table(u) - beta_quantile(a, b, u));
    worst = std::max(worst, error);
    if (u > bulk && u < 1 - bulk) worst_in_bulk = std::max(worst_in_bulk, error);
    sum += error;
  }
  EXPECT_LT(worst, 2.5e-3);
  EXPECT_LT(worst_in_bulk, 5e-5);
  EXPECT_LT(sum / points, 1e-6);
}

TEST_P(BetaTables, AreExactToFloatInTheEndCellsAndAtNodes) {
  const auto [a, b] = GetParam();
  const BetaTable table(a, b);
  for (const double u :
       {0x1p-33, 1e-5, 1.0 / 5000, 1.0 / 4096, 2000.0 / 4096, 4095.0 / 4096, 1 - 1e-5, 1 - 0x1p-33}) {
    EXPECT_EQ(table(u), static_cast<double>(static_cast<float>(beta_quantile(a, b, u)))) << u;
  }
}

TEST_P(BetaTables, NeverFallAsTheUniformRises) {
  const auto [a, b] = GetParam();
  const BetaTable table(a, b);
  double last = 0;
  for (int i = 0; i < 300'000; ++i) {
    const double next = table((i + 0.5) / 300'000);
    ASSERT_GE(next, last);
    ASSERT_LE(next, 1.0);
    last = next;
  }
  // Across the two seams between the exact and the interpolated cells, step by step.
  for (const double seam : {1.0 / 4096, 4095.0 / 4096}) {
    last = 0;
    for (int i = -2000; i < 2000; ++i) {
      const double next = table(seam + i * 0x1p-32);
      ASSERT_GE(next, last);
      last = next;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, BetaTables,
                         testing::Values(std::pair{2.0, 4.0}, std::pair{6.0, 2.0}, std::pair{1.0, 1.0},
                                         std::pair{20.0, 20.0}, std::pair{1.2, 9.0}));

TEST(PoissonQuantile, StepsExactlyAtTheDistributionFunction) {
  for (const double mean : {0.01, 0.7, 3.0, 40.0}) {
    double term = std::exp(-mean);
    double cumulative = term;
    for (int k = 0; k < 20 && cumulative < 1; ++k) {
      EXPECT_EQ(poisson_quantile(mean, cumulative), k) << mean;
      EXPECT_EQ(poisson_quantile(mean, std::nextafter(cumulative, 1)), k + 1) << mean;
      term *= mean / (k + 1);
      if (cumulative + term == cumulative) break;
      cumulative += term;
    }
  }
}

TEST(PoissonQuantile, GivesTheTabulatedMedians) {
  EXPECT_EQ(poisson_quantile(0.0, 1 - 0x1p-33), 0);
  EXPECT_EQ(poisson_quantile(0.69, 0.5), 0);  // the median rises from 0 to 1 at mean ln 2
  EXPECT_EQ(poisson_quantile(0.70, 0.5), 1);
  EXPECT_EQ(poisson_quantile(100.0, 0.5), 100);
  EXPECT_EQ(poisson_quantile(500.0, 0.5), 500);
}

TEST(PoissonQuantile, EndsWithinTheLawAtTheLastUniform) {
  EXPECT_EQ(poisson_quantile(1.0, 1 - 0x1p-33), 12);  // P(N > 12) = 6.4e-11 < 2^-33 < P(N > 11) = 8.3e-10
  EXPECT_LT(poisson_quantile(500.0, 1 - 0x1p-33), 700);
  EXPECT_LT(poisson_quantile(500.0, 1.0), 1500);  // no uniform is 1, and if one were the loop would end
}

TEST(PoissonQuantile, HasItsMeanForVariance) {
  // A grid of uniforms instead of draws: no chance at all, and errors of the grid below 1e-3.
  for (const double mean : {0.05, 2.5, 30.0, 500.0}) {
    constexpr int points = 200'000;
    double sum = 0, squares = 0;
    for (int i = 0; i < points; ++i) {
      const double count = poisson_quantile(mean, (i + 0.5) / points);
      sum += count;
      squares += (count - mean) * (count - mean);
    }
    EXPECT_NEAR(sum / points / mean, 1.0, 1e-3);
    EXPECT_NEAR(squares / points / mean, 1.0, 2e-3);
  }
}

TEST(PoissonQuantile, RefusesMeansItCannotInvert) {
  for (const double mean : {-1e-9, 500.1, std::nan("")}) {
    EXPECT_EQ(lien_test::thrown_message<sim::InvariantError>([&] { (void)poisson_quantile(mean, 0.5); }),
              "Poisson mean outside 0 to 500");
  }
}

TEST(CoarseNormal, HasTheStatedSpread) {
  const sim::CoarseNormal normal;
  double sum = 0, squares = 0;
  for (int cell = 0; cell < 65536; ++cell) {
    const double z = normal(static_cast<std::uint16_t>(cell));
    sum += z;
    squares += z * z;
  }
  EXPECT_NEAR(sum / 65536, 0.0, 1e-9);
  EXPECT_NEAR(std::sqrt(squares / 65536), 0.99999, 5e-6);
  EXPECT_NEAR(normal(65535), 4.325, 1e-3);
}

TEST(CoarseNormal, IsAntisymmetricAndRising) {
  const sim::CoarseNormal normal;
  for (int cell = 1; cell < 65536; ++cell) {
    ASSERT_GT(normal(static_cast<std::uint16_t>(cell)), normal(static_cast<std::uint16_t>(cell - 1)));
  }
  for (int cell = 0; cell < 32768; ++cell) {
    ASSERT_FLOAT_EQ(normal(static_cast<std::uint16_t>(cell)),
                    -normal(static_cast<std::uint16_t>(65535 - cell)));
  }
}

TEST(GammaQuantile, HasAClosedFormForShapeOne) {
  for (const double u : {1e-6, 0.01, 0.3, 0.5, 0.9, 0.999})
    EXPECT_NEAR(sim::gamma_quantile(1, u), -std::log1p(-u), 1e-13 * std::max(1.0, -std::log1p(-u)));
}

// The distribution function of Gamma(n) for whole n: 1 − e^{−x}·Σ_{k<n} x^k/k!.
TEST(GammaQuantile, UndoesTheErlangDistribution) {
  for (const double x : {0.2, 1.0, 3.0, 7.5})
    for (int n = 2; n <= 4; ++n) {
      double term = 1, sum = 0;
      for (int k = 0; k < n; term *= x / ++k) sum += term;
      EXPECT_NEAR(sim::gamma_quantile(n, 1 - std::exp(-x) * sum), x, 1e-10);
    }
}

TEST(GammaTable, ErrsLittleAndNeverFalls) {
  for (const double shape : {0.5, 1.0, 4.0, 8.0}) {
    const sim::GammaTable table(shape);
    double last = -1;
    for (int k = 0; k < 20000; ++k) {
      const double u = (k + 0.5) / 20000;
      const double x = table(u);
      EXPECT_GE(x, last);
      EXPECT_NEAR(x, sim::gamma_quantile(shape, u), u < 0.99 ? 2e-3 : 0.05);
      last = x;
    }
    EXPECT_TRUE(std::isfinite(table(1 - 0x1p-33)));
  }
}

}  // namespace
