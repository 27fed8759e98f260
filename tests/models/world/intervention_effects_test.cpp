// What levers and shocks do where they act, and that they do nothing before, elsewhere, or at size zero.
#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>

#include <cmath>

#include "models/territory/invariants.hpp"
#include "models/territory/submodels/encounters.hpp"
#include "models/territory/submodels/endings.hpp"
#include "models/territory/submodels/levels.hpp"
#include "models/territory/submodels/outcomes.hpp"
#include "models/territory/submodels/partnerships.hpp"
#include "tests/models/relations/many_pairs.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::ManyPairs;
using lien_test::share_agrees;
using territory::Alliance;
using territory::World;
using What = territory::InterventionKind;
using Prints = std::vector<std::pair<std::string, std::uint64_t>>;

constexpr int couples = 10000;

/// 10 000 couples of a company and an association who want the same type of partnership.
struct Couples {
  explicit Couples(double trust = 0.45) : pairs({couples, 0, couples}, eager()) {
    pairs.couples(pairs.companies);
    pairs.trust(trust);
    for (std::size_t i = 0; i < pairs.world.actors.size(); ++i)
      pairs.world.actors.preferred_type[i] = Alliance::economic_cooperation;
  }
  static territory::Scenario eager() {
    territory::Scenario s = lien_test::friendless_scenario();
    s.partnerships.birth_rate = 0.3;
    s.partnerships.type_loyalty = 1;
    s.partnerships.need_pull_cap = 1;
    s.partnerships.need_reference = -1;  // the cap binds: no need counts
    s.partnerships.upgrade_rate = 0.1;
    return s;
  }
  void month(int t) {
    territory::Partnerships births(pairs.scenario.partnerships, pairs.scenario.traits, pairs.scenario.needs,
                                   pairs.scenario.trust);
    lien_test::run_once(births, pairs.world, t, pairs.executor, pairs.scenario);
    for (const auto& invariant : territory::invariants(pairs.scenario.partnerships.terms))
      if (invariant.name != "trust is that of its state") invariant.check(pairs.world);  // trust is set here
  }
  World& world() { return pairs.world; }
  ManyPairs pairs;
};

double expit(double x) { return 1 / (1 + std::exp(-x)); }

// 10 000 couples; 4.5 standard errors, false alarm 7e-6 each.
TEST(LeverEffects, BirthsFollowThresholdConsentAndBoost) {
  const auto births = [](float threshold_cut, float consent_help, float boost) {
    Couples c;
    c.world().epcis.threshold_cut[0] = threshold_cut;
    c.world().epcis.consent_help[0] = consent_help;
    c.world().epcis.birth_boost[0] = boost;
    c.month(3);
    return c.pairs.live();
  };
  // Economic cooperation asks for 0.55; trust is 0.45.
  const auto expected = [](double ease, double boost) {
    return 0.3 * boost * std::pow(expit(8 * (ease - 0.1)), 2);
  };
  EXPECT_TRUE(share_agrees(births(0, 0, 0), couples, expected(0, 1)));
  EXPECT_TRUE(share_agrees(births(0.06F, 0, 0), couples, expected(0.06, 1)));
  EXPECT_TRUE(share_agrees(births(0, 0.1F, 0), couples, expected(0.1, 1)));
  EXPECT_TRUE(share_agrees(births(0.06F, 0.04F, 0), couples, expected(0.1, 1)));
  EXPECT_TRUE(share_agrees(births(0, 0, 1), couples, expected(0, 2)));
}

TEST(LeverEffects, ALowerThresholdLetsPartnershipsClimbSoonerHelpToConsentDoesNot) {
  const auto climbed = [](float threshold_cut, float consent_help) {
    Couples c(0.58);  // social innovation asks for 0.60
    c.pairs.ally(0, Alliance::economic_cooperation);
    c.world().epcis.threshold_cut[0] = threshold_cut;
    c.world().epcis.consent_help[0] = consent_help;
    c.month(12);
    return c.world().flows.partnerships_upgraded;
  };
  EXPECT_EQ(climbed(0, 0), 0);
  EXPECT_EQ(climbed(0, 0.1F), 0);
  EXPECT_EQ(climbed(0.01F, 0), 0);
  EXPECT_TRUE(share_agrees(static_cast<double>(climbed(0.03F, 0)), couples, 0.1));
}

