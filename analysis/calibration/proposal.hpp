// The kernel of a population Monte Carlo: where the next candidates come from.
#pragma once

#include <Eigen/Dense>

#include "analysis/calibration/simulator.hpp"
#include "sim/random/draws.hpp"

namespace analysis {

/// A mixture of normals around weighted points, with twice their covariance (Beaumont, Cornuet, Marin & Robert
/// 2009), over the unit cube. Without points: the uniform law of the cube, which is the prior.
class Proposal {
 public:
  /// The prior of `parameters` parameters.
  explicit Proposal(Eigen::Index parameters);
  /// Around the rows of `points`, weights summing to 1.
  Proposal(Matrix points, Eigen::VectorXd weights);

  /// A draw; it may lie outside the cube, where the prior is 0. Takes draws 0 … parameters of its key.
  [[nodiscard]] Eigen::VectorXd draw(sim::KeyedDraws draws) const;
  /// Its density, at a point of the cube.
  [[nodiscard]] double density(const Eigen::VectorXd& point) const;
  [[nodiscard]] bool is_prior() const { return points_.rows() == 0; }

 private:
  Eigen::Index parameters_;
  Matrix points_;
  Eigen::VectorXd weights_, cumulated_;
  Eigen::MatrixXd root_;        ///< lower Cholesky factor of the covariance
  double log_normaliser_ = 0;
};

[[nodiscard]] bool in_unit_cube(const Eigen::VectorXd& point);

}  // namespace analysis
