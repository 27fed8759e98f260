// Partial rank correlation coefficients (Iman & Conover 1979; Marino et al. 2008, J. Theor. Biol. 254): how
// far an output rises or falls with a factor once the linear effects of the other factors on the ranks are
// taken out. For outputs that are monotone in their factors, and any design but a degenerate one.
#pragma once

#include <vector>

#include "analysis/sensitivity/bootstrap.hpp"
#include "analysis/sensitivity/convergence.hpp"
#include "analysis/sensitivity/response.hpp"

namespace analysis {

/// Columns of equal length, kept as the order of their values, for midranks of the rows that are drawn: no
/// column is sorted more than once.
class RankedColumns {
 public:
  void add(std::span<const double> values);
  [[nodiscard]] std::size_t columns() const { return columns_.size(); }
  [[nodiscard]] std::size_t rows() const { return columns_.empty() ? 0 : columns_[0].order.size(); }
  /// Partial correlations, between -1 and 1, of the ranks of each column but the last with those of the last,
  /// given all others; rows count as often as `weights` says. NaN when the ranks of the columns but the last
  /// are linearly dependent.
  void partial_correlations(std::span<const double> weights, std::span<double> correlations) const;
  /// How far the ranks of column `column` are determined by those of the other columns but the last: the
  /// share of their variance, 0 to 1.
  [[nodiscard]] double determined_by_others(std::size_t column) const;

 private:
  struct Column {
    std::vector<std::uint32_t> order;  ///< rows by rising value
    std::vector<bool> tied;            ///< with the one before, in that order
  };
  /// Products of centred ranks, [column][column], over the rows.
  [[nodiscard]] std::vector<double> products(std::span<const double> weights) const;

  std::vector<Column> columns_;
};

struct RankCorrelations {
  bool constant = false;  ///< the output is one number: estimates are NaN
  double noise_share = 0;
  std::vector<Estimate> factors;  ///< of the means over replicates
  Convergence convergence;        ///< of all of them; ranked by absolute value
};

/// Fewest rows: half as many again as a fit of the ranks needs, and a resample, which holds two rows in
/// three.
[[nodiscard]] inline std::size_t fewest_rows(std::size_t factors) { return 3 * (factors + 2); }

/// Of `response` over a design given by columns of factors. InputError, naming the factor, when one factor's
/// ranks follow from those of the others. A resample costs rows × factors² operations.
[[nodiscard]] RankCorrelations rank_correlations(const Response& response,
                                                 const std::vector<std::string>& factors,
                                                 const std::vector<std::vector<double>>& columns,
                                                 double tolerated, const BootstrapSettings& settings);

}  // namespace analysis
