// Intervals by the bootstrap: units (base rows, trajectories, design points) are drawn with replacement and
// the estimates computed anew from how often each was drawn.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "sim/random/draws.hpp"

namespace analysis {

/// An estimate with its interval. NaN where there is none.
struct Estimate {
  double value, low, high;
  [[nodiscard]] double half_width() const { return (high - low) / 2; }
};

struct BootstrapSettings {
  std::size_t resamples = 1000;
  double confidence = 0.95;
  sim::RandomKey key{1, 0};
};

/// The estimates from units that count as often as `weights` says (0, 1, 2, …). NaN where weights allow none.
using Statistic = std::function<void(std::span<const double> weights, std::span<double> estimates)>;

/// Every estimate with its BCa interval (Efron 1987): bias-corrected, and accelerated by a jackknife over at
/// most 256 groups of units. Resamples without an estimate are left out; with more than one in twenty of them
/// the interval is NaN. An estimate that no resample moves has an interval of width 0. Resample r takes draw
/// u of the key's item r for its u-th unit: same settings, same bits.
[[nodiscard]] std::vector<Estimate> bootstrap(std::size_t units, std::size_t estimates,
                                              const Statistic& statistic, const BootstrapSettings& settings);

/// Sums over units that estimates are computed from. Estimates that depend on sums alone cost a resample no
/// more than adding rows of this table.
class MomentTable {
 public:
  /// At most this many rows: more units share rows, each of consecutive units, and rows are drawn. Resampling
  /// 2 000 sums of independent units gives the interval of resampling the units.
  static constexpr std::size_t most_rows = 2000;

  MomentTable(std::size_t units, std::size_t moments);
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t moments() const { return moments_; }
  /// Where unit `unit` adds what it contributes.
  [[nodiscard]] std::span<double> of(std::size_t unit) {
    return {&sums_[unit * rows_ / units_ * moments_], moments_};
  }
  /// Sums weighted by row.
  void weighted_sums(std::span<const double> weights, std::span<double> sums) const;

 private:
  std::size_t units_, moments_, rows_;
  std::vector<double> sums_;
};

/// Estimates from sums of moments.
using MomentStatistic = std::function<void(std::span<const double> sums, std::span<double> estimates)>;
[[nodiscard]] std::vector<Estimate> bootstrap(const MomentTable& table, std::size_t estimates,
                                              const MomentStatistic& statistic,
                                              const BootstrapSettings& settings);

}  // namespace analysis
