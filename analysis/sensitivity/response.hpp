// One output of a model at every row of a design, once or several times.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace analysis {

/// Output of a model over a design: `replicates` values a row, those of one replicate together.
struct Response {
  std::string name;
  std::size_t rows = 0, replicates = 1;
  std::vector<double> values;  ///< [replicate][row]

  [[nodiscard]] double at(std::size_t row, std::size_t replicate) const {
    return values[replicate * rows + row];
  }
  /// Mean over replicates.
  [[nodiscard]] double mean(std::size_t row) const;
  /// Whether all values are one, but for the rounding of a sum.
  [[nodiscard]] bool constant() const;
  /// Every replicate less its own mean over the rows. What shifts a whole replicate, as common random numbers
  /// do, is taken out of effects and noise alike.
  [[nodiscard]] Response centred() const;
};

/// Product of two quantities that are each known once a replicate, without the noise of replicates: the mean
/// of a_k·b_l over k ≠ l. Noise of different replicates being independent, its expectation is the product of
/// the two expectations over noise, whether or not rows share their random numbers. Of one replicate: a·b.
[[nodiscard]] double noise_free_product(std::span<const double> a, std::span<const double> b);

/// Share of an output's variance over rows and replicates that differs between replicates of the same row,
/// once shifts of whole replicates are taken out. NaN of one replicate or a constant.
[[nodiscard]] double noise_share(const Response& response);

}  // namespace analysis
