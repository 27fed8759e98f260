#include "analysis/calibration/regression_adjustment.hpp"

#include <algorithm>
#include <cmath>

namespace analysis {

namespace {

/// Where a draw lands that touches the end of its range: logits must stay finite.
constexpr double edge = 1e-6;

double logit(double u) {
  const double inside = std::clamp(u, edge, 1.0 - edge);
  return std::log(inside / (1.0 - inside));
}

}  // namespace

Adjusted regression_adjusted(const Generation& generation, const Observed& observed) {
  const Eigen::Index n = generation.points.rows(), s = observed.values.size();
  Adjusted adjusted{generation.points, generation.weights, false};
  const double widest = generation.distances.maxCoeff();
  Eigen::VectorXd kernel = generation.weights;
  if (widest > 0)
    kernel.array() *= 1.0 - (generation.distances.array() / (widest * (1.0 + 1e-9))).square();
  Eigen::MatrixXd design(n, s + 1);
  design.col(0).setOnes();
  for (Eigen::Index k = 0; k < s; ++k)
    design.col(k + 1) =
        (generation.statistics.col(k).array() - observed.values[k]) / generation.scales[k];
  const auto weighing = static_cast<double>((kernel.array() > 1e-12).count());
  if (weighing < 2.0 * static_cast<double>(s + 1)) return adjusted;

  const Eigen::MatrixXd logits = generation.points.unaryExpr(&logit);
  Eigen::MatrixXd normal = design.transpose() * kernel.asDiagonal() * design;
  normal.diagonal().tail(s).array() += 1e-6 * std::max(normal.diagonal().tail(s).maxCoeff(), 1e-300);
  const Eigen::MatrixXd slopes = normal.ldlt().solve(design.transpose() * kernel.asDiagonal() * logits);
  const Eigen::MatrixXd moved = logits - design.rightCols(s) * slopes.bottomRows(s);
  adjusted.points = moved.unaryExpr([](double x) { return 1.0 / (1.0 + std::exp(-x)); });
  adjusted.weights = kernel / kernel.sum();
  adjusted.regressed = true;
  return adjusted;
}

}  // namespace analysis
