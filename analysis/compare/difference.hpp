// The difference between two arms in one number a run: estimates, intervals, tests.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/equivalence.hpp"
#include "analysis/statistics/sample.hpp"

namespace analysis {

struct DifferenceSettings {
  double confidence = 0.95;
  double power = 0.8;  ///< of the advised number of replicates
  /// Smallest difference of interest, > 0, in the unit of the measure; none = no test of equivalence.
  std::optional<double> smallest{};
};

/// Arm minus base, over the replicates in which both are known. NaN where there are fewer than two of them.
struct Difference {
  std::size_t pairs = 0;
  double base_mean, arm_mean;
  double mean, median, deviation;
  statistics::Interval t_interval;
  std::optional<statistics::Interval> bca, median_interval;  ///< where resamples were given
  double cohen_dz, hedges_gz;
  double p_t, p_wilcoxon;        ///< two-sided, not adjusted
  double holm_t, holm_wilcoxon;  ///< adjusted over the family of the comparison; NaN until it is known
  std::optional<statistics::Equivalence> equivalence;
  /// Replicates that would find `smallest` with the power asked for; without it, those that would make the
  /// interval ±1 % of the base. 0 where nothing can be advised.
  std::size_t advised;
  bool coincide;  ///< every pair is equal, bit for bit
};

/// `base` and `arm` by replicate. `resamples`, where given, are of all replicates (pairs that are not known
/// make the bootstrap be left out). InvariantError when lengths differ.
[[nodiscard]] Difference difference_of(std::span<const double> base, std::span<const double> arm,
                                       const DifferenceSettings& settings,
                                       const statistics::Resamples* resamples);

}  // namespace analysis
