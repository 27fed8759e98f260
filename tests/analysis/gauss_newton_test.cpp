// The search for parameters: linear problems in one step, curved ones in a few, bounds kept.
#include "analysis/gauss_newton.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using Eigen::VectorXd;

analysis::Bounds box(double low, double high, Eigen::Index n) {
  return {VectorXd::Constant(n, low), VectorXd::Constant(n, high)};
}

TEST(GaussNewton, FindsTheZeroOfALine) {
  const analysis::Residuals line = [](const VectorXd& x) {
    return VectorXd{{2 * x[0] + x[1] - 3, x[0] - x[1], 0.5 * x[0] + 0.25 * x[1] - 0.75}};
  };
  const auto path = analysis::gauss_newton(line, VectorXd{{0.2, 0.9}}, box(0, 4, 2), {});
  EXPECT_NEAR(path.back().point[0], 1, 1e-3);
  EXPECT_NEAR(path.back().point[1], 1, 1e-3);
}

TEST(GaussNewton, NeverEndsWorseThanItBeganAndKeepsToItsBounds) {
  const analysis::Residuals curve = [](const VectorXd& x) {
    EXPECT_GE(x[0], 0.5);
    EXPECT_LE(x[0], 2.0);
    return VectorXd{{std::exp(x[0]) - 1.0, 0.1 * x[0]}};  // least at 0, outside
  };
  const auto path = analysis::gauss_newton(curve, VectorXd{{1.7}}, box(0.5, 2.0, 1), {});
  EXPECT_NEAR(path.back().point[0], 0.5, 1e-6);
  for (std::size_t k = 1; k < path.size(); ++k)
    EXPECT_LE(path[k].residuals.squaredNorm(), path[0].residuals.squaredNorm());
}

}  // namespace
