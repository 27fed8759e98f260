// The same scenario, the same world: whatever the threads, the grain, the observers or the spin-up.
#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>

#include "models/territory/invariants.hpp"
#include "models/territory/record.hpp"
#include "tests/support/every_rule.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using Rule = territory::TrustParameters::Rule;
using Prints = std::vector<std::pair<std::string, std::uint64_t>>;

const auto rules = lien_test::every_rule();

/// 16 communes, some 700 actors, two years of spin-up and three of history.
territory::Scenario five_years(Rule rule) {
  territory::Scenario s = lien_test::tiny_scenario();
  s.trust.rule = rule;
  return s;
}
territory::Geography sixteen_communes() { return lien_test::territory_of(lien_test::row_of_communes(16)); }

Prints history_of(const territory::Scenario& scenario, int threads, std::size_t grain) {
  const sim::Executor executor(threads, grain);
  territory::Model model(scenario, sixteen_communes(), executor);
  auto simulation = model.simulation();
  model.run(simulation);
  return lien_test::fingerprints(model.world());
}

TEST(Reproducibility, ThreadsAndGrainChangeNoBitOfAnyColumn) {
  // Lets the pool have eight threads where there are fewer cores.
  const oneapi::tbb::global_control eight(oneapi::tbb::global_control::max_allowed_parallelism, 8);
  for (const Rule rule : rules) {
    const Prints alone = history_of(five_years(rule), 1, 2048);
    for (const int threads : {1, 2, 3, 4, 8})
      for (const std::size_t grain : {64UL, 2048UL})
        EXPECT_EQ(history_of(five_years(rule), threads, grain), alone)
            << threads << " threads, grain " << grain << ", rule " << static_cast<int>(rule);
  }
}

TEST(Reproducibility, SeedReplicateAndRuleDoChangeTheWorld) {
  const Prints base = history_of(five_years(territory::rule<territory::BetaRule>), 1, 2048);
  territory::Scenario other = five_years(territory::rule<territory::BetaRule>);
  other.run.seed += 1;
  EXPECT_NE(history_of(other, 1, 2048), base);
  other = five_years(territory::rule<territory::BetaRule>);
  other.run.replicate = 1;
  EXPECT_NE(history_of(other, 1, 2048), base);
  EXPECT_NE(history_of(five_years(territory::rule<territory::AsymmetricRule>), 1, 2048), base);
}

TEST(Reproducibility, InvariantsHoldAndDeclarationsAreKeptForFiveYears) {
  for (const Rule rule : rules) {
    const territory::Scenario scenario = five_years(rule);
    const sim::Executor executor(2, 64);
    territory::Model model(scenario, sixteen_communes(), executor);
    auto simulation = model.simulation();
    simulation.verify(territory::invariants(scenario.partnerships.terms));
    int months = 0;
    std::int64_t born = 0, ended = 0, expired = 0, replaced = 0, upgraded = 0, mayors = 0;
    simulation.observe([&](const territory::World& world, sim::Month) {
      ++months;
      born += world.flows.partnerships_born;
      ended += world.flows.partnerships_ended;
      expired += world.flows.contacts_expired;
      replaced += world.flows.organisations_replaced;
      upgraded += world.flows.partnerships_upgraded;
      mayors += world.flows.mayors_replaced;
    });
    EXPECT_NO_THROW(model.run(simulation)) << static_cast<int>(rule);
    EXPECT_EQ(months, 60);
    // Every process took place, so that the invariants had something to hold against.
    for (const std::int64_t flow : {born, ended, expired, replaced, mayors}) EXPECT_GT(flow, 0);
    if (rule == territory::rule<territory::BetaRule>) {
      EXPECT_GT(upgraded, 0);
    }
  }
}

TEST(Reproducibility, RecordingAndVerifyingChangeNothing) {
  const territory::Scenario scenario = five_years(territory::rule<territory::BetaRule>);
  const sim::Executor executor(1);
  territory::Model model(scenario, sixteen_communes(), executor);
  territory::Record record(scenario, model.world(), executor);
  auto simulation = model.simulation();
  simulation.verify(territory::invariants(scenario.partnerships.terms));
  simulation.observe([&](const territory::World& world, sim::Month month) { record.observe(world, month); });
  model.run(simulation);
  EXPECT_EQ(lien_test::fingerprints(model.world()), history_of(scenario, 1, 2048));
  EXPECT_EQ(record.months().size(), 37U);
}

TEST(Reproducibility, TheLengthOfTheSpinUpDoesNotChangeWhoLivesThere) {
  territory::Scenario shorter = five_years(territory::rule<territory::BetaRule>), longer = shorter;
  longer.run.spinup_months = 120;
  const sim::Executor executor(1);
  territory::Model a(shorter, sixteen_communes(), executor), b(longer, sixteen_communes(), executor);
  const Prints prints_a = lien_test::fingerprints(a.world()), prints_b = lien_test::fingerprints(b.world());
  ASSERT_EQ(prints_a.size(), prints_b.size());
  for (std::size_t c = 0; c < prints_a.size(); ++c) {
    const bool dated = prints_a[c].first == "ties.born" || prints_a[c].first == "ties.last_used";
    EXPECT_EQ(prints_a[c] == prints_b[c], !dated) << prints_a[c].first;
  }
}

// A policy that differs from month 30 on: an election in one arm only.
TEST(Reproducibility, WhatDiffersFromAMonthOnChangesNothingBefore) {
  territory::Scenario none = five_years(territory::rule<territory::BetaRule>), election = none;
  none.elections.months = {2};
  election.elections.months = {2, 30};
  const auto history = [](const territory::Scenario& scenario) {
    const sim::Executor executor(1);
    territory::Model model(scenario, sixteen_communes(), executor);
    auto simulation = model.simulation();
    std::vector<Prints> months;
    simulation.observe([&](const territory::World&, sim::Month) {
      months.push_back(lien_test::fingerprints(model.world()));
    });
    model.run(simulation);
    return months;
  };
  const auto a = history(none), b = history(election);
  ASSERT_EQ(a.size(), 60U);
  for (std::size_t m = 0; m < 54; ++m) EXPECT_EQ(a[m], b[m]) << "row " << m << ", month " << m << " - 24";
  for (std::size_t m = 54; m < 60; ++m) EXPECT_NE(a[m], b[m]) << "row " << m;
}

}  // namespace