TEST(LeverEffects, APartnershipGivesBackWhatItTookWhateverTheLeverDidSince) {
  Couples c(1.0);
  World& w = c.world();
  w.epcis.cost_cut[0] = 0.4F;
  c.month(3);
  const int born = c.pairs.live();
  ASSERT_GT(born, 1000);
  for (std::size_t t = 0; t < w.ties.size(); ++t)
    EXPECT_EQ(w.ties.cost[t], w.ties.alliance[t] == Alliance::none ? 0 : 12) << "20 hundredths less 40 %";
  w.epcis.cost_cut[0] = 0;
  c.month(15);  // more are born and some climb to 30 hundredths, at the full price
  ASSERT_GT(w.flows.partnerships_upgraded, 10);
  int full = 0;
  for (std::size_t t = 0; t < w.ties.size(); ++t) full += w.ties.cost[t] == 20 || w.ties.cost[t] == 30;
  EXPECT_EQ(full, w.flows.partnerships_upgraded + w.flows.partnerships_born);
  for (std::size_t t = 0; t < w.ties.size(); ++t)
    if (w.ties.alliance[t] != Alliance::none) territory::end_partnership(w, t);
  for (std::size_t i = 0; i < w.actors.size(); ++i) ASSERT_EQ(w.actors.used[i], 0);
}

TEST(LeverEffects, ACheaperRungIsClimbedForLessThanTheLowerOneTook) {
  Couples c(1.0);
  World& w = c.world();
  c.pairs.ally(0, Alliance::economic_cooperation);
  w.epcis.cost_cut[0] = 0.5F;
  c.month(12);
  ASSERT_GT(w.flows.partnerships_upgraded, 100);
  for (std::size_t t = 0; t < w.ties.size(); ++t)
    EXPECT_EQ(w.ties.cost[t], w.ties.alliance[t] == Alliance::social_innovation ? 15 : 20);
}

TEST(LeverEffects, CountHalfWhenOneSideLivesWhereTheyAct) {
  territory::Scenario s = Couples::eager();
  s.partnerships.terms.unit_cost = {0.2, 0.2, 0.2, 0.2};
  const sim::Executor executor(1);
  territory::Model model(s,
                         lien_test::territory_of({lien_test::commune_at(1, "A", 0, 0, {200, 0, 1}),
                                                  lien_test::commune_at(2, "B", 5, 0, {1, 0, 200})}),
                         executor);
  World& w = model.world();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  const auto companies = lien_test::rows_of(w, territory::Kind::company10);
  const auto associations = lien_test::rows_of(w, territory::Kind::association);
  for (std::size_t k = 0; k < 200; ++k) pairs.emplace_back(companies[k], associations[k + 1]);
  for (std::size_t i = 0; i < w.actors.size(); ++i) w.actors.level[i] = territory::Level::involved;
  lien_test::connect(w, executor, pairs);
  for (std::size_t t = 0; t < w.ties.size(); ++t) w.ties.trust_ij[t] = w.ties.trust_ji[t] = 1;
  w.epcis.cost_cut[0] = 0.4F;
  territory::Partnerships births(s.partnerships, s.traits, s.needs, s.trust);
  lien_test::run_once(births, w, 3, executor, s);
  ASSERT_GT(w.flows.partnerships_born, 10);
  for (std::size_t t = 0; t < w.ties.size(); ++t)
    EXPECT_EQ(w.ties.cost[t], w.ties.alliance[t] == Alliance::none ? 0 : 16) << "20 hundredths less 20 %";
}

TEST(LeverEffects, MisreadingShrinksByItsCut) {
  Couples c;
  const territory::OutcomeParameters p{.misreading = 0.4, .cross_type_semantics = 0.5};
  const territory::Delivery outcomes(p, c.pairs.scenario.partnerships.terms);
  territory::Actors& actors = c.world().actors;
  for (std::size_t i = 0; i < actors.size(); ++i) actors.semantics[i] = 0.4F;
  const auto delivered = [&](double misread) {
    return outcomes.chance(actors, c.pairs.companies[0], c.pairs.associations[0], 1.0, misread);
  };
  EXPECT_NEAR(delivered(1.0), 1 - 0.4 * 0.8, 1e-7);
  EXPECT_NEAR(delivered(0.7), 1 - 0.7 * 0.4 * 0.8, 1e-7);
  EXPECT_NEAR(delivered(0.0), 1, 1e-7);
}

