// Bounded Gauss-Newton for a few parameters of an expensive simulator: residuals by finite differences under
// common random numbers, each step damped (Levenberg-Marquardt) and kept within bounds. With fewer residuals
// than parameters it gives the nearest solution to the start.
#pragma once

#include <Eigen/Dense>
#include <functional>
#include <vector>

namespace analysis {

struct Bounds {
  Eigen::VectorXd low, high;
};

/// Residuals at a point; 0 = on target, ±1 = at the tolerance. The same random numbers at every call.
using Residuals = std::function<Eigen::VectorXd(const Eigen::VectorXd&)>;

struct Iterate {
  Eigen::VectorXd point;
  Eigen::VectorXd residuals;
  [[nodiscard]] double distance() const { return residuals.cwiseAbs().maxCoeff(); }
};

struct GaussNewtonSettings {
  int iterations = 4;
  double difference = 0.05;  ///< finite-difference step as a share of the width of the bounds
  double damping = 0.01;     ///< ridge toward the present point, relative to the largest curvature
};

/// Every accepted iterate, the start first. Stops when a step improves nothing.
[[nodiscard]] std::vector<Iterate> gauss_newton(const Residuals& residuals, Eigen::VectorXd start,
                                                const Bounds& bounds, const GaussNewtonSettings& settings);

}  // namespace analysis
