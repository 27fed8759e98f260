#include "analysis/gauss_newton.hpp"

namespace analysis {

namespace {

/// Derivatives of the residuals per width of the bounds, by one-sided differences pointing inward.
Eigen::MatrixXd jacobian(const Residuals& residuals, const Iterate& at, const Bounds& bounds,
                         double difference) {
  Eigen::MatrixXd slopes(at.residuals.size(), at.point.size());
  for (Eigen::Index k = 0; k < at.point.size(); ++k) {
    const double width = bounds.high[k] - bounds.low[k];
    Eigen::VectorXd moved = at.point;
    const double step = at.point[k] + difference * width <= bounds.high[k] ? difference : -difference;
    moved[k] += step * width;
    slopes.col(k) = (residuals(moved) - at.residuals) / step;
  }
  return slopes;
}

}  // namespace

std::vector<Iterate> gauss_newton(const Residuals& residuals, Eigen::VectorXd start, const Bounds& bounds,
                                  const GaussNewtonSettings& settings) {
  std::vector<Iterate> path{{start, residuals(start)}};
  const Eigen::VectorXd width = bounds.high - bounds.low;
  for (int i = 0; i < settings.iterations; ++i) {
    const Iterate& now = path.back();
    const Eigen::MatrixXd slopes = jacobian(residuals, now, bounds, settings.difference);
    Eigen::MatrixXd curvature = slopes.transpose() * slopes;
    curvature.diagonal().array() += settings.damping * std::max(curvature.diagonal().maxCoeff(), 1e-12);
    const Eigen::VectorXd step = curvature.ldlt().solve(-slopes.transpose() * now.residuals);
    bool improved = false;
    // Half the step until the sum of squares falls: a stochastic simulator is only nearly linear.
    for (double share = 1.0; share > 0.2 && !improved; share /= 2) {
      const Eigen::VectorXd point =
          (now.point + share * step.cwiseProduct(width)).cwiseMax(bounds.low).cwiseMin(bounds.high);
      Iterate next{point, residuals(point)};
      if (next.residuals.squaredNorm() >= now.residuals.squaredNorm()) continue;
      path.push_back(std::move(next));
      improved = true;
    }
    if (!improved) break;
  }
  return path;
}

}  // namespace analysis