// 10 000 partnerships act, both sides always deliver: what fails was misread. False alarm 7e-6 each.
TEST(LeverEffects, MisreadingIsCutInTheOutcomes) {
  const auto share = [](float cut) {
    Couples c;
    territory::Scenario& s = c.pairs.scenario;
    s.outcomes.misreading = 0.5;
    s.partnerships.terms.interaction_rate.fill(1.0);
    c.pairs.ally(0);
    for (std::size_t i = 0; i < c.world().actors.size(); ++i) {
      c.world().actors.semantics[i] = 0;
      c.world().actors.trustworthiness[i] = 1;
    }
    c.world().epcis.misreading_cut[0] = cut;
    territory::Outcomes outcomes(s.outcomes, s.partnerships.terms);
    lien_test::run_once(outcomes, c.world(), 3, c.pairs.executor, s);
    int delivered = 0;
    for (std::size_t t = 0; t < c.world().ties.size(); ++t)
      delivered += (c.world().ties.outcome[t] & territory::outcome::from_low) != 0;
    return delivered;
  };
  EXPECT_TRUE(share_agrees(share(0), couples, 0.5));
  EXPECT_TRUE(share_agrees(share(0.4F), couples, 0.7));
}

// 10 000 partnerships; 4.5 standard errors, false alarm 7e-6 each.
TEST(ShockEffects, CrisisAndOneSidedGainEndPartnerships) {
  const auto ended = [](double balance_hazard, float balance, double shock_hazard, float shock) {
    Couples c(0.5);
    c.pairs.ally(0);
    territory::EndingParameters p;
    p.hazard_base = 0.06;
    p.hazard_floor = 1;
    p.embedding = 0;
    p.balance_hazard = balance_hazard;
    p.shock_hazard = shock_hazard;
    for (float& b : c.world().ties.balance.all()) b = balance;
    c.world().epcis.shock[0] = shock;
    territory::PartnershipEnds ends(p);
    lien_test::run_once(ends, c.world(), 3, c.pairs.executor, c.pairs.scenario);
    return static_cast<double>(c.world().flows.partnerships_ended);
  };
  const auto expected = [](double strain) { return 1 - std::exp(-0.06 * std::exp(strain)); };
  EXPECT_TRUE(share_agrees(ended(2, 0, 2, 0), couples, expected(0)));
  EXPECT_TRUE(share_agrees(ended(2, 0.5F, 0, 1), couples, expected(1)));
  EXPECT_TRUE(share_agrees(ended(2, -1, 0, 1), couples, expected(2)));
  EXPECT_TRUE(share_agrees(ended(0, -1, 2, 0.5F), couples, expected(1)));
  EXPECT_TRUE(share_agrees(ended(1, 1, 2, 1), couples, expected(3)));
  EXPECT_EQ(ended(0, 1, 0, 1), ended(0.5, 0, 0.5, 0)) << "without its hazard neither counts";
}

TEST(ShockEffects, ClosureTakesItsShareOfEncounters) {
  const sim::Executor executor(1);
  const territory::Scenario s = lien_test::friendless_scenario();
  const auto sought = [&](float closed, float closed_elsewhere) {
    territory::Model model(s,
                           lien_test::territory_of({lien_test::commune_at(1, "A", 0, 0, {2000, 0, 2}),
                                                    lien_test::commune_at(2, "B", 900, 0, {0, 0, 1})}),
                           executor);
    model.world().epcis.closed[0] = closed;
    model.world().epcis.closed[1] = closed_elsewhere;
    territory::Encounters encounters(s.encounters, model.world(), executor);
    lien_test::run_once(encounters, model.world(), 3, executor, s);
    return static_cast<double>(model.world().flows.encounters);
  };
  const double open = sought(0, 0);
  ASSERT_GT(open, 500);
  EXPECT_NEAR(sought(0.7F, 0) / open, 0.3, 0.06);
  EXPECT_NEAR(sought(0, 1) / open, 1.0, 0.01);
  EXPECT_LT(sought(1, 0), 20) << "those of the other EPCI";
}

