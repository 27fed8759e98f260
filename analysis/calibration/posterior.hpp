// What a posterior says of its parameters: where they are, which the evidence leaves open, which only together.
#pragma once

#include <string>
#include <vector>

#include "analysis/calibration/simulator.hpp"

namespace analysis {

/// Of one parameter, in the unit of its prior's cube.
struct Marginal {
  double mean, sd;
  double low, median, high;  ///< quantiles .025, .5, .975
  /// 1 − variance / variance of the prior (1/12): near 0 the evidence says nothing of it. Below 0 the
  /// posterior is wider than the prior: at its ends.
  double contraction;
  bool at_low_end, at_high_end;  ///< more than a tenth of the mass within a fiftieth of the range
  [[nodiscard]] bool unidentified() const { return contraction < 0.2; }
};

/// Two parameters that the evidence holds together more than apart.
struct Ridge {
  std::size_t first, second;
  double correlation;
};

struct PosteriorReading {
  std::vector<Marginal> marginals;
  Eigen::MatrixXd correlation;
  std::vector<Ridge> ridges;  ///< |correlation| >= .7, strongest first
};

/// `points` (draws × parameters) weighted by `weights` (sum 1).
[[nodiscard]] PosteriorReading read_posterior(const Matrix& points, const Eigen::VectorXd& weights);

/// Rows for `count` equally weighted draws: systematic resampling, the same rows for the same weights.
[[nodiscard]] std::vector<std::size_t> resampled(const Eigen::VectorXd& weights, std::size_t count);

}  // namespace analysis
