// Where trust settles within a partnership of each type (limit L27 of the specification): the stake scales
// good and bad evidence alike, so it drops out as forgetting slows.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "models/territory/submodels/trust_update.hpp"
#include "tests/models/trust_rules/every_outcome.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using lien_test::People;
using territory::Alliance;
using territory::AllianceTerms;

territory::Scenario faithful_readers() {
  territory::Scenario s = lien_test::friendless_scenario();
  s.outcomes.misreading = 0;
  s.trust.rule = territory::rule<territory::BetaRule>;
  s.trust.of<territory::BetaRule>().forgetting = 0.98;
  s.trust.of<territory::BetaRule>().negativity = 1.5;
  s.trust.of<territory::BetaRule>().prior_strength = 2;
  s.trust.stake_loss = 0;
  return s;
}

TEST(Stake, RatioOfMeansIsThatOfTheTable) {  // exact: evidence is linear in the outcomes
  const AllianceTerms terms;
  const std::array<double, 4> mass{0.336, 0.52, 0.8, 1.08};
  const std::array<double, 4> good{0.7051, 0.7124, 0.7174, 0.7199}, bad{0.4087, 0.4058, 0.4038, 0.4029};
  const territory::BetaRule rule = faithful_readers().trust.of<territory::BetaRule>();
  for (std::size_t k = 0; k < 4; ++k) {
    const double monthly = terms.interaction_rate[k] * terms.evidence_weight[k] * (1 + terms.stake[k]);
    EXPECT_NEAR(monthly, mass[k], 1e-12);
    EXPECT_NEAR(lien_test::after_shares(rule, 0.5, 0.8, 3000, monthly), good[k], 6e-5);
    EXPECT_NEAR(lien_test::after_shares(rule, 0.5, 0.5, 3000, monthly), bad[k], 6e-5);
    EXPECT_GT(good[k], terms.threshold[k]) << "a reliable partner can keep every rung";
    EXPECT_LT(bad[k], terms.threshold[k]) << "an unreliable one none";
  }
}

TEST(Stake, DropsOutAsForgettingSlows) {
  territory::BetaRule rule;
  rule.forgetting = 1;
  rule.negativity = 1.5;
  for (const double weight : {0.336, 1.08})
    EXPECT_NEAR(lien_test::after_shares(rule, 0.5, 0.8, 300000, weight), 0.8 / (0.8 + 1.5 * 0.2), 1e-5);
}

// 60 companies × 160 associations: 9 600 partnerships, half of each type's between actors of p = .8 and half
// between actors of p = .5; 1 200 ties × 2 directions × 3 months 150 apart (forgetting leaves 5 % of the
// evidence in between) make some 7 000 samples a figure, sd about .1: standard error .0012, and .0005 of
// rounding in the table. 4.5 standard errors: false alarm 7e-6 a figure, 8 figures.
TEST(Stake, PartnershipsSettleWhereTheSimulationOfTheSpecificationDid) {
  const territory::Scenario scenario = faithful_readers();
  const sim::Executor executor(1);
  territory::Model model(
      scenario, lien_test::territory_of({lien_test::commune_at(1, "E", 0, 0, {60, 0, 160})}), executor);
  territory::World& world = model.world();
  const auto companies = lien_test::rows_of(world, territory::Kind::company10);
  const auto associations = lien_test::rows_of(world, territory::Kind::association);
  for (const auto* rows : {&companies, &associations})
    for (std::size_t k = 0; k < rows->size(); ++k)
      world.actors.trustworthiness[(*rows)[k]] = k % 2 == 0 ? 0.8F : 0.5F;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t c = 0; c < companies.size(); ++c)
    for (std::size_t a = c % 2; a < associations.size(); a += 2)
      pairs.emplace_back(companies[c], associations[a]);
  const auto ties = lien_test::connect(world, executor, pairs);
  for (std::size_t k = 0; k < ties.size(); ++k)
    world.ties.alliance[ties[k]] = static_cast<Alliance>(1 + (k % 80) / 20);

  territory::Outcomes outcomes(scenario.outcomes, scenario.partnerships.terms);
  territory::TrustUpdate trust(scenario.trust, scenario.outcomes, scenario.partnerships.terms,
                               scenario.traits);
  std::array<std::array<std::vector<double>, 4>, 2> sample;
  for (int month = 0; month <= 700; ++month) {
    lien_test::run_once(outcomes, world, month, executor, scenario);
    lien_test::run_once(trust, world, month, executor, scenario);
    if (month != 400 && month != 550 && month != 700) continue;
    for (std::size_t t = 0; t < world.ties.size(); ++t) {
      const bool reliable = world.actors.trustworthiness[world.ties.store.low_row(t)] > 0.6F;
      auto& list = sample[reliable ? 0 : 1][AllianceTerms::slot(world.ties.alliance[t])];
      list.push_back(world.ties.trust_ij[t]);
      list.push_back(world.ties.trust_ji[t]);
    }
  }
  const std::array<std::array<double, 4>, 2> expected{
      {{0.707, 0.714, 0.720, 0.721}, {0.410, 0.406, 0.405, 0.405}}};
  for (std::size_t p = 0; p < 2; ++p) {
    for (std::size_t k = 0; k < 4; ++k) {
      const auto moments = lien_test::moments_of(sample[p][k]);
      EXPECT_NEAR(moments.mean, expected[p][k], lien_test::four_and_a_half * moments.error() + 0.0005)
          << p << " " << k;
    }
  }
}

}  // namespace
