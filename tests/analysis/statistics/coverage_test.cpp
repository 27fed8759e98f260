// Whether intervals hold the truth as often as they say, and tests err as rarely as they say: by simulation.
//
// Light: 4 000 samples each (2 000 with bootstrap); with LIEN_FULL_CHECKS 100 000 (20 000). "95 %" must be 93
// to 97 %; a share that is truly 95 % leaves that range by chance with probability 6.5e-9 in 4 000 samples,
// 4e-5 in 2 000. The true coverage of the bootstrap at 32 values is near 93.7 %, so its light check allows
// the 4.5 standard errors below 93 % as well; the full one does not.
#include <gmock/gmock.h>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/correlation.hpp"
#include "analysis/statistics/cox.hpp"
#include "analysis/statistics/equivalence.hpp"
#include "analysis/statistics/factorial_anova.hpp"
#include "analysis/statistics/page_trend.hpp"
#include "analysis/statistics/survival.hpp"
#include "analysis/statistics/t_test.hpp"
#include "analysis/statistics/wilcoxon.hpp"
#include "sim/math/distributions.hpp"
#include "sim/random/draws.hpp"
#include "tests/support/shipped_scenarios.hpp"
#include "tests/support/statistics.hpp"

namespace lien_test {
namespace {

using namespace analysis::statistics;  // NOLINT: what is under test

std::uint32_t samples(std::uint32_t light, std::uint32_t full) { return full_checks() ? full : light; }

/// Uniforms of one simulated sample.
sim::KeyedDraws draws_of(std::uint32_t sample, std::uint32_t purpose) {
  return {{1944, purpose}, sample, 0xC0FE, 0};
}
std::vector<double> normals(std::uint32_t sample, std::size_t n, double mean, std::uint32_t purpose) {
  sim::KeyedDraws draws = draws_of(sample, purpose);
  std::vector<double> values(n);
  for (std::size_t k = 0; k < n; ++k)
    values[k] = mean + sim::normal_quantile(draws.uniform(static_cast<std::uint32_t>(k)));
  return values;
}

void expect_covers(const char* what, double hits, double trials, double slack = 0) {
  const double share = hits / trials;
  testing::Test::RecordProperty(what, std::to_string(share));
  EXPECT_GE(share, 0.93 - slack) << "of " << trials;
  EXPECT_LE(share, 0.97) << "of " << trials;
}

TEST(Coverage, OfTheTInterval) {
  const std::uint32_t trials = samples(4'000, 100'000);
  for (const std::size_t n : {2U, 8U, 32U}) {
    double hits = 0;
    for (std::uint32_t s = 0; s < trials; ++s)
      hits += t_test(normals(s, n, 0.3, 1)).interval.holds(0.3) ? 1 : 0;
    EXPECT_TRUE(share_agrees(hits, trials, 0.95)) << n << " values";
    expect_covers(("t_" + std::to_string(n)).c_str(), hits, trials);
  }
}

TEST(Coverage, OfBootstrapIntervalsOfMeanAndMedian) {
  const std::uint32_t trials = samples(2'000, 20'000);
  const double slack = full_checks() ? 0 : four_and_a_half * std::sqrt(0.93 * 0.07 / trials);
  const Resamples resamples = keyed_resamples(5, 32, 1000);
  double mean_hits = 0, median_hits = 0;
  for (std::uint32_t s = 0; s < trials; ++s) {
    const std::vector<double> values = normals(s, 32, 0.0, 2);
    mean_hits += bca_mean(values, resamples).holds(0) ? 1 : 0;
    median_hits += bc_median(values, resamples).holds(0) ? 1 : 0;
  }
  expect_covers("bca_mean_32", mean_hits, trials, slack);
  expect_covers("bc_median_32", median_hits, trials, slack);
}

TEST(Coverage, OfTheCorrelation) {
  const std::uint32_t trials = samples(4'000, 100'000);
  double hits = 0;
  for (std::uint32_t s = 0; s < trials; ++s) {
    const std::vector<double> z = normals(s, 40, 0.0, 3);
    std::vector<double> x(z.begin(), z.begin() + 20), y(z.begin() + 20, z.end());
    for (std::size_t k = 0; k < y.size(); ++k) y[k] = 0.6 * x[k] + 0.8 * y[k];
    hits += correlation_test(pearson(x, y), 20).interval.holds(0.6) ? 1 : 0;
  }
  expect_covers("correlation_20", hits, trials);
}

/// Exponential lifetimes at rate exp(log_ratio·group), censored at 2.
std::vector<std::vector<Lifetime>> two_groups(std::uint32_t sample, std::size_t each, double log_ratio,
                                              std::uint32_t purpose) {
  sim::KeyedDraws draws = draws_of(sample, purpose);
  std::vector<std::vector<Lifetime>> groups(2);
  std::uint32_t draw = 0;
  for (std::size_t g = 0; g < 2; ++g) {
    for (std::size_t k = 0; k < each; ++k) {
      const double time = -std::log(draws.uniform(draw++)) / std::exp(log_ratio * static_cast<double>(g));
      groups[g].push_back({std::min(time, 2.0), time < 2.0});
    }
  }
  return groups;
}

TEST(Coverage, OfKaplanMeier) {
  const std::uint32_t trials = samples(4'000, 100'000);
  double hits = 0;
  for (std::uint32_t s = 0; s < trials; ++s) {
    const SurvivalCurve curve = kaplan_meier(two_groups(s, 50, 0, 4)[0]);
    const auto after =
        std::find_if(curve.steps.begin(), curve.steps.end(), [](const auto& step) { return step.time > 1; });
    hits += (after - 1)->interval.holds(std::exp(-1.0)) ? 1 : 0;
  }
  expect_covers("kaplan_meier_50", hits, trials);
}

TEST(Coverage, OfTheHazardRatio) {
  const std::uint32_t trials = samples(4'000, 40'000);
  double hits = 0, found = 0;
  for (std::uint32_t s = 0; s < trials; ++s) {
    const auto groups = two_groups(s, 40, std::log(1.3), 5);
    std::vector<Lifetime> lives = groups[0];
    lives.insert(lives.end(), groups[1].begin(), groups[1].end());
    Eigen::MatrixXd group(80, 1);
    group << Eigen::VectorXd::Zero(40), Eigen::VectorXd::Ones(40);
    const CoxFit fit = cox_regression(lives, group);
    found += fit.converged ? 1 : 0;
    hits += fit.converged && fit.hazard_ratio(0).holds(1.3) ? 1 : 0;
  }
  EXPECT_EQ(found, trials);
  expect_covers("hazard_ratio_80", hits, trials);
}

// A nominal 5 % must be at most 5 % and 4.5 standard errors (false alarm 3.4e-6 where the error is exactly 5
// %).
TEST(FalsePositives, AreAsRareAsStated) {
  const std::uint32_t trials = samples(4'000, 100'000);
  const double most = trials * 0.05 + four_and_a_half * std::sqrt(trials * 0.05 * 0.95);
  double wilcoxon = 0, log_rank = 0, page = 0, anova = 0, tost = 0, t = 0;
  for (std::uint32_t s = 0; s < trials; ++s) {
    const std::vector<double> twelve = normals(s, 12, 0.0, 6), shifted = normals(s, 12, 0.4, 7);
    t += t_test(twelve).p <= 0.05 ? 1 : 0;
    wilcoxon += wilcoxon_test(twelve).p <= 0.05 ? 1 : 0;
    tost += equivalence_test(shifted, 0.4).p <= 0.05 ? 1 : 0;  // truth at the very margin
    log_rank += log_rank_test(two_groups(s, 40, 0, 8)).p <= 0.05 ? 1 : 0;
    page += page_trend_test(Eigen::Map<const Eigen::MatrixXd>(twelve.data(), 4, 3)).p <= 0.05 ? 1 : 0;
    const std::vector<std::size_t> levels{2, 2, 3};
    anova += factorial_anova(twelve, levels, terms_up_to(2, 2)).terms[2].p <= 0.05 ? 1 : 0;
  }
  const std::pair<const char*, double> counts[] = {
      {"t", t},       {"wilcoxon", wilcoxon}, {"log_rank", log_rank},
      {"page", page}, {"anova", anova},       {"tost", tost}};
  for (const auto& [test, count] : counts) {
    RecordProperty(test, std::to_string(count / trials));
    // Log-rank rests on large numbers: with groups of 40 its 5 % are 5.3.
    EXPECT_LE(count, most + (std::string(test) == "log_rank" ? 0.005 * trials : 0.0)) << test;
  }
  for (const double count : {t, anova}) EXPECT_TRUE(share_agrees(count, trials, 0.05));
}

}  // namespace
}  // namespace lien_test
