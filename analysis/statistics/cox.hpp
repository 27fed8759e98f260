// Proportional hazards regression (Cox 1972): how covariates multiply the hazard of an end.
//
// Partial likelihood with Efron's (1977) treatment of ties, the default of R's survival; maximised by
// Newton's method with halved steps. Assumes that hazard ratios do not change with time and that subjects are
// independent: partnerships of one run are not, so in `lien test` runs, not partnerships, are the units that
// count for a verdict.
#pragma once

#include <Eigen/Dense>
#include <cmath>
#include <span>

#include "analysis/statistics/survival.hpp"

namespace analysis::statistics {

struct CoxFit {
  Eigen::VectorXd coefficients;  ///< log hazard ratios, one a column
  Eigen::MatrixXd covariance;    ///< inverse of the observed information
  double log_likelihood_null, log_likelihood;
  int steps;
  /// False when a coefficient runs off to infinity (a covariate that separates ends from survivors) or the
  /// information cannot be inverted (columns that depend on each other, nothing ended).
  bool converged;

  [[nodiscard]] double error(Eigen::Index column) const { return std::sqrt(covariance(column, column)); }
  /// Wald: two-sided p, and the interval of the hazard ratio exp(coefficient).
  [[nodiscard]] double p(Eigen::Index column) const;
  [[nodiscard]] Interval hazard_ratio(Eigen::Index column, double confidence = 0.95) const;
};
/// One row of `covariates` a lifetime. InvariantError when their numbers differ.
[[nodiscard]] CoxFit cox_regression(std::span<const Lifetime> lifetimes, const Eigen::MatrixXd& covariates);

}  // namespace analysis::statistics
