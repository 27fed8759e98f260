// Distributions by quantile transform of one uniform: monotone in the uniform, so common random numbers carry
// over to the variates. Quantiles come from Boost.Math (double throughout, no promotion).
#pragma once

#include <cstdint>
#include <vector>

namespace sim {

/// Standard normal quantile, u in (0, 1).
[[nodiscard]] double normal_quantile(double u);
/// Beta(a, b) quantile, a, b > 0.
[[nodiscard]] double beta_quantile(double a, double b, double u);
/// Gamma(shape) quantile at scale 1, shape > 0.
[[nodiscard]] double gamma_quantile(double shape, double u);
/// Number of events of a Poisson law by inversion of one uniform. Mean in [0, 500]; above, InvariantError.
[[nodiscard]] int poisson_quantile(double mean, double u);

/// A Beta quantile for populations: linear between 4 096 equiprobable nodes, exact in the two end cells.
/// Nodes are rounded to float so that a last-bit difference between compilers cannot show.
class BetaTable {
 public:
  BetaTable(double a, double b);
  [[nodiscard]] double operator()(double u) const;

 private:
  static constexpr int cells = 4096;
  double a_, b_;
  std::vector<float> nodes_;
};

/// A Gamma quantile for populations, in the same way with 1 024 nodes: Gamma variates divided by their sum
/// are a Dirichlet variate.
class GammaTable {
 public:
  explicit GammaTable(double shape);
  [[nodiscard]] double operator()(double u) const;

 private:
  static constexpr int cells = 1024;
  double shape_;
  std::vector<float> nodes_;
};

/// Normal deviates for large static fields: the 65 536 cell mid-points of the normal law, picked by 16 bits,
/// so that one Philox block gives eight. Standard deviation 0.99999, largest |z| 4.325.
class CoarseNormal {
 public:
  CoarseNormal();
  [[nodiscard]] float operator()(std::uint16_t cell) const { return values_[cell]; }

 private:
  std::vector<float> values_;
};

}  // namespace sim
