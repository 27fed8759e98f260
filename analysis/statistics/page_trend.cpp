#include "analysis/statistics/page_trend.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "analysis/statistics/sample.hpp"
#include "sim/core/error.hpp"

namespace analysis::statistics {

namespace {

constexpr Eigen::Index most_exact_treatments = 8, most_exact_subjects = 40;

/// Chance of each value of Σ place·rank of one subject whose ranks are in random order.
std::vector<double> one_subject(int treatments) {
  std::vector<int> ranks(static_cast<std::size_t>(treatments));
  std::iota(ranks.begin(), ranks.end(), 1);
  const int most = treatments * (treatments + 1) * (2 * treatments + 1) / 6;
  std::vector<double> chances(static_cast<std::size_t>(most) + 1, 0.0);
  double orders = 0;
  do {
    int sum = 0;
    for (int k = 0; k < treatments; ++k) sum += (k + 1) * ranks[static_cast<std::size_t>(k)];
    chances[static_cast<std::size_t>(sum)] += 1;
    orders += 1;
  } while (std::next_permutation(ranks.begin(), ranks.end()));
  for (double& chance : chances) chance /= orders;
  return chances;
}

std::vector<double> convolved(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> sum(a.size() + b.size() - 1, 0.0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == 0) continue;
    for (std::size_t j = 0; j < b.size(); ++j) sum[i + j] += a[i] * b[j];
  }
  return sum;
}

double exact_p(double statistic, Eigen::Index subjects, Eigen::Index treatments) {
  const std::vector<double> one = one_subject(static_cast<int>(treatments));
  std::vector<double> all = one;
  for (Eigen::Index k = 1; k < subjects; ++k) all = convolved(all, one);
  double tail = 0;  // from the far end, where chances are smallest
  for (std::size_t sum = all.size(); sum-- > static_cast<std::size_t>(statistic);) tail += all[sum];
  return std::min(1.0, tail);
}

}  // namespace

PageTest page_trend_test(const Eigen::MatrixXd& values, bool allow_exact) {
  const Eigen::Index subjects = values.rows(), treatments = values.cols();
  if (subjects < 1 || treatments < 3 || !values.allFinite())
    throw sim::InvariantError("Page's test needs a subject and three treatments, all known");
  PageTest test{0, allow_exact && treatments <= most_exact_treatments && subjects <= most_exact_subjects, 0,
                1};
  for (Eigen::Index row = 0; row < subjects; ++row) {
    const Eigen::VectorXd of_subject = values.row(row);
    const std::span<const double> span(of_subject.data(), static_cast<std::size_t>(treatments));
    const std::vector<double> ranks = mid_ranks(span);
    for (std::size_t k = 0; k < ranks.size(); ++k) test.statistic += static_cast<double>(k + 1) * ranks[k];
    test.exact = test.exact && tie_sum(span) == 0;
  }
  const auto m = static_cast<double>(subjects), n = static_cast<double>(treatments);
  const double expected = m * n * (n + 1) * (n + 1) / 4;
  const double deviation = n * std::sqrt(m * (n + 1) * (n * n - 1)) / 12;
  test.z = (test.statistic - expected) / deviation;
  test.p = test.exact ? exact_p(test.statistic, subjects, treatments)
                      : boost::math::cdf(boost::math::complement(boost::math::normal(), test.z));
  return test;
}

}  // namespace analysis::statistics
