// What hypothesis H1 switches on and off beside the rules of trust: bias of first impressions, drift of
// trustworthiness, identification in shared projects (SM6). The default of each is its neutral value.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/territory/submodels/trust_update.hpp"
#include "models/territory/submodels/value_drift.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using Rule = territory::TrustParameters::Rule;

territory::Geography two_communes() { return lien_test::territory_of(lien_test::row_of_communes(2)); }

TEST(Bias, ShiftsEveryFirstImpression) {
  const sim::Executor executor(1);
  territory::Scenario scenario = lien_test::tiny_scenario();
  scenario.encounters.propensity_effect = 0;
  for (const double bias : {-0.3, 0.0, 0.25}) {
    scenario.trust.bias = bias;
    const territory::Model model(scenario, two_communes(), executor);
    const territory::Ties& ties = model.world().ties;
    ASSERT_GT(ties.size(), 0U);
    for (std::size_t t = 0; t < ties.size(); ++t) {
      EXPECT_NEAR(ties.trust_ij[t], 0.5 + bias, 1e-12);
      EXPECT_NEAR(ties.trust_ji[t], 0.5 + bias, 1e-12);
    }
  }
}

TEST(ValueDrift, MovesEverybodyInHistoryAndStopsAtTheBounds) {
  const sim::Executor executor(2, 64);
  const territory::Scenario scenario = lien_test::friendless_scenario();
  territory::Model model(scenario, two_communes(), executor);
  territory::World& world = model.world();
  auto theta = world.actors.trustworthiness.all();
  const std::vector<float> before(theta.begin(), theta.end());
  territory::ValueDrift none(0), up(0.002), down(-0.002);
  lien_test::run_once(none, world, 5, executor, scenario);
  lien_test::run_once(up, world, -5, executor, scenario, true);
  EXPECT_TRUE(std::ranges::equal(theta, before)) << "nothing without drift, nor in the spin-up";
  for (int month = 0; month < 10; ++month) lien_test::run_once(up, world, month, executor, scenario);
  for (std::size_t i = 0; i < before.size(); ++i)
    EXPECT_NEAR(theta[i], std::min(0.99, before[i] + 0.02), 1e-5) << i;
  for (int month = 0; month < 600; ++month) lien_test::run_once(down, world, month, executor, scenario);
  for (const float value : theta) EXPECT_FLOAT_EQ(value, 0.01F);
}

/// Trust of two pairs, one of which works in a project, after `months` without any act.
struct Pairs {
  explicit Pairs(Rule rule, double id_bonus) : executor(1), scenario(settings(rule, id_bonus)) {
    territory::Model model(scenario, two_communes(), executor);
    territory::World& world = model.world();
    const auto ties = lien_test::connect(world, executor, {{0, 1}, {0, 2}});
    world.ties.shared_projects[ties[0]] = 1;
    territory::TrustUpdate update(scenario.trust, scenario.outcomes, scenario.partnerships.terms,
                                  scenario.traits);
    for (int month = 0; month < months; ++month)
      lien_test::run_once(update, world, month, executor, scenario);
    together = {world.ties.trust_ij[ties[0]], world.ties.trust_ji[ties[0]]};
    apart = {world.ties.trust_ij[ties[1]], world.ties.trust_ji[ties[1]]};
  }
  static territory::Scenario settings(Rule rule, double id_bonus) {
    territory::Scenario s = lien_test::friendless_scenario();
    s.trust.rule = rule;
    s.trust.of<territory::AsymmetricRule>().drift_to_prior = 1;
    s.trust.id_bonus = id_bonus;
    return s;
  }
  static constexpr int months = 24;
  sim::Executor executor;
  territory::Scenario scenario;
  std::pair<double, double> together, apart;
};

TEST(Identification, MovesThePriorOfBothSidesOfASharedProject) {
  // Nothing happened: trust is the prior under beta; under asymmetric, all drift, the prior of last month.
  const auto prior = [](int months) { return 1 - 0.5 * std::pow(0.99, months); };
  for (const auto& [rule, months] : {std::pair{territory::rule<territory::BetaRule>, Pairs::months},
                                     {territory::rule<territory::AsymmetricRule>, Pairs::months - 1}}) {
    const Pairs with(rule, 0.01), without(rule, 0);
    EXPECT_NEAR(with.together.first, prior(months), 1e-12);
    EXPECT_NEAR(with.together.second, prior(months), 1e-12);
    EXPECT_EQ(with.apart, (std::pair{0.5, 0.5}));
    EXPECT_EQ(without.together, without.apart);
  }
  const Pairs with(territory::rule<territory::ReinforcementRule>, 0.01);
  EXPECT_EQ(with.together, with.apart) << "it keeps no prior";
}

}  // namespace
