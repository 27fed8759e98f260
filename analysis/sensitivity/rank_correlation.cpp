#include "analysis/sensitivity/rank_correlation.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"

namespace analysis {

namespace {

using sim::nothing;
/// A factor whose ranks are determined by the others but for this share cannot be told from them.
constexpr double least_own_share = 1e-10;

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Correlations from products; a column that does not vary gives NaN.
Matrix correlations_from(const std::vector<double>& products, std::size_t n) {
  const auto size = static_cast<Eigen::Index>(n);
  const Eigen::Map<const Matrix> raw(products.data(), size, size);
  const Eigen::VectorXd scale = raw.diagonal().cwiseSqrt().cwiseInverse();
  return scale.asDiagonal() * raw * scale.asDiagonal();
}

/// The inverse; NaN throughout when the first n - 1 columns are dependent. A last column that follows wholly
/// from them is none of their fault: its partial correlations are ±1 or 0, got by a grain of noise of its
/// own.
Matrix inverse_of(Matrix correlations) {
  const Eigen::Index last = correlations.rows() - 1;
  const Eigen::LDLT<Matrix> factors(correlations.topLeftCorner(last, last));
  const bool sound = correlations.allFinite() && factors.vectorD().minCoeff() > least_own_share;
  if (!sound) return Matrix::Constant(last + 1, last + 1, nothing);
  correlations(last, last) += 1e-14;
  return correlations.ldlt().solve(Matrix::Identity(last + 1, last + 1));
}

}  // namespace

void RankedColumns::add(std::span<const double> values) {
  Column column;
  column.order.resize(values.size());
  std::iota(column.order.begin(), column.order.end(), 0U);
  std::sort(column.order.begin(), column.order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return values[a] != values[b] ? values[a] < values[b] : a < b;
  });
  column.tied.resize(values.size());
  for (std::size_t k = 1; k < values.size(); ++k)
    column.tied[k] = values[column.order[k]] == values[column.order[k - 1]];
  columns_.push_back(std::move(column));
}

std::vector<double> RankedColumns::products(std::span<const double> weights) const {
  const std::size_t n = columns(), all = rows();
  const double drawn = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<double> ranks(n * all);  // [row][column], centred
  for (std::size_t c = 0; c < n; ++c) {
    const Column& column = columns_[c];
    double before = 0;  // weight of all lower values
    for (std::size_t k = 0; k < all;) {
      double here = 0;
      std::size_t end = k;
      do here += weights[column.order[end++]];
      while (end < all && column.tied[end]);
      const double rank = before + (here + 1) / 2 - (drawn + 1) / 2;
      for (; k < end; ++k) ranks[column.order[k] * n + c] = rank;
      before += here;
    }
  }
  std::vector<double> sums(n * n);
  for (std::size_t row = 0; row < all; ++row) {
    if (weights[row] == 0.0) continue;
    for (std::size_t a = 0; a < n; ++a) {
      const double weighted = weights[row] * ranks[row * n + a];
      for (std::size_t b = 0; b <= a; ++b) sums[a * n + b] += weighted * ranks[row * n + b];
    }
  }
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = a + 1; b < n; ++b) sums[a * n + b] = sums[b * n + a];
  return sums;
}

void RankedColumns::partial_correlations(std::span<const double> weights,
                                         std::span<double> correlations) const {
  const auto last = static_cast<Eigen::Index>(columns()) - 1;
  const Matrix inverse = inverse_of(correlations_from(products(weights), columns()));
  for (Eigen::Index c = 0; c < last; ++c)
    correlations[static_cast<std::size_t>(c)] =
        std::clamp(-inverse(c, last) / std::sqrt(inverse(c, c) * inverse(last, last)), -1.0, 1.0);
}

double RankedColumns::determined_by_others(std::size_t column) const {
  const Matrix all = correlations_from(products(std::vector<double>(rows(), 1.0)), columns());
  const auto last = static_cast<Eigen::Index>(columns()) - 1;
  Matrix others(last - 1, last - 1);
  Eigen::VectorXd own(last - 1);
  for (Eigen::Index a = 0, to = 0; a < last; ++a) {
    if (a == static_cast<Eigen::Index>(column)) continue;
    own[to] = all(a, static_cast<Eigen::Index>(column));
    for (Eigen::Index b = 0, at = 0; b < last; ++b)
      if (b != static_cast<Eigen::Index>(column)) others(to, at++) = all(a, b);
    ++to;
  }
  return own.dot(others.completeOrthogonalDecomposition().solve(own));
}

RankCorrelations rank_correlations(const Response& response, const std::vector<std::string>& factors,
                                   const std::vector<std::vector<double>>& columns, double tolerated,
                                   const BootstrapSettings& settings) {
  if (response.rows < fewest_rows(factors.size()) || columns.size() != factors.size())
    throw sim::InvariantError("rank correlations of a response that is not of the design");
  RankCorrelations result;
  result.noise_share = noise_share(response);
  result.constant = response.constant();
  if (result.constant) {
    result.factors.assign(factors.size(), {nothing, nothing, nothing});
    return result;
  }
  RankedColumns ranked;
  for (const auto& column : columns) ranked.add(column);
  std::vector<double> means(response.rows);
  for (std::size_t row = 0; row < response.rows; ++row) means[row] = response.mean(row);
  ranked.add(means);
  for (std::size_t c = 0; factors.size() > 1 && c < factors.size(); ++c)
    if (ranked.determined_by_others(c) > 1 - least_own_share)
      throw sim::InputError(sim::Fault{
          {},
          fmt::format("the ranks of factor '{}' follow from those of the other factors", factors[c]),
          {"expected  a design whose factors vary independently of each other"}});
  result.factors = bootstrap(
      response.rows, factors.size(),
      [&](std::span<const double> weights, std::span<double> out) {
        ranked.partial_correlations(weights, out);
      },
      settings);
  std::vector<Estimate> strengths;
  for (const Estimate& e : result.factors)
    strengths.push_back(e.value < 0 ? Estimate{-e.value, -e.high, -e.low} : e);
  result.convergence = convergence(result.factors, strengths, tolerated, response.rows);
  return result;
}

}  // namespace analysis
