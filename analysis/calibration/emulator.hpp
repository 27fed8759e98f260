// A fast stand-in for one output of a slow simulator: a quadratic trend and, for what the trend leaves, a
// Gaussian process.
#pragma once

#include <Eigen/Dense>

#include "analysis/calibration/simulator.hpp"

namespace analysis {

/// y(u) = h(u)'β + Z(u) + ε: h holds 1, u_d and u_d² (and u_c·u_d where there are runs enough, twice as many
/// as terms), Z is a Gaussian process with correlation exp(−|u − v|²/(2 l²)), ε what replicates differ by and
/// what a smooth surface cannot follow. Length l and noise share are those of largest restricted likelihood on
/// a grid; β is generalised least squares, and its uncertainty is part of the variance (Rasmussen & Williams
/// 2006, section 2.7).
class Emulator {
 public:
  /// `points`: runs × parameters in the unit cube; `values`: one a run, finite. At least parameters + 3 runs.
  Emulator(const Matrix& points, const Eigen::VectorXd& values);

  struct Prediction {
    double mean;
    double variance;  ///< of the expected output, noise of replicates apart
  };
  [[nodiscard]] Prediction at(const Eigen::VectorXd& point) const;

  [[nodiscard]] double length() const { return length_; }
  /// Variance of ε: what one run differs by from the expected output.
  [[nodiscard]] double noise_variance() const { return noise_ * variance_; }
  /// (value − prediction without it) / its standard deviation, for every run: about a standard normal when the
  /// emulator knows how wrong it is.
  [[nodiscard]] Eigen::VectorXd left_out_errors() const;

 private:
  struct Fit {
    Eigen::LLT<Eigen::MatrixXd> factor;
    Eigen::LLT<Eigen::MatrixXd> trend_factor;  ///< of H'K⁻¹H
    Eigen::VectorXd trend, weights;            ///< β; K⁻¹(y − Hβ)
    double variance = 0, log_likelihood = 0;
    bool sound = false;
  };
  [[nodiscard]] Fit fit(double length, double noise) const;
  [[nodiscard]] Eigen::VectorXd terms(const Eigen::VectorXd& point) const;
  [[nodiscard]] Eigen::MatrixXd correlations(double length, double noise) const;

  Matrix points_;
  Eigen::VectorXd values_;
  double offset_ = 0, scale_ = 1;  ///< values are standardised within
  bool crossed_ = false;
  Eigen::MatrixXd design_;
  Eigen::MatrixXd squares_;  ///< squared distances between runs
  double length_ = 0, noise_ = 0, variance_ = 0;
  Fit best_;
};

}  // namespace analysis
