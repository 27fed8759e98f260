// Screening by elementary effects (Morris 1991; Campolongo, Cariboni & Saltelli 2007): change of the output
// over one step, divided by the step as a share of the factor's range. Over the trajectories,
//   mu       mean: the direction of a factor's effect;
//   mu_star  mean of absolute values: its importance;
//   sigma    standard deviation (n − 1): nonlinearity or interactions.
#pragma once

#include <vector>

#include "analysis/sensitivity/bootstrap.hpp"
#include "analysis/sensitivity/convergence.hpp"
#include "analysis/sensitivity/morris_trajectories.hpp"
#include "analysis/sensitivity/response.hpp"

namespace analysis {

struct MorrisEffects {
  struct Factor {
    Estimate mu, mu_star, sigma;
    /// What mu_star would come to if the factor had no effect, from the spread of replicates; NaN of one.
    /// mu_star holds this noise, mu is free of it on average, and sigma has it taken out.
    double noise;
  };
  bool constant = false;  ///< the output is one number: estimates are NaN
  double noise_share = 0;
  std::vector<Factor> factors;
  /// Of mu_star, as a share of the largest mu_star; ranked by mu_star.
  Convergence convergence;
};

/// Fewer trajectories give no interval worth printing.
inline constexpr std::size_t fewest_trajectories = 4;

/// Effects on `response`, whose rows are those of `trajectories`, at least `fewest_trajectories`. `tolerated`
/// is the half-width of interval asked for, as a share of the largest mu_star. InvariantError when sizes do
/// not match.
[[nodiscard]] MorrisEffects morris_effects(const Response& response, const MorrisTrajectories& trajectories,
                                           double tolerated, const BootstrapSettings& settings);

}  // namespace analysis
