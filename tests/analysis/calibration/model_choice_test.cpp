// Theories weighed by the evidence of their calibrations, on two whose Bayes factor is known exactly.
#include "analysis/calibration/model_choice.hpp"

#include <gmock/gmock.h>

#include <boost/math/distributions/beta.hpp>
#include <cmath>

#include "analysis/calibration/calibrate.hpp"
#include "tests/analysis/calibration/toy_models.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using analysis::CalibrationRead;
using analysis::weigh_fits;
using testing::HasSubstr;

/// 14 of 20 successes under a chance between 0 and `most`.
struct Binomial {
  explicit Binomial(double most, std::uint32_t seed = 1, int population = 1000) {
    plan.parameters = {{.name = "chance", .parameter = "chance", .low = 0, .high = most}};
    plan.targets = {
        {.name = "successes", .measure = "successes", .source = "a test", .value = 14, .tolerance = 1}};
    plan.abc.population = population;
    plan.abc.final_tolerance = 0.5;
    plan.abc.most_simulations = 1000000;
    plan.abc.least_acceptance = 1e-4;
    const auto simulator = lien_test::toy(
        1, seed, [most](const Eigen::VectorXd& u, sim::KeyedDraws draws, Eigen::Ref<Eigen::VectorXd> s) {
          s[0] = 0;
          for (std::uint32_t k = 0; k < 20; ++k) s[0] += draws.bernoulli(most * u[0], k);
        });
    const analysis::Observed observed{Eigen::VectorXd::Constant(1, 14), Eigen::VectorXd::Constant(1, 1)};
    result.abc = analysis::abc_smc(1, simulator, observed, plan.abc);
    const auto& last = result.abc.generations.back();
    result.adjusted = {.points = last.points, .weights = last.weights, .regressed = false};
  }
  [[nodiscard]] CalibrationRead read(const std::string& name) const {
    return {name, analysis::calibration_file(plan, result)};
  }
  analysis::CalibrationPlan plan;
  analysis::CalibrationResult result;
};

/// Evidence of the second over that of the first: mean likelihood over [0, ½] and over [0, 1].
double exact_factor() { return 2 * boost::math::cdf(boost::math::beta_distribution<>(15, 7), 0.5); }

TEST(ModelChoice, FindsTheExactBayesFactor) {
  const auto fits = weigh_fits({Binomial(1.0).read("any.nc"), Binomial(0.5).read("low.nc")});
  ASSERT_EQ(fits.size(), 2U);
  EXPECT_EQ(fits[0].log_bayes, 0.0);
  EXPECT_EQ(fits[0].high, 0.0);
  const double error = (fits[1].high - fits[1].log_bayes) / 1.959963984540054;
  EXPECT_GT(error, 0.01);
  EXPECT_LT(error, 0.2);
  // 4.5 standard errors: a false alarm in 150 000 checks.
  EXPECT_NEAR(fits[1].log_bayes, std::log(exact_factor()), 4.5 * error);
  EXPECT_NEAR(fits[0].probability, 1 / (1 + exact_factor()), 0.03);
  EXPECT_DOUBLE_EQ(fits[0].probability + fits[1].probability, 1.0);
}

TEST(ModelChoice, ItsIntervalHoldsTheTruthAsOftenAsItSays) {
  int held = 0;
  constexpr int repetitions = 100;
  for (std::uint32_t seed = 1; seed <= repetitions; ++seed) {
    const auto fits =
        weigh_fits({Binomial(1.0, seed, 150).read("any.nc"), Binomial(0.5, seed + 1000, 150).read("low.nc")});
    held += fits[1].low <= std::log(exact_factor()) && std::log(exact_factor()) <= fits[1].high;
  }
  // 95 of 100 expected. Under 86 with probability 2·10⁻⁴; an interval half as wide as it should be holds 67
  // and passes with probability 4·10⁻⁵.
  EXPECT_GE(held, 86);
}

TEST(ModelChoice, RefusesWhatIsNotTheSameEvidence) {
  const Binomial any(1.0, 1, 50);
  const auto told = [&](const Binomial& other) {
    return lien_test::thrown_message<sim::InputError>([&] {
      (void)weigh_fits({any.read("a.nc"), other.read("b.nc")});
    });
  };
  Binomial other = any;
  EXPECT_EQ(told(other), "(nothing was thrown)");
  other.plan.targets[0].value = 13;
  EXPECT_THAT(told(other), HasSubstr("b.nc: has another value of a target than a.nc"));
  other = any;
  other.plan.seeds = any.plan.seeds + 1;
  EXPECT_THAT(told(other), HasSubstr("b.nc: has another number of seeds a candidate than a.nc"));
  other = any;
  other.result.abc.generations.back().tolerance = 0.7;
  EXPECT_THAT(told(other), HasSubstr("b.nc: ends at the tolerance 0.7, a.nc at 0.5"));
  other = any;
  other.result.abc.generations.clear();
  EXPECT_THAT(told(other), HasSubstr("b.nc: holds no generation of ABC"));
  Binomial scaled = any;
  scaled.plan.abc.distance = analysis::DistanceKind::adaptive;
  EXPECT_THAT(lien_test::thrown_message<sim::InputError>([&] { (void)weigh_fits({scaled.read("a.nc")}); }),
              HasSubstr("a.nc: measures by the adaptive distance"));
}

}  // namespace
