// The posterior moved to where its simulations would have met the observation.
#pragma once

#include "analysis/calibration/abc_smc.hpp"

namespace analysis {

struct Adjusted {
  Matrix points;            ///< kept × parameters, unit cube
  Eigen::VectorXd weights;  ///< sum 1
  bool regressed = false;   ///< false: too few kept for the statistics; points as they were
};

/// Local-linear regression adjustment (Beaumont, Zhang & Balding 2002, Genetics 162): logits of parameters are
/// regressed on statistics less observation, weights times an Epanechnikov kernel of the distance, and their
/// slopes taken off. Statistics are scaled by `scales`; directions in which they hardly differ get a ridge of
/// 1e-6 of the largest.
[[nodiscard]] Adjusted regression_adjusted(const Generation& generation, const Observed& observed);

}  // namespace analysis
