// Survival, trends, factorial designs, correlations and sample sizes, against R's survival, scipy and
// statsmodels to 1e-8.
#include <gmock/gmock.h>

#include "analysis/statistics/correlation.hpp"
#include "analysis/statistics/cox.hpp"
#include "analysis/statistics/factorial_anova.hpp"
#include "analysis/statistics/page_trend.hpp"
#include "analysis/statistics/sample_size.hpp"
#include "analysis/statistics/survival.hpp"
#include "sim/core/error.hpp"
#include "tests/analysis/statistics/oracle.hpp"

namespace lien_test {
namespace {

using namespace analysis::statistics;  // NOLINT: what is under test

/// The veterans' lung cancer trial (Kalbfleisch & Prentice 1980), with ties and censored patients.
class Veterans : public testing::Test {
 protected:
  Veterans() {
    const auto time = numbers(answers_["time"]), status = numbers(answers_["status"]);
    for (std::size_t k = 0; k < time.size(); ++k) lives_.push_back({time[k], status[k] == 1});
  }
  [[nodiscard]] std::vector<std::vector<Lifetime>> by(const char* group, std::size_t groups) const {
    std::vector<std::vector<Lifetime>> parts(groups);
    for (std::size_t k = 0; k < lives_.size(); ++k)
      parts[answers_[group][k].get<std::size_t>() - 1].push_back(lives_[k]);
    return parts;
  }
  const nlohmann::json& answers_ = oracle()["survival"];
  std::vector<Lifetime> lives_;
};

TEST_F(Veterans, KaplanMeierAgrees) {
  const SurvivalCurve curve = kaplan_meier(lives_);
  ASSERT_EQ(curve.steps.size(), answers_["km_time"].size());
  for (std::size_t k = 0; k < curve.steps.size(); ++k) {
    const auto& step = curve.steps[k];
    const std::string at = " at step " + std::to_string(k);
    expect_agrees(step.time, answers_["km_time"][k], "time" + at);
    expect_agrees(static_cast<double>(step.at_risk), answers_["km_risk"][k], "risk" + at);
    expect_agrees(step.survival, answers_["km_surv"][k], "survival" + at);
    expect_agrees(step.survival, answers_["statsmodels"]["km_surv"][k], "survival by statsmodels" + at);
    expect_agrees(step.error, answers_["km_error"][k], "error" + at);
    expect_agrees(step.interval.low, answers_["km_low"][k], "low" + at);
    expect_agrees(step.interval.high, answers_["km_high"][k], "high" + at);
  }
  expect_agrees(curve.median(), answers_["km_median"][0], "median");
  EXPECT_EQ(curve.at(0.5), 1.0);
  EXPECT_EQ(curve.at(1e9), curve.steps.back().survival);
}

TEST_F(Veterans, LogRankAgrees) {
  for (const auto& [group, column, groups] :
       {std::tuple{"trt", "trt", 2}, std::tuple{"celltype", "cell", 4}}) {
    const std::string name = std::string("rank_") + group;
    const LogRankTest test = log_rank_test(by(column, static_cast<std::size_t>(groups)));
    EXPECT_EQ(test.degrees, groups - 1);
    expect_agrees(test.chi_square, answers_[name + "_chi"][0], name);
    expect_agrees(test.p, answers_[name + "_p"][0], name + " p");
    for (std::size_t g = 0; g < test.observed.size(); ++g) {
      expect_agrees(test.observed[g], answers_[name + "_observed"][g], name + " observed");
      expect_agrees(test.expected[g], answers_[name + "_expected"][g], name + " expected");
    }
  }
  expect_agrees(log_rank_test(by("trt", 2)).p, answers_["statsmodels"]["rank_p"], "p by statsmodels");
}

TEST_F(Veterans, CoxAgrees) {
  Eigen::MatrixXd covariates(static_cast<Eigen::Index>(lives_.size()), 3);
  const char* names[] = {"trt", "karno", "age"};
  for (Eigen::Index k = 0; k < covariates.rows(); ++k) {
    for (Eigen::Index c = 0; c < 3; ++c)
      covariates(k, c) = answers_[names[c]][static_cast<std::size_t>(k)].get<double>();
  }
  const CoxFit fit = cox_regression(lives_, covariates);
  ASSERT_TRUE(fit.converged);
  expect_agrees(fit.log_likelihood_null, answers_["cox_loglik"][0], "log likelihood of the null");
  expect_agrees(fit.log_likelihood, answers_["cox_loglik"][1], "log likelihood");
  for (Eigen::Index c = 0; c < 3; ++c) {
    const auto k = static_cast<std::size_t>(c);
    expect_agrees(fit.coefficients[c], answers_["cox_coef"][k], names[c]);
    EXPECT_NEAR(fit.coefficients[c], answers_["statsmodels"]["cox_coef"][k].get<double>(), 1e-5);
    expect_agrees(fit.covariance(c, c), answers_["cox_var"][4 * k], std::string("variance of ") + names[c]);
    expect_agrees(fit.p(c), answers_["cox_p"][k], std::string("p of ") + names[c]);
    expect_agrees(fit.hazard_ratio(c).low, answers_["cox_ci"][k], "low");
    expect_agrees(fit.hazard_ratio(c).high, answers_["cox_ci"][3 + k], "high");
  }
}

TEST(Durations, CoxSaysWhenThereIsNoEstimate) {
  const std::vector<Lifetime> lives{{1, true}, {2, true}, {3, true}, {4, false}, {5, false}, {6, false}};
  Eigen::MatrixXd separating(6, 1);
  separating << 1, 1, 1, 0, 0, 0;
  EXPECT_FALSE(cox_regression(lives, separating).converged);
  Eigen::MatrixXd twice(6, 2);
  twice << 1, 2, 0, 0, 1, 2, 0, 0, 1, 2, 0, 0;
  EXPECT_FALSE(cox_regression(lives, twice).converged);
  const std::vector<Lifetime> nobody(6, Lifetime{3, false});
  EXPECT_FALSE(cox_regression(nobody, separating).converged);
  EXPECT_THROW((void)cox_regression(std::span(lives).subspan(1), separating), sim::InvariantError);
}

TEST(Durations, ACurveNobodyLeavesStaysAtOne) {
  const std::vector<Lifetime> lives{{3, false}, {5, false}};
  EXPECT_TRUE(kaplan_meier(lives).steps.empty());
  EXPECT_TRUE(std::isnan(kaplan_meier(lives).median()));
  EXPECT_EQ(log_rank_test(std::vector{lives, lives}).p, 1.0);
  const std::vector<Lifetime> even{{1, true}, {2, true}, {4, true}, {6, true}};
  EXPECT_EQ(kaplan_meier(even).median(), 3.0);  // as R: the middle of the stretch at one half
}

TEST(Trends, PageAgrees) {
  for (const auto& expected : oracle()["page"]) {
    Eigen::MatrixXd values(static_cast<Eigen::Index>(expected["values"].size()),
                           static_cast<Eigen::Index>(expected["values"][0].size()));
    for (Eigen::Index r = 0; r < values.rows(); ++r) {
      for (Eigen::Index c = 0; c < values.cols(); ++c)
        values(r, c) =
            expected["values"][static_cast<std::size_t>(r)][static_cast<std::size_t>(c)].get<double>();
    }
    const bool exact = expected["method"] == "exact";
    const PageTest test = page_trend_test(values, exact);
    EXPECT_EQ(test.exact, exact);
    expect_agrees(test.statistic, expected["L"], "L");
    expect_agrees(test.p, expected["p"], "p");
  }
}

TEST(Anova, AgreesWithTypesTwoAndThree) {
  const auto& expected = oracle()["anova"];
  const std::vector<double> values = numbers(expected["values"]);
  const std::vector<std::size_t> levels = expected["levels"];
  auto blocked = terms_up_to(2, 2);
  blocked.push_back({2});
  blocked.push_back({3});
  for (const auto& [name, terms] : {std::pair{"plain", terms_up_to(3, 3)}, std::pair{"blocked", blocked}}) {
    const Anova anova = factorial_anova(values, levels, terms);
    for (const char* type : {"2", "3"}) {
      const auto& table = expected["tables"][std::string(name) + type];
      ASSERT_EQ(table.size(), terms.size() + 1);
      for (const AnovaTerm& term : anova.terms) {
        std::string key;
        for (const std::size_t f : term.factors) key += "abcr"[f];
        expect_agrees(term.sum_of_squares, table[key][0], key + " sum of squares");
        expect_agrees(term.degrees, table[key][1], key + " degrees");
        expect_agrees(term.f, table[key][2], key + " F");
        expect_agrees(term.p, table[key][3], key + " p");
      }
      expect_agrees(anova.residual_sum_of_squares, table["residual"][0], "residual");
      expect_agrees(anova.residual_degrees, table["residual"][1], "residual degrees");
    }
  }
}

TEST(Anova, TakesThePlantedEffectsApart) {
  // y = 10 + (−1, 1)·a + (−3, 0, 3)·b + 2·(−1)^a·(b − 1), each twice: no residual.
  std::vector<double> values;
  for (int a = 0; a < 2; ++a) {
    for (int b = 0; b < 3; ++b) {
      for (int twice = 0; twice < 2; ++twice)
        values.push_back(10 + (2 * a - 1) + 3 * (b - 1) + (a == 0 ? 2 : -2) * (b - 1));
    }
  }
  const std::vector<std::size_t> levels{2, 3, 2};
  const Anova anova = factorial_anova(values, levels, terms_up_to(2, 2));
  EXPECT_DOUBLE_EQ(anova.terms[0].sum_of_squares, 12 * 1);
  EXPECT_DOUBLE_EQ(anova.terms[1].sum_of_squares, 8 * 9);
  EXPECT_DOUBLE_EQ(anova.terms[2].sum_of_squares, 8 * 4);
  EXPECT_EQ(anova.residual_sum_of_squares, 0);
  EXPECT_TRUE(std::isnan(anova.terms[0].p));
  EXPECT_THAT(term_effects(values, levels, std::vector<std::size_t>{1}), testing::ElementsAre(-3, 0, 3));
  EXPECT_THAT(term_effects(values, levels, std::vector<std::size_t>{0, 1}),
              testing::ElementsAre(-2, 0, 2, 2, 0, -2));
  EXPECT_THROW((void)factorial_anova(values, std::vector<std::size_t>{2, 3}, terms_up_to(2, 2)),
               sim::InvariantError);
  EXPECT_THROW((void)factorial_anova(values, levels, std::vector<std::vector<std::size_t>>{{0}, {0}}),
               sim::InvariantError);
}

TEST(Correlation, AgreesWithScipy) {
  const auto& expected = oracle()["correlation"];
  const auto x = numbers(expected["x"]), y = numbers(expected["y"]);
  const double r = pearson(x, y);
  expect_agrees(r, expected["r"], "r");
  const CorrelationTest test = correlation_test(r, x.size());
  expect_agrees(test.interval.low, expected["low"], "low");
  expect_agrees(test.interval.high, expected["high"], "high");
  const auto& equal = expected["equal"];
  expect_agrees(correlations_equal(equal["r1"], equal["n1"], equal["r2"], equal["n2"]), equal["p"], "equal");
  EXPECT_THROW((void)fisher_z(1.0), sim::InvariantError);
  EXPECT_TRUE(std::isnan(pearson(x, std::vector<double>(x.size(), 2.0))));
}

TEST(SampleSize, AgreesWithStatsmodels) {
  const auto& expected = oracle()["sizes"];
  for (const auto& row : expected["power"])
    expect_agrees(paired_power(row["dz"], row["n"], row["alpha"]), row["power"], "power");
  for (const auto& row : expected["for_power"])
    EXPECT_EQ(replicates_for_power(row["dz"], row["power"]), row["n"].get<std::size_t>());
  for (const auto& row : expected["precision"])
    EXPECT_EQ(replicates_for_precision(row["deviation"], row["half_width"]), row["n"].get<std::size_t>());
  EXPECT_EQ(replicates_for_precision(0.0, 0.1), 2U);
  EXPECT_EQ(replicates_for_power(1e-9), most_advised);
  EXPECT_DOUBLE_EQ(paired_power(1e6, 5), 1.0);
  EXPECT_THROW((void)replicates_for_power(0.0), sim::InvariantError);
}

}  // namespace
}  // namespace lien_test
