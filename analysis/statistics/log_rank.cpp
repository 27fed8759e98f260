#include <Eigen/Dense>
#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>

#include "analysis/statistics/survival.hpp"
#include "sim/core/error.hpp"

namespace analysis::statistics {

namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

struct Member {
  Lifetime life;
  Eigen::Index group;
};

std::vector<Member> members_of(std::span<const std::vector<Lifetime>> groups) {
  std::vector<Member> members;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const Lifetime& life : groups[g]) members.push_back({life, static_cast<Eigen::Index>(g)});
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const Member& a, const Member& b) { return a.life.time < b.life.time; });
  return members;
}

/// Adds what one time at which `ends` of those `at_risk` ended says: expectation and hypergeometric
/// covariance.
void add_time(const VectorXd& at_risk, double ends, VectorXd& expected, MatrixXd& covariance) {
  const double n = at_risk.sum();
  const VectorXd share = at_risk / n;
  expected += ends * share;
  if (n <= 1) return;
  const double factor = ends * (n - ends) / (n - 1);
  covariance += factor * (MatrixXd(share.asDiagonal()) - share * share.transpose());
}

}  // namespace

LogRankTest log_rank_test(std::span<const std::vector<Lifetime>> groups) {
  if (groups.size() < 2) throw sim::InvariantError("a log-rank test of fewer than two groups");
  const auto count = static_cast<Eigen::Index>(groups.size());
  const std::vector<Member> members = members_of(groups);
  VectorXd observed = VectorXd::Zero(count), expected = observed, at_risk = observed;
  MatrixXd covariance = MatrixXd::Zero(count, count);
  for (const Member& member : members) at_risk[member.group] += 1;
  for (std::size_t begin = 0, end = 0; begin < members.size(); begin = end) {
    VectorXd gone = VectorXd::Zero(count);
    double ends = 0;
    for (end = begin; end < members.size() && members[end].life.time == members[begin].life.time; ++end) {
      gone[members[end].group] += 1;
      if (!members[end].life.ended) continue;
      observed[members[end].group] += 1;
      ends += 1;
    }
    if (ends > 0) add_time(at_risk, ends, expected, covariance);
    at_risk -= gone;
  }
  LogRankTest test{{observed.begin(), observed.end()}, {expected.begin(), expected.end()}, 0, 0, 1};
  // The covariance is of rank groups − 1 (less where a group never met the others at risk): its
  // pseudo-inverse leaves out what is determined by the rest.
  const Eigen::SelfAdjointEigenSolver<MatrixXd> spectrum(covariance);
  const double smallest = 1e-10 * std::max(spectrum.eigenvalues().maxCoeff(), 1e-300);
  const VectorXd excess = spectrum.eigenvectors().transpose() * (observed - expected);
  for (Eigen::Index k = 0; k < count; ++k) {
    if (spectrum.eigenvalues()[k] <= smallest) continue;
    test.chi_square += excess[k] * excess[k] / spectrum.eigenvalues()[k];
    ++test.degrees;
  }
  if (test.degrees > 0)
    test.p =
        boost::math::cdf(boost::math::complement(boost::math::chi_squared(test.degrees), test.chi_square));
  return test;
}

}  // namespace analysis::statistics
