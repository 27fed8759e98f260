#include "analysis/statistics/cox.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <numeric>
#include <vector>

#include "sim/core/error.hpp"

namespace analysis::statistics {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Lifetimes from the longest to the shortest, so that the risk set only grows.
struct Cohort {
  std::vector<Lifetime> lives;
  MatrixXd covariates;  ///< centred: the likelihood is the same, exponentials stay small
};

Cohort cohort_of(std::span<const Lifetime> lifetimes, const MatrixXd& covariates) {
  std::vector<std::size_t> order(lifetimes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return lifetimes[a].time > lifetimes[b].time; });
  Cohort cohort{{}, MatrixXd(covariates.rows(), covariates.cols())};
  for (std::size_t k = 0; k < order.size(); ++k) {
    cohort.lives.push_back(lifetimes[order[k]]);
    cohort.covariates.row(static_cast<Index>(k)) = covariates.row(static_cast<Index>(order[k]));
  }
  cohort.covariates.rowwise() -= covariates.colwise().mean().eval();
  return cohort;
}

struct Likelihood {
  double value = 0;
  VectorXd gradient;
  MatrixXd information;
};

/// Sums over a set of subjects: of their risks, and of risk times covariates once and twice.
struct RiskSums {
  explicit RiskSums(Index columns)
      : first(VectorXd::Zero(columns)), second(MatrixXd::Zero(columns, columns)) {}
  void add(double risk, const VectorXd& x) {
    total += risk;
    first += risk * x;
    second += risk * x * x.transpose();
  }
  double total = 0;
  VectorXd first;
  MatrixXd second;
};

/// Efron: of d tied ends, the j-th sees the risk of the tied ones reduced by j/d.
void add_ties(const RiskSums& at_risk, const RiskSums& tied, int ends, Likelihood& likelihood) {
  for (int j = 0; j < ends; ++j) {
    const double part = static_cast<double>(j) / ends;
    const double total = at_risk.total - part * tied.total;
    const VectorXd center = (at_risk.first - part * tied.first) / total;
    likelihood.value -= std::log(total);
    likelihood.gradient -= center;
    likelihood.information += (at_risk.second - part * tied.second) / total - center * center.transpose();
  }
}

Likelihood likelihood_at(const Cohort& cohort, const VectorXd& beta) {
  const Index columns = cohort.covariates.cols();
  Likelihood likelihood{0, VectorXd::Zero(columns), MatrixXd::Zero(columns, columns)};
  const VectorXd predictor = cohort.covariates * beta;
  RiskSums at_risk(columns);
  const std::size_t n = cohort.lives.size();
  for (std::size_t begin = 0, end = 0; begin < n; begin = end) {
    RiskSums tied(columns);
    int ends = 0;
    for (end = begin; end < n && cohort.lives[end].time == cohort.lives[begin].time; ++end) {
      const auto row = static_cast<Index>(end);
      const VectorXd x = cohort.covariates.row(row);
      const double risk = std::exp(predictor[row]);
      at_risk.add(risk, x);
      if (!cohort.lives[end].ended) continue;
      tied.add(risk, x);
      likelihood.value += predictor[row];
      likelihood.gradient += x;
      ++ends;
    }
    add_ties(at_risk, tied, ends, likelihood);
  }
  return likelihood;
}

bool can_be_inverted(const MatrixXd& information) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> spectrum(information);
  const double largest = spectrum.eigenvalues().maxCoeff();
  return std::isfinite(largest) && largest > 0 && spectrum.eigenvalues().minCoeff() > 1e-12 * largest;
}

}  // namespace

double CoxFit::p(Index column) const {
  const double z = std::abs(coefficients[column]) / error(column);
  return 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), z));
}

Interval CoxFit::hazard_ratio(Index column, double confidence) const {
  require_between(confidence, 0, 1, "confidence");
  const double reach = boost::math::quantile(boost::math::normal(), 0.5 * (1 + confidence)) * error(column);
  return {std::exp(coefficients[column] - reach), std::exp(coefficients[column] + reach)};
}

CoxFit cox_regression(std::span<const Lifetime> lifetimes, const MatrixXd& covariates) {
  if (static_cast<Index>(lifetimes.size()) != covariates.rows() || covariates.cols() == 0)
    throw sim::InvariantError("Cox regression needs a row of covariates for each lifetime");
  const Cohort cohort = cohort_of(lifetimes, covariates);
  VectorXd beta = VectorXd::Zero(covariates.cols());
  Likelihood now = likelihood_at(cohort, beta);
  CoxFit fit{beta, MatrixXd::Zero(beta.size(), beta.size()), now.value, now.value, 0, false};
  constexpr int most_steps = 50;
  while (fit.steps < most_steps && can_be_inverted(now.information)) {
    const VectorXd step = now.information.ldlt().solve(now.gradient);
    double share = 1;
    Likelihood next = likelihood_at(cohort, beta + step);
    while (!(next.value >= now.value - 1e-12 * std::abs(now.value)) && share > 1e-6) {
      share /= 2;
      next = likelihood_at(cohort, beta + share * step);
    }
    beta += share * step;
    now = std::move(next);
    ++fit.steps;
    if ((share * step).cwiseAbs().maxCoeff() > 1e-10 * (1 + beta.cwiseAbs().maxCoeff())) continue;
    fit.converged = beta.cwiseAbs().maxCoeff() < 1e3;
    break;
  }
  fit.coefficients = beta;
  fit.log_likelihood = now.value;
  if (fit.converged && can_be_inverted(now.information))
    fit.covariance = now.information.inverse();
  else
    fit.converged = false;
  return fit;
}

}  // namespace analysis::statistics
