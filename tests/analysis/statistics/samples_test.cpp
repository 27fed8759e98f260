// Tests and intervals on samples of paired differences, against scipy and statsmodels to 1e-8.
#include <gmock/gmock.h>

#include <limits>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/effect_size.hpp"
#include "analysis/statistics/equivalence.hpp"
#include "analysis/statistics/holm.hpp"
#include "analysis/statistics/t_test.hpp"
#include "analysis/statistics/wilcoxon.hpp"
#include "sim/core/error.hpp"
#include "tests/analysis/statistics/oracle.hpp"

namespace lien_test {
namespace {

using namespace analysis::statistics;  // NOLINT: what is under test

class Samples : public testing::TestWithParam<std::string> {
 protected:
  const nlohmann::json& answers_ = oracle()["samples"][GetParam()];
  const std::vector<double> values_ = numbers(answers_["values"]);
};

TEST_P(Samples, PairedTAgrees) {
  const TTest test = t_test(values_);
  const auto& expected = answers_["t_test"];
  expect_agrees(test.t, expected["t"], "t");
  expect_agrees(test.p, expected["p"], "p");
  expect_agrees(test.p_less, expected["p_less"], "p_less");
  expect_agrees(test.p_greater, expected["p_greater"], "p_greater");
  expect_agrees(test.interval.low, expected["low"], "low");
  expect_agrees(test.interval.high, expected["high"], "high");
}

TEST_P(Samples, WilcoxonAgrees) {
  const auto& expected = answers_["wilcoxon"];
  expect_agrees(wilcoxon_test(values_, RankLaw::normal).p, expected["normal_p"], "normal p");
  const bool countable = expected.contains("exact_p");
  EXPECT_EQ(wilcoxon_test(values_).exact, countable);
  if (countable) {
    expect_agrees(wilcoxon_test(values_, RankLaw::exact).p, expected["exact_p"], "exact p");
  } else {
    EXPECT_THROW((void)wilcoxon_test(values_, RankLaw::exact), sim::InvariantError);
  }
}

TEST_P(Samples, EquivalenceAgrees) {
  const auto& expected = answers_["equivalence"];
  const Equivalence test = equivalence_test(values_, expected["margin"]);
  expect_agrees(test.p, expected["p"], "p");
  expect_agrees(test.p_above_low, expected["p_above_low"], "p above low");
  expect_agrees(test.p_below_high, expected["p_below_high"], "p below high");
  const bool inside = test.interval.low > -expected["margin"].get<double>() &&
                      test.interval.high < expected["margin"].get<double>();
  EXPECT_EQ(inside, test.p < 0.05);
}

TEST_P(Samples, EffectSizeAgrees) {
  const EffectSize effect = paired_effect_size(values_);
  expect_agrees(effect.cohen_dz, answers_["effect"]["dz"], "d_z");
  expect_agrees(effect.hedges_gz, answers_["effect"]["gz"], "g_z");
}

TEST_P(Samples, BootstrapAgreesOnTheSameResamples) {
  const std::size_t n = values_.size();
  Resamples resamples{n, {}};
  for (std::size_t b = 1; b <= 599; ++b) {
    for (std::size_t k = 1; k <= n; ++k)
      resamples.indices.push_back(
          static_cast<std::uint32_t>((7919 * b * k + 104729 * b * b + 1299709 * k * k * k) % 1000003 % n));
  }
  const Interval of_mean = bca_mean(values_, resamples);
  expect_agrees(of_mean.low, answers_["bca"]["mean"][0], "low of the mean");
  expect_agrees(of_mean.high, answers_["bca"]["mean"][1], "high of the mean");
  const Statistic deviation = standard_deviation;
  const Interval of_deviation =
      bca_interval(deviation(values_), bootstrap_distribution(values_, deviation, resamples),
                   acceleration(jackknife(values_, deviation)), 0.95);
  expect_agrees(of_deviation.low, answers_["bca"]["sd"][0], "low of the deviation");
  expect_agrees(of_deviation.high, answers_["bca"]["sd"][1], "high of the deviation");
}

INSTANTIATE_TEST_SUITE_P(Statistics, Samples,
                         testing::Values("twelve", "sixteen", "tied", "skewed", "fifty", "large_offset"),
                         [](const auto& sample) { return sample.param; });

TEST(Statistics, HolmAgrees) {
  const auto& expected = oracle()["holm"];
  const std::vector<double> adjusted = holm_adjusted(numbers(expected["p"]));
  for (std::size_t k = 0; k < adjusted.size(); ++k)
    expect_agrees(adjusted[k], expected["adjusted"][k], "adjusted p " + std::to_string(k));
}

TEST(Statistics, HolmLeavesOutWhatWasNotTested) {
  const std::vector<double> adjusted = holm_adjusted(std::vector<double>{0.02, std::nan(""), 0.03});
  EXPECT_DOUBLE_EQ(adjusted[0], 0.04);
  EXPECT_TRUE(std::isnan(adjusted[1]));
  EXPECT_DOUBLE_EQ(adjusted[2], 0.04);
}

TEST(Statistics, DifferencesThatDoNotVaryGiveNoSurprise) {
  const TTest nothing = t_test(std::vector<double>(8, 0.0));
  EXPECT_EQ(nothing.p, 1.0);
  EXPECT_TRUE(std::isnan(nothing.t));
  const TTest constant = t_test(std::vector<double>(8, 0.1));
  EXPECT_EQ(constant.p, 0.0);
  EXPECT_EQ(constant.interval.low, 0.1);
  EXPECT_EQ(constant.interval.high, 0.1);
  EXPECT_EQ(wilcoxon_test(std::vector<double>(8, 0.0)).p, 1.0);
  EXPECT_EQ(paired_effect_size(std::vector<double>(3, 0.0)).hedges_gz, 0.0);
  EXPECT_EQ(paired_effect_size(std::vector<double>(3, -2.0)).cohen_dz,
            -std::numeric_limits<double>::infinity());
  const Interval same = bca_mean(std::vector<double>(5, 0.1), keyed_resamples(1, 5, 100));
  EXPECT_EQ(same.low, 0.1);
  EXPECT_EQ(same.high, 0.1);
}

TEST(Statistics, RefuseWhatTheyCannotDo) {
  EXPECT_THROW((void)t_test(std::vector<double>{1.0}), sim::InvariantError);
  EXPECT_THROW((void)t_test(std::vector<double>{1.0, std::nan("")}), sim::InvariantError);
  EXPECT_THROW((void)t_test(std::vector<double>{1.0, 2.0}, 1.0), sim::InvariantError);
  EXPECT_THROW((void)equivalence_test(std::vector<double>{1.0, 2.0}, -0.5), sim::InvariantError);
  EXPECT_THROW((void)equivalence_test(std::vector<double>{1.0, 2.0}, 0.0), sim::InvariantError);
  EXPECT_THROW((void)bca_mean(std::vector<double>{1, 2, 3}, keyed_resamples(1, 2, 10)), sim::InvariantError);
  EXPECT_THROW((void)mean(std::vector<double>{}), sim::InvariantError);
}

TEST(Statistics, ResamplesAreKeyed) {
  const Resamples few = keyed_resamples(7, 12, 50), many = keyed_resamples(7, 12, 80);
  EXPECT_EQ(few.count(), 50U);
  EXPECT_TRUE(std::equal(few.indices.begin(), few.indices.end(), many.indices.begin()));
  EXPECT_NE(few.indices, keyed_resamples(8, 12, 50).indices);
  EXPECT_LT(*std::max_element(few.indices.begin(), few.indices.end()), 12U);
}

TEST(Statistics, SignedRanksAreCountedOut) {
  // By hand for three differences: sums 0, 1, 2, 3, 3, 4, 5, 6.
  EXPECT_THAT(signed_rank_counts(3), testing::ElementsAre(1, 1, 1, 2, 1, 1, 1));
  double patterns = 0;
  for (const double count : signed_rank_counts(50)) patterns += count;
  EXPECT_EQ(patterns, std::ldexp(1.0, 50));
}

}  // namespace
}  // namespace lien_test
