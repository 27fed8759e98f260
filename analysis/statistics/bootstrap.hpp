// Bootstrap intervals by the bias-corrected and accelerated method (BCa; Efron 1987, "Better bootstrap
// confidence intervals"; acceleration by the jackknife).
//
// Second-order accurate for statistics that are smooth in the data: a mean, a correlation. Of a median the
// jackknife says little, so its interval is corrected for bias only (BC). With fewer than about ten values
// either is too narrow, whatever the number of resamples (docs/statistics.md has the measured coverage).
// Draws come from Philox keyed by a seed and the number of the resample: the same sample and seed give the
// same interval on any number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "analysis/statistics/sample.hpp"

namespace analysis::statistics {

/// Which values of a sample stand in each resample. One table serves every sample of the same length, so that
/// months and measures of one comparison are resampled together.
struct Resamples {
  std::size_t sample = 0;              ///< values a sample has
  std::vector<std::uint32_t> indices;  ///< resample by resample, `sample` positions each

  [[nodiscard]] std::size_t count() const { return indices.size() / sample; }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t resample) const {
    return std::span(indices).subspan(resample * sample, sample);
  }
};
/// `count` resamples of `sample` values, each position uniform by draw (seed, resample, place). With 4 000
/// the ends of a 95 % interval are uncertain by about 2 % of its width.
[[nodiscard]] Resamples keyed_resamples(std::uint32_t seed, std::size_t sample, std::size_t count = 4000);

using Statistic = std::function<double(std::span<const double>)>;

/// The statistic of every resample. `values` as many as the resamples are made for, at least two.
[[nodiscard]] std::vector<double> bootstrap_distribution(std::span<const double> values,
                                                         const Statistic& statistic,
                                                         const Resamples& resamples);
/// The statistic with each value left out in turn; at least two values.
[[nodiscard]] std::vector<double> jackknife(std::span<const double> values, const Statistic& statistic);
/// Efron's acceleration a from jackknife values; 0 when they do not vary.
[[nodiscard]] double acceleration(std::span<const double> jackknifed);

/// The interval from its parts. `distribution` must not be empty. An estimate outside all of the
/// distribution, where the bias correction is infinite, gives the plain percentile interval.
[[nodiscard]] Interval bca_interval(double estimate, std::vector<double> distribution, double acceleration,
                                    double confidence);

[[nodiscard]] Interval bca_mean(std::span<const double> values, const Resamples& resamples,
                                double confidence = 0.95);
[[nodiscard]] Interval bc_median(std::span<const double> values, const Resamples& resamples,
                                 double confidence = 0.95);

}  // namespace analysis::statistics
