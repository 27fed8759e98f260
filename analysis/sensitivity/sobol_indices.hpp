// Variance-based sensitivity: which share of an output's variance each factor, and each pair, accounts for.
//
// With f(A), f(B), f(A_B^i), f(B_A^i) centred and V the variance of f(A) and f(B) together, over N base rows:
//   first order   S_i  = mean f(B) (f(A_B^i) − f(A)) / V         Saltelli et al. 2010, table 2 (b)
//   total         T_i  = mean (f(A) − f(A_B^i))² / (2 V)         Jansen 1999
//   second order  S_ij = mean (f(B_A^i) f(A_B^j) − f(A) f(B)) / V − S_i − S_j       Saltelli 2002
// The first is taken rather than Jansen's first-order form because it is exactly 0 of a factor without effect
// and precise of weak ones; SALib uses the same three, so figures can be compared digit by digit. With
// several replicates a row every product is a noise_free_product: the indices are those of the model's mean
// response.
#pragma once

#include <vector>

#include "analysis/sensitivity/bootstrap.hpp"
#include "analysis/sensitivity/convergence.hpp"
#include "analysis/sensitivity/response.hpp"
#include "analysis/sensitivity/saltelli_layout.hpp"

namespace analysis {

struct SobolIndices {
  struct Factor {
    Estimate first, total;
  };
  struct Pair {
    std::size_t a, b;  ///< factors, a < b
    Estimate second;
  };
  /// The output is one number: it has no variance to share out. Estimates are NaN then.
  bool constant = false;
  /// Replicates of a row differ as much as rows do: the variance of the mean response is not told from 0, and
  /// indices are NaN.
  bool drowned = false;
  Estimate variance{};     ///< of the mean response
  double noise_share = 0;  ///< see analysis::noise_share
  std::vector<Factor> factors;
  std::vector<Pair> pairs;  ///< with rows B_A^i only
  Convergence convergence;  ///< of first and total indices; ranked by total
};

/// At least this many base rows make an interval worth printing.
inline constexpr std::size_t fewest_base_rows = 8;

/// Indices of `response`, whose rows are those of `layout`, which has at least `fewest_base_rows`.
/// `tolerated` is the half-width of interval asked for. InvariantError when sizes do not match.
[[nodiscard]] SobolIndices sobol_indices(const Response& response, const SaltelliLayout& layout,
                                         double tolerated, const BootstrapSettings& settings);

}  // namespace analysis
