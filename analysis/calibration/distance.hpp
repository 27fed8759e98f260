// How far a simulation is from what was observed.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "analysis/calibration/simulator.hpp"

namespace analysis {

enum class DistanceKind {
  largest,   ///< the largest of |s − y| / tolerance: 1 = every target is just met
  adaptive,  ///< Euclidean, each statistic scaled by its spread among the last simulations (Prangle 2017)
};
inline constexpr std::array<std::string_view, 2> distance_names{"largest", "adaptive"};

/// max |s − y| / scale, or the root of the mean of ((s − y) / scale)². NaN when a statistic is NaN.
[[nodiscard]] double distance(DistanceKind kind, const Eigen::Ref<const Eigen::VectorXd>& statistics,
                              const Eigen::VectorXd& observed, const Eigen::VectorXd& scales);

/// Median absolute deviation of each column from its median, rows with NaN left out; `otherwise` where it is 0
/// (a statistic that nothing moves says nothing of the parameters and must not rule the distance).
[[nodiscard]] Eigen::VectorXd spreads(const Matrix& statistics, const Eigen::VectorXd& otherwise);

/// The `share` quantile of `values`, linear between order statistics; NaN when there are none.
[[nodiscard]] double quantile(std::vector<double> values, double share);

}  // namespace analysis
