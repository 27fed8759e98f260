// What a third party says (SM6, D9.17).
#include <gtest/gtest.h>

#include "models/territory/submodels/trust_update.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::Kind;
using State = territory::BetaRule::State;

/// A listener (TPE 0) who knows three tellers (associations) and two subjects (mayor and company); tellers 0
/// and 1 know both subjects, teller 2 nobody. Trust is 0.6 in tellers, 0.3 in subjects.
struct Gossip {
  Gossip()
      : scenario(settings()),
        model(scenario, lien_test::territory_of({lien_test::commune_at(1, "E", 0, 0, {1, 1, 3})}), executor),
        world(model.world()),
        listener(lien_test::rows_of(world, Kind::tpe)[0]),
        tellers(lien_test::rows_of(world, Kind::association)),
        subjects{lien_test::rows_of(world, Kind::mayor)[0], lien_test::rows_of(world, Kind::company10)[0]} {
    lien_test::connect(world, executor,
                       {{listener, tellers[0]},
                        {listener, tellers[1]},
                        {listener, tellers[2]},
                        {listener, subjects[0]},
                        {listener, subjects[1]},
                        {tellers[0], subjects[0]},
                        {tellers[0], subjects[1]},
                        {tellers[1], subjects[0]},
                        {tellers[1], subjects[1]}});
    reset();
  }
  static territory::Scenario settings() {
    territory::Scenario s = lien_test::friendless_scenario();
    s.trust.rule = territory::rule<territory::BetaRule>;
    s.trust.witness_weight = 0.25;
    s.trust.witness_contacts = 1;
    s.trust.witness_min_trust = 0.5;
    s.trust.visibility_base = 0.4;
    return s;
  }
  State& held(std::uint32_t trustor, std::uint32_t trustee) {
    auto& states = std::get<territory::TrustStates<territory::BetaRule>>(world.trust);
    const auto t = static_cast<std::size_t>(world.ties.store.find(trustor, trustee));
    return trustor < trustee ? states.ij[t] : states.ji[t];
  }
  double& trust(std::uint32_t trustor, std::uint32_t trustee) {
    const auto t = static_cast<std::size_t>(world.ties.store.find(trustor, trustee));
    return trustor < trustee ? world.ties.trust_ij[t] : world.ties.trust_ji[t];
  }
  void reset() {
    for (std::size_t t = 0; t < world.ties.size(); ++t) world.ties.trust_ij[t] = world.ties.trust_ji[t] = 0.3;
    for (const std::uint32_t teller : tellers) trust(listener, teller) = 0.6;
    for (const std::uint32_t subject : subjects) {
      held(listener, subject) = {0, 0, 0.5, 2};
      for (int k = 0; k < 2; ++k)
        held(tellers[static_cast<std::size_t>(k)], subject) = {10.0 + 10 * k, 1, 0.5, 2};
    }
  }
  void month(int t) {
    territory::Witness witness(scenario.trust);
    lien_test::run_once(witness, world, t, executor, scenario);
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  std::uint32_t listener;
  std::vector<std::uint32_t> tellers;
  std::array<std::uint32_t, 2> subjects;
};

// 6 000 months: a teller is one of three trusted contacts, a subject one of two common ones; teller 2 has
// nothing to say. Chi-square with four degrees of freedom, false alarm 1e-5.
TEST(Witness, ChoosesTellersAndSubjectsUniformlyAndWeighsThem) {
  Gossip g;
  std::vector<double> heard(5, 0.0);
  for (int month = 0; month < 6000; ++month) {
    g.month(month);
    std::size_t cell = 4;
    for (std::size_t s = 0; s < 2; ++s) {
      const State& state = g.held(g.listener, g.subjects[s]);
      if (state.good == 0) continue;
      ASSERT_EQ(cell, 4U) << "one witness a month";
      // χ · T_ik · v = 0.25 · 0.6 · 0.4 of the teller's evidence
      const bool second = state.good > 0.9;
      EXPECT_NEAR(state.good, 0.06 * (second ? 20 : 10), 1e-12);
      EXPECT_NEAR(state.bad, 0.06, 1e-12);
      EXPECT_DOUBLE_EQ(g.trust(g.listener, g.subjects[s]), (state.good + 1) / (state.good + state.bad + 2));
      cell = 2 * s + second;
    }
    heard[cell] += 1;
    g.reset();
  }
  EXPECT_TRUE(lien_test::counts_follow(heard, {1, 1, 1, 1, 2}));
}

TEST(Witness, IsHeardFromTrustedContactsOnly) {
  Gossip g;
  for (int month = 0; month < 200; ++month) {
    g.trust(g.listener, g.tellers[0]) = 0.49;
    g.month(month);
    for (const std::uint32_t subject : g.subjects) EXPECT_TRUE(g.held(g.listener, subject).good != 0.6);
    g.reset();
  }
}

TEST(Witness, CanBeSwitchedOff) {
  for (const bool by_weight : {true, false}) {
    Gossip g;
    (by_weight ? g.scenario.trust.witness_weight = 0 : g.scenario.trust.witness_contacts = 0);
    const auto before = lien_test::fingerprints(g.world);
    for (int month = 0; month < 50; ++month) g.month(month);
    EXPECT_EQ(lien_test::fingerprints(g.world), before);
  }
}

}  // namespace
