// Municipal elections: who goes, what stays (SM16, D9.12).
#include "models/territory/submodels/elections.hpp"

#include <gtest/gtest.h>

#include "models/territory/submodels/partnership_record.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Kind;
using territory::Level;

/// 2 000 mayors, each with a partner association; every state known.
struct Mayors {
  Mayors()
      : scenario(settings()),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(2000, {0, 0, 1})), executor),
        world(model.world()),
        traits(scenario.traits, scenario.needs.weights),
        mayors(lien_test::rows_of(world, Kind::mayor)),
        associations(lien_test::rows_of(world, Kind::association)) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::size_t k = 0; k < mayors.size(); ++k) pairs.emplace_back(mayors[k], associations[k]);
    ties = lien_test::connect(world, executor, pairs);
    auto& states = std::get<territory::TrustStates<territory::BetaRule>>(world.trust);
    for (const std::uint32_t t : ties) {
      states.ij[t] = states.ji[t] = {6, 2, 0.8, 2};
      world.ties.trust_ij[t] = world.ties.trust_ji[t] = states.rule.value(states.ij[t]);
      territory::begin_partnership(world, t, territory::Alliance::mecenat, 3, sim::Month{0},
                                   scenario.partnerships.terms);
    }
    for (std::size_t k = 0; k < mayors.size(); ++k) {
      world.actors.level[mayors[k]] = static_cast<Level>(k % 4);
      world.actors.propensity[mayors[k]] = -1;  // no drawn trait has this value
    }
  }
  static territory::Scenario settings() {
    territory::Scenario s = lien_test::friendless_scenario();
    s.trust.rule = territory::rule<territory::BetaRule>;
    s.elections.months = {2, 74};
    s.elections.mayor_turnover = 0.4;
    s.elections.keep = 0.5;
    s.elections.mayor_level_kept = 0.5;
    s.encounters.kernel.kernel_km = 4;
    return s;
  }
  void month(int t) {
    territory::Elections elections(scenario.elections, traits);
    lien_test::run_once(elections, world, t, executor, scenario);
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  territory::TraitDrawer traits;
  std::vector<std::uint32_t> mayors, associations, ties;
};

// 2 000 mayors; 4.5 standard errors, false alarm 7e-6.
TEST(Elections, ReplaceTheShareAskedForAndKeepWhatTheTownHallKnows) {
  Mayors m;
  const auto before = m.world.actors.propensity[m.associations[0]];
  m.month(2);
  int replaced = 0;
  auto& states = std::get<territory::TrustStates<territory::BetaRule>>(m.world.trust);
  for (std::size_t k = 0; k < m.mayors.size(); ++k) {
    const bool is_new = m.world.actors.propensity[m.mayors[k]] >= 0;
    replaced += is_new;
    const auto level = static_cast<Level>(k % 4);
    EXPECT_EQ(m.world.actors.level[m.mayors[k]], is_new ? static_cast<Level>(k % 4 / 2) : level);
    for (const auto* state : {&states.ij[m.ties[k]], &states.ji[m.ties[k]]}) {
      EXPECT_DOUBLE_EQ(state->good, is_new ? 3 : 6);
      EXPECT_DOUBLE_EQ(state->bad, is_new ? 1 : 2);
      EXPECT_DOUBLE_EQ(state->prior_mean, is_new ? 0.65 : 0.8);
    }
    const double trust = is_new ? (3 + 1.3) / 6 : (6 + 1.6) / 10;
    EXPECT_NEAR(m.world.ties.trust_ij[m.ties[k]], trust, 1e-12);
    EXPECT_NEAR(m.world.ties.trust_ji[m.ties[k]], trust, 1e-12);
    EXPECT_EQ(m.world.ties.alliance[m.ties[k]], territory::Alliance::mecenat) << "partnerships go on";
    EXPECT_EQ(m.world.ties.since[m.ties[k]], 0);
  }
  EXPECT_TRUE(lien_test::share_agrees(replaced, 2000, 0.4));
  EXPECT_EQ(m.world.flows.mayors_replaced, replaced);
  EXPECT_EQ(m.world.actors.propensity[m.associations[0]], before) << "nobody else changes";
}

TEST(Elections, HappenInTheirMonthsOnly) {
  Mayors m;
  const auto before = lien_test::fingerprints(m.world);
  for (const int month : {1, 3, 73, 75, -1}) {
    m.month(month);
    EXPECT_EQ(lien_test::fingerprints(m.world), before) << month;
    EXPECT_EQ(m.world.flows.mayors_replaced, 0);
  }
  m.month(74);
  EXPECT_NE(lien_test::fingerprints(m.world), before);
}

}  // namespace
