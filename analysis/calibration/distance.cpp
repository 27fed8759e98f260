#include "analysis/calibration/distance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace analysis {

double distance(DistanceKind kind, const Eigen::Ref<const Eigen::VectorXd>& statistics,
                const Eigen::VectorXd& observed, const Eigen::VectorXd& scales) {
  double largest = 0, squares = 0;
  for (Eigen::Index k = 0; k < observed.size(); ++k) {
    const double apart = std::abs(statistics[k] - observed[k]) / scales[k];
    if (!(apart >= 0)) return std::numeric_limits<double>::quiet_NaN();
    largest = std::max(largest, apart);
    squares += apart * apart;
  }
  return kind == DistanceKind::largest ? largest : std::sqrt(squares / static_cast<double>(observed.size()));
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::sort(values.begin(), values.end());
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= values.size()) return values.back();
  return values[below] + (place - static_cast<double>(below)) * (values[below + 1] - values[below]);
}

Eigen::VectorXd spreads(const Matrix& statistics, const Eigen::VectorXd& otherwise) {
  Eigen::VectorXd found = otherwise;
  for (Eigen::Index k = 0; k < statistics.cols(); ++k) {
    std::vector<double> column;
    for (Eigen::Index i = 0; i < statistics.rows(); ++i)
      if (statistics.row(i).allFinite()) column.push_back(statistics(i, k));
    const double middle = quantile(column, 0.5);
    for (double& value : column) value = std::abs(value - middle);
    if (const double spread = quantile(std::move(column), 0.5); spread > 0) found[k] = spread;
  }
  return found;
}

}  // namespace analysis
