#include "analysis/calibration/emulator.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "sim/core/error.hpp"

namespace analysis {

namespace {

constexpr std::array lengths{0.1, 0.15, 0.2, 0.3, 0.45, 0.7, 1.0, 1.5, 2.5};
/// Of the variance of the process. The least keeps the matrix invertible.
constexpr std::array noises{1e-6, 1e-4, 1e-3, 1e-2, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0};

}  // namespace

Emulator::Emulator(const Matrix& points, const Eigen::VectorXd& values) : points_(points), values_(values) {
  const Eigen::Index n = points.rows(), d = points.cols();
  if (n != values.size() || n < d + 3 || !values.allFinite() || !points.allFinite())
    throw sim::InvariantError("an emulator needs a finite value a run, and parameters + 3 runs");
  offset_ = values.mean();
  const double spread = std::sqrt((values.array() - offset_).square().mean());
  scale_ = spread > 0 ? spread : 1.0;
  values_ = (values.array() - offset_) / scale_;
  const Eigen::Index quadratic = 1 + 2 * d, crossed = quadratic + d * (d - 1) / 2;
  crossed_ = n >= 2 * crossed;
  const bool squared = n >= 2 * quadratic;
  design_.resize(n, crossed_ ? crossed : squared ? quadratic : 1 + d);
  for (Eigen::Index i = 0; i < n; ++i) design_.row(i) = terms(points_.row(i).transpose());
  squares_.resize(n, n);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j) squares_(i, j) = (points_.row(i) - points_.row(j)).squaredNorm();
  double likeliest = -std::numeric_limits<double>::infinity();
  for (const double length : lengths) {
    for (const double noise : noises) {
      const Fit tried = fit(length * std::sqrt(static_cast<double>(d)), noise);
      if (!tried.sound || !(tried.log_likelihood > likeliest)) continue;
      likeliest = tried.log_likelihood;
      length_ = length * std::sqrt(static_cast<double>(d));
      noise_ = noise;
    }
  }
  if (length_ == 0) throw sim::InvariantError("no emulator fits these runs");
  best_ = fit(length_, noise_);
  variance_ = best_.variance * scale_ * scale_;
}

Eigen::VectorXd Emulator::terms(const Eigen::VectorXd& point) const {
  const Eigen::Index d = point.size();
  Eigen::VectorXd h(design_.cols());
  h[0] = 1.0;
  h.segment(1, d) = point;
  if (design_.cols() > 1 + d) h.segment(1 + d, d) = point.array().square();
  if (!crossed_) return h;
  Eigen::Index at = 1 + 2 * d;
  for (Eigen::Index a = 0; a < d; ++a)
    for (Eigen::Index b = 0; b < a; ++b) h[at++] = point[a] * point[b];
  return h;
}

Eigen::MatrixXd Emulator::correlations(double length, double noise) const {
  Eigen::MatrixXd k = (squares_.array() * (-0.5 / (length * length))).exp();
  k.diagonal().array() += noise;
  return k;
}

Emulator::Fit Emulator::fit(double length, double noise) const {
  Fit found;
  const Eigen::Index n = values_.size(), p = design_.cols();
  found.factor.compute(correlations(length, noise));
  if (found.factor.info() != Eigen::Success) return found;
  const Eigen::MatrixXd solved = found.factor.solve(design_);
  found.trend_factor.compute(design_.transpose() * solved);
  if (found.trend_factor.info() != Eigen::Success) return found;
  found.trend = found.trend_factor.solve(solved.transpose() * values_);
  const Eigen::VectorXd left = values_ - design_ * found.trend;
  found.weights = found.factor.solve(left);
  const auto freedom = static_cast<double>(n - p);
  // An output that the trend follows exactly has no process; a variance of rounding errors would be nonsense.
  found.variance = std::max(left.dot(found.weights) / freedom, 1e-14);
  const auto log_determinant = [](const Eigen::LLT<Eigen::MatrixXd>& llt) {
    return 2.0 * llt.matrixLLT().diagonal().array().log().sum();
  };
  found.log_likelihood = -0.5 * (freedom * std::log(found.variance) + log_determinant(found.factor) +
                                 log_determinant(found.trend_factor));
  found.sound = std::isfinite(found.log_likelihood);
  return found;
}

Emulator::Prediction Emulator::at(const Eigen::VectorXd& point) const {
  const Eigen::VectorXd near =
      ((points_.rowwise() - point.transpose()).rowwise().squaredNorm().array() * (-0.5 / (length_ * length_)))
          .exp();
  const Eigen::VectorXd h = terms(point);
  const Eigen::VectorXd solved = best_.factor.solve(near);
  const Eigen::VectorXd left = h - design_.transpose() * solved;
  const double mean = h.dot(best_.trend) + near.dot(best_.weights);
  const double share = 1.0 - near.dot(solved) + left.dot(best_.trend_factor.solve(left));
  return {offset_ + scale_ * mean, std::max(share, 0.0) * variance_};
}

Eigen::VectorXd Emulator::left_out_errors() const {
  // Q = K⁻¹ − K⁻¹H(H'K⁻¹H)⁻¹H'K⁻¹: error of run i without it is (Qy)_i / Q_ii, its variance 1 / Q_ii (Dubrule
  // 1983).
  const Eigen::Index n = values_.size();
  const Eigen::MatrixXd inverse = best_.factor.solve(Eigen::MatrixXd::Identity(n, n));
  const Eigen::MatrixXd solved = inverse * design_;
  const Eigen::MatrixXd q = inverse - solved * best_.trend_factor.solve(solved.transpose());
  const Eigen::VectorXd errors = q * values_;
  return errors.array() / (q.diagonal().array() * best_.variance).sqrt();
}

}  // namespace analysis
