#include "analysis/sensitivity/sobol_indices.hpp"

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"

namespace analysis {

namespace {

using sim::nothing;

/// Moments of one base row: how many, f(A) + f(B), their squares, then of every factor the numerators of S
/// and T, then of every pair that of S_ij.
enum : std::size_t { count, sum, squares, per_factor };

std::size_t pairs_of(const SaltelliLayout& layout) {
  return layout.second_order ? layout.factors * (layout.factors - 1) / 2 : 0;
}

/// Values of one row, a number a replicate.
class Replicates {
 public:
  explicit Replicates(std::size_t n) : values_(n) {}
  std::span<const double> of(const Response& response, std::size_t row) {
    for (std::size_t k = 0; k < values_.size(); ++k) values_[k] = response.at(row, k);
    return values_;
  }
  std::span<const double> difference(std::span<const double> a, std::span<const double> b) {
    for (std::size_t k = 0; k < values_.size(); ++k) values_[k] = a[k] - b[k];
    return values_;
  }

 private:
  std::vector<double> values_;
};

/// `y` centred.
MomentTable moments_of(const Response& y, const SaltelliLayout& layout) {
  const std::size_t d = layout.factors;
  MomentTable table(layout.base, per_factor + 2 * d + pairs_of(layout));
  Replicates a_values(y.replicates), b_values(y.replicates), mixed(y.replicates), apart(y.replicates),
      other(y.replicates);
  for (std::size_t j = 0; j < layout.base; ++j) {
    const std::span<double> row = table.of(j);
    const auto a = a_values.of(y, layout.a(j)), b = b_values.of(y, layout.b(j));
    row[count] += 1;
    row[sum] += y.mean(layout.a(j)) + y.mean(layout.b(j));
    row[squares] += noise_free_product(a, a) + noise_free_product(b, b);
    for (std::size_t i = 0; i < d; ++i) {
      const auto change = apart.difference(mixed.of(y, layout.ab(j, i)), a);
      row[per_factor + 2 * i] += noise_free_product(b, change);
      row[per_factor + 2 * i + 1] += noise_free_product(change, change) / 2;
    }
    if (!layout.second_order) continue;
    const double apart_from_pairs = noise_free_product(a, b);
    std::size_t at = per_factor + 2 * d;
    for (std::size_t i = 0; i < d; ++i) {
      const auto ba = other.of(y, layout.ba(j, i));
      for (std::size_t k = i + 1; k < d; ++k)
        row[at++] += noise_free_product(ba, mixed.of(y, layout.ab(j, k))) - apart_from_pairs;
    }
  }
  return table;
}

/// Variance, then S and T of every factor, then S_ij of every pair, from sums of moments. All NaN when no
/// variance is left.
void indices_from(std::span<const double> sums, std::size_t d, std::span<double> out) {
  const double n = sums[count], mean = sums[sum] / (2 * n);
  const double variance = sums[squares] / (2 * n) - mean * mean;
  out[0] = variance;
  for (std::size_t k = per_factor; k < sums.size(); ++k)
    out[k - per_factor + 1] = variance > 0 ? sums[k] / (n * variance) : nothing;
  std::size_t at = 1 + 2 * d;
  if (at == out.size()) return;
  for (std::size_t i = 0; i < d; ++i)
    for (std::size_t k = i + 1; k < d; ++k) out[at++] -= out[1 + 2 * i] + out[1 + 2 * k];
}

}  // namespace

SobolIndices sobol_indices(const Response& response, const SaltelliLayout& layout, double tolerated,
                           const BootstrapSettings& settings) {
  if (response.rows != layout.rows() || layout.base < fewest_base_rows)
    throw sim::InvariantError("Sobol indices of a response that is not of the design");
  SobolIndices result;
  result.noise_share = noise_share(response);
  result.constant = response.constant();
  const std::size_t d = layout.factors;
  const Estimate no_estimate{nothing, nothing, nothing};
  result.variance = no_estimate;
  if (result.constant) {
    result.factors.assign(d, {no_estimate, no_estimate});
    return result;
  }
  const MomentTable table = moments_of(response.centred(), layout);
  const std::vector<Estimate> estimates = bootstrap(
      table, 1 + 2 * d + pairs_of(layout),
      [d](std::span<const double> sums, std::span<double> out) { indices_from(sums, d, out); }, settings);
  result.variance = estimates[0];
  result.drowned = !(estimates[0].low > 0);
  const auto given = [&](const Estimate& e) { return result.drowned ? no_estimate : e; };
  std::vector<Estimate> all, totals;
  for (std::size_t i = 0; i < d; ++i) {
    result.factors.push_back({given(estimates[1 + 2 * i]), given(estimates[2 + 2 * i])});
    all.push_back(result.factors[i].first);
    all.push_back(result.factors[i].total);
    totals.push_back(result.factors[i].total);
  }
  std::size_t at = 1 + 2 * d;
  if (layout.second_order) {
    for (std::size_t i = 0; i < d; ++i)
      for (std::size_t k = i + 1; k < d; ++k) result.pairs.push_back({i, k, given(estimates[at++])});
  }
  result.convergence = convergence(all, totals, tolerated, layout.base);
  return result;
}

}  // namespace analysis
