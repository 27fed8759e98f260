#include "analysis/calibration/proposal.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/math/distributions.hpp"

namespace analysis {

namespace {

Eigen::MatrixXd weighted_covariance(const Matrix& points, const Eigen::VectorXd& weights) {
  const Eigen::RowVectorXd mean = weights.transpose() * points;
  const Matrix centred = points.rowwise() - mean;
  return centred.transpose() * weights.asDiagonal() * centred;
}

}  // namespace

Proposal::Proposal(Eigen::Index parameters) : parameters_(parameters) {}

Proposal::Proposal(Matrix points, Eigen::VectorXd weights)
    : parameters_(points.cols()), points_(std::move(points)), weights_(std::move(weights)) {
  cumulated_ = weights_;
  for (Eigen::Index i = 1; i < cumulated_.size(); ++i) cumulated_[i] += cumulated_[i - 1];
  Eigen::MatrixXd covariance = 2.0 * weighted_covariance(points_, weights_);
  // Points that coincide, or lie in a plane, must still lead somewhere else: a thousandth of the cube.
  constexpr double least_sd = 1e-3;
  covariance.diagonal().array() += least_sd * least_sd;
  root_ = covariance.llt().matrixL();
  log_normaliser_ = -0.5 * static_cast<double>(parameters_) * std::log(2.0 * std::numbers::pi) -
                    root_.diagonal().array().log().sum();
}

Eigen::VectorXd Proposal::draw(sim::KeyedDraws draws) const {
  Eigen::VectorXd point(parameters_);
  if (is_prior()) {
    for (Eigen::Index d = 0; d < parameters_; ++d) point[d] = draws.uniform(static_cast<std::uint32_t>(d) + 1);
    return point;
  }
  const double u = draws.uniform(0) * cumulated_[cumulated_.size() - 1];
  const auto* const begin = cumulated_.data();
  const auto* const chosen = std::upper_bound(begin, begin + cumulated_.size() - 1, u);
  for (Eigen::Index d = 0; d < parameters_; ++d)
    point[d] = sim::normal_quantile(draws.uniform(static_cast<std::uint32_t>(d) + 1));
  return points_.row(chosen - begin).transpose() + root_.triangularView<Eigen::Lower>() * point;
}

double Proposal::density(const Eigen::VectorXd& point) const {
  if (is_prior()) return 1.0;
  double sum = 0;
  for (Eigen::Index i = 0; i < points_.rows(); ++i) {
    const Eigen::VectorXd apart =
        root_.triangularView<Eigen::Lower>().solve(point - points_.row(i).transpose());
    sum += weights_[i] * std::exp(log_normaliser_ - 0.5 * apart.squaredNorm());
  }
  return sum;
}

bool in_unit_cube(const Eigen::VectorXd& point) {
  return (point.array() >= 0.0).all() && (point.array() <= 1.0).all();
}

}  // namespace analysis
