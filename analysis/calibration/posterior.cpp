#include "analysis/calibration/posterior.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace analysis {

namespace {

constexpr double ridge_from = 0.7;

Marginal marginal(const Eigen::VectorXd& values, const Eigen::VectorXd& weights) {
  std::vector<Eigen::Index> order(static_cast<std::size_t>(values.size()));
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](Eigen::Index a, Eigen::Index b) {
    return values[a] < values[b] || (values[a] == values[b] && a < b);
  });
  const auto at = [&](double share) {
    double sum = 0;
    for (const Eigen::Index i : order)
      if ((sum += weights[i]) >= share) return values[i];
    return values[order.back()];
  };
  Marginal m{};
  m.mean = weights.dot(values);
  const double variance = weights.dot((values.array() - m.mean).square().matrix());
  m.sd = std::sqrt(variance);
  m.low = at(0.025);
  m.median = at(0.5);
  m.high = at(0.975);
  m.contraction = 1.0 - 12.0 * variance;
  double below = 0, above = 0;
  for (Eigen::Index i = 0; i < values.size(); ++i) {
    if (values[i] < 0.02) below += weights[i];
    if (values[i] > 0.98) above += weights[i];
  }
  m.at_low_end = below > 0.1;
  m.at_high_end = above > 0.1;
  return m;
}

}  // namespace

PosteriorReading read_posterior(const Matrix& points, const Eigen::VectorXd& weights) {
  PosteriorReading reading;
  for (Eigen::Index d = 0; d < points.cols(); ++d)
    reading.marginals.push_back(marginal(points.col(d), weights));
  const Eigen::RowVectorXd mean = weights.transpose() * points;
  const Matrix centred = points.rowwise() - mean;
  const Eigen::MatrixXd covariance = centred.transpose() * weights.asDiagonal() * centred;
  reading.correlation = Eigen::MatrixXd::Identity(points.cols(), points.cols());
  for (Eigen::Index a = 0; a < points.cols(); ++a) {
    for (Eigen::Index b = 0; b < a; ++b) {
      const double scale = std::sqrt(covariance(a, a) * covariance(b, b));
      const double r = scale > 0 ? covariance(a, b) / scale : 0.0;
      reading.correlation(a, b) = reading.correlation(b, a) = r;
      if (std::abs(r) >= ridge_from)
        reading.ridges.push_back({static_cast<std::size_t>(b), static_cast<std::size_t>(a), r});
    }
  }
  std::stable_sort(reading.ridges.begin(), reading.ridges.end(), [](const Ridge& a, const Ridge& b) {
    return std::abs(a.correlation) > std::abs(b.correlation);
  });
  return reading;
}

std::vector<std::size_t> resampled(const Eigen::VectorXd& weights, std::size_t count) {
  std::vector<std::size_t> rows;
  const double step = weights.sum() / static_cast<double>(count);
  double passed = 0;
  for (Eigen::Index i = 0; i < weights.size(); ++i) {
    passed += weights[i];
    while (rows.size() < count && (static_cast<double>(rows.size()) + 0.5) * step <= passed)
      rows.push_back(static_cast<std::size_t>(i));
  }
  while (rows.size() < count) rows.push_back(static_cast<std::size_t>(weights.size() - 1));
  return rows;
}

}  // namespace analysis
