// Whether a sensitivity analysis had enough runs, and how many it wants.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/sensitivity/bootstrap.hpp"

namespace analysis {

/// Convergence of indices and of their ranking (after Sarrazin, Pianosi & Wagener 2016, Environ. Model.
/// Softw. 79).
struct Convergence {
  bool converged = false;
  double widest = 0;     ///< half-width of the widest interval; NaN when one has no interval
  double tolerated = 0;  ///< half-width asked for
  /// Units (base rows, trajectories, points) that would bring the widest interval to the tolerance: widths
  /// fall with their square root. Nothing when there is no width to go by.
  std::optional<std::size_t> advised_units;
  /// Whether each factor's interval lies clear of the next one's, in the order of the estimates.
  bool ranking_settled = false;
};

/// Of estimates that must all be within the tolerance; `ranked` are those that order the factors.
[[nodiscard]] Convergence convergence(std::span<const Estimate> all, std::span<const Estimate> ranked,
                                      double tolerated, std::size_t units);

}  // namespace analysis
