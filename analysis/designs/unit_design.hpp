// Designs of experiments in the unit cube. What a coordinate means (a parameter's range, a quantile) is up to
// the caller; low + u·(high − low) keeps every property named here. Sizes out of range are an InputError
// without a place.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "sim/random/draws.hpp"

namespace analysis {

/// Points of the unit cube, made one at a time so that a design of 10^6 points costs no memory.
class UnitDesign {
 public:
  virtual ~UnitDesign() = default;
  [[nodiscard]] virtual std::size_t points() const = 0;
  [[nodiscard]] virtual std::size_t dimensions() const = 0;
  /// Coordinates of point `index` (0 … points-1) into `values` (one a dimension). May be called from several
  /// threads. Values lie in [0, 1); those of Morris designs in [0, 1], as their highest level is 1.
  virtual void point(std::size_t index, std::span<double> values) const = 0;
};

/// Elements 1, 2, … of the unscrambled Sobol' sequence (direction numbers of Joe & Kuo 2008): element 0, the
/// corner where every factor is lowest, is left out, so point k is element k + 1, bit for bit that of
/// scipy.stats.qmc.Sobol(scramble=False). Powers of two, less one, fill the cube evenest. At most 3667
/// dimensions and 2^32 − 1 points.
[[nodiscard]] std::unique_ptr<UnitDesign> sobol_design(std::size_t points, std::size_t dimensions);

/// Elements 1, 2, … of the unscrambled Halton sequence in the first primes; element 0 is left out as above.
/// Beyond some ten dimensions neighbouring coordinates are visibly correlated until there are thousands of
/// points. At most 1000 dimensions.
[[nodiscard]] std::unique_ptr<UnitDesign> halton_design(std::size_t points, std::size_t dimensions);

/// Latin hypercube (McKay, Beckman & Conover 1979): each of `points` equal strata of every coordinate holds
/// one point, placed at random within it. Of `tries` such designs the one whose two nearest points lie
/// farthest apart is kept (maximin). Holds points·dimensions whole numbers of 4 bytes; each try beyond the
/// first costs up to points²·dimensions/2 operations, and one try costs none. At most 2^28 points.
[[nodiscard]] std::unique_ptr<UnitDesign> latin_hypercube_design(std::size_t points, std::size_t dimensions,
                                                                 sim::RandomKey key, std::size_t tries);

/// Blocks of 2 + dimensions rows, one block for each of `base` pairs of points A, B:
///   A, A_B^1 … A_B^d, B
/// where A_B^i is A with coordinate i taken from B (Saltelli et al. 2010); with `second_order` 2 +
/// 2·dimensions rows: A, A_B^1 … A_B^d, B_A^1 … B_A^d, B. A and B are the halves of the points of the Sobol'
/// sequence in twice the dimensions. The order is that of SALib's sampler.
[[nodiscard]] std::unique_ptr<UnitDesign> saltelli_design(std::size_t base, std::size_t dimensions,
                                                          bool second_order);

/// Morris (1991): `trajectories` of dimensions + 1 points on a grid of `levels` (even) values 0,
/// 1/(levels−1), …,
/// 1. Along a trajectory every factor moves once, in random order, up or down by levels / (2 (levels − 1)),
/// so that each level is equally likely.
[[nodiscard]] std::unique_ptr<UnitDesign> morris_design(std::size_t trajectories, std::size_t dimensions,
                                                        std::size_t levels, sim::RandomKey key);

}  // namespace analysis