// 20 000 TPE without potential; 4.5 standard errors, false alarm 7e-6 each.
TEST(ShockEffects, PotentialIsGainedAtItsRateAndKept) {
  constexpr int crowd = 20000;
  const sim::Executor executor(1);
  territory::Scenario s = lien_test::friendless_scenario();
  territory::Model model(s, lien_test::territory_of({lien_test::commune_at(1, "A", 0, 0, {0, crowd, 2})}),
                         executor);
  World& w = model.world();
  for (std::size_t i = 0; i < w.actors.size(); ++i)
    w.actors.potential[i] = w.actors.kind[i] != territory::Kind::tpe;
  territory::Levels levels(s.engagement, s.traits);
  lien_test::run_once(levels, w, 3, executor, s);
  EXPECT_EQ(w.flows.potential_gained, 0);
  w.epcis.potential_rate[0] = 0.05F;
  lien_test::run_once(levels, w, 4, executor, s);
  EXPECT_TRUE(share_agrees(static_cast<double>(w.flows.potential_gained), crowd, 0.05));
  const auto first = w.flows.potential_gained;
  lien_test::run_once(levels, w, 5, executor, s);
  EXPECT_TRUE(
      share_agrees(static_cast<double>(w.flows.potential_gained), static_cast<double>(crowd - first), 0.05));
  std::int64_t having = 0;
  for (const std::uint32_t i : lien_test::rows_of(w, territory::Kind::tpe)) having += w.actors.potential[i];
  EXPECT_EQ(having, first + w.flows.potential_gained);
}

/// Everything at once, in the first half of 2009.
territory::Scenario busy() {
  territory::Scenario s = lien_test::tiny_scenario();
  for (int k = 0; k < territory::intervention_kind_count; ++k) {
    territory::Intervention i;
    i.kind = static_cast<What>(k);
    i.name = territory::intervention_kind_names[static_cast<std::size_t>(k)];
    i.start = "2009-01";
    i.end = "2009-06";
    i.intensity = 0.8;
    if (i.kind == What::mobility || i.kind == What::cash_shock || i.kind == What::need_shock) i.size = 0.3;
    if (i.kind == What::need_shock) i.domains = {"health"};
    if (i.kind == What::fonds) i.grants_per_year = 20;
    s.interventions.push_back(i);
  }
  return s;
}

std::vector<Prints> history(const territory::Scenario& scenario, int threads = 1, std::size_t grain = 2048,
                            int communes = 12) {
  const sim::Executor executor(threads, grain);
  territory::Model model(scenario, lien_test::territory_of(lien_test::row_of_communes(communes)), executor);
  std::vector<Prints> months;
  auto simulation = model.simulation();
  simulation.observe([&](const World&, sim::Month month) {
    if (month.value < 0) return;
    months.push_back(lien_test::fingerprints(model.world()));
    for (const auto& invariant : territory::invariants(scenario.partnerships.terms))
      invariant.check(model.world());
  });
  model.run(simulation);
  return months;
}

TEST(InterventionTwins, AreAlikeUntilTheMonthOfTheIntervention) {
  const auto without = history(lien_test::tiny_scenario()), with = history(busy());
  ASSERT_EQ(without.size(), 36U);
  for (std::size_t month = 0; month < 36; ++month)
    EXPECT_EQ(with[month] == without[month], month < 12) << month;
}

TEST(InterventionTwins, AreAlikeAtIntensityZeroAndElsewhere) {
  const auto without = history(lien_test::tiny_scenario());
  territory::Scenario off = busy(), far = busy();
  for (auto& i : off.interventions) i.intensity = 0;
  for (auto& i : far.interventions) i.territories = {"12", "region:11", "999999999"};
  EXPECT_EQ(history(off), without);
  EXPECT_EQ(history(far), without);
}

TEST(InterventionTwins, AreTheSameOnAnyThreads) {
  const oneapi::tbb::global_control three(oneapi::tbb::global_control::max_allowed_parallelism, 3);
  EXPECT_EQ(history(busy(), 1), history(busy(), 3, 64));
}

}  // namespace
