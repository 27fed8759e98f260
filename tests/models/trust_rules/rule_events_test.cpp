// What reaches theories that listen for more than acts: a project carried through (staged), an outcome that a
// trusted catalyst certifies (fire), what an act showed (abi).
#include <gtest/gtest.h>

#include "tests/models/projects/project_world.hpp"
#include "tests/support/every_rule.hpp"

namespace {

using lien_test::ProjectTown;
using lien_test::Rows;
using territory::Kind;
using territory::Stage;

TEST(RuleEvents, AProjectThatPerpetuatesTellsLeadAndMembers) {
  territory::Scenario s = lien_test::quiet_projects();
  s.trust.rule = territory::rule<territory::StagedRule>;
  s.projects.stage_months = {4, 4, 4};
  s.projects.members_full = 3;
  ProjectTown town(s, {1, 0, 4});
  const Rows others = town.of(Kind::association);
  const Rows team{town.of(Kind::company10)[0], others[0], others[1]};
  town.befriend({team}, 0.5);
  const auto outside = lien_test::connect(town.world, town.executor, {{team[0], others[3]}})[0];
  town.add(team);
  auto& states = std::get<territory::TrustStates<territory::StagedRule>>(town.world.trust);
  const auto told = [&](std::uint32_t a, std::uint32_t b) {
    const auto t = static_cast<std::size_t>(town.world.ties.store.find(a, b));
    EXPECT_EQ(states.ij[t].perpetuated, states.ji[t].perpetuated);
    return states.ij[t].perpetuated;
  };
  town.world.projects.step[0] = 2;
  for (int month = 1; town.world.projects.stage[0] == Stage::emerge && month < 60; ++month) {
    EXPECT_EQ(told(team[0], team[1]), 0);
    town.month(month);
  }
  ASSERT_EQ(town.world.projects.stage[0], Stage::perpetuate);
  EXPECT_EQ(told(team[0], team[1]), 1);
  EXPECT_EQ(told(team[0], team[2]), 1);
  EXPECT_EQ(told(team[1], team[2]), 0) << "two members without the lead share no project";
  EXPECT_EQ(states.ij[outside].perpetuated, 0);
}

TEST(RuleEvents, ACatalystCertifiesForThoseWhoTrustIt) {
  territory::Scenario s = lien_test::quiet_projects();
  s.trust.rule = territory::rule<territory::FireRule>;
  s.catalysts.seats = 1;
  ProjectTown town(s, {1, 0, 5});
  const Rows others = town.of(Kind::association);
  const Rows team{town.of(Kind::company10)[0], others[0], others[1]};
  const auto seats = town.world.roster.catalyst_seats();
  ASSERT_FALSE(seats.empty());
  const auto ties = lien_test::connect(
      town.world, town.executor,
      {{team[0], others[2]}, {team[0], others[3]}, {others[2], seats[0]}, {others[3], seats[0]}});
  auto& states = std::get<territory::TrustStates<territory::FireRule>>(town.world.trust);
  const auto certified = [&](std::uint32_t hearer) {
    const auto t = static_cast<std::size_t>(town.world.ties.store.find(hearer, team[0]));
    return (town.world.ties.store.low_row(t) == hearer ? states.ij[t] : states.ji[t]).certified;
  };
  // Unknown catalysts are trusted at one half, which is enough; a failure lowers that.
  const auto doubted = static_cast<std::size_t>(town.world.ties.store.find(others[3], seats[0]));
  for (auto* side : {&states.ij[doubted], &states.ji[doubted]}) states.rule.experience(*side, {0, 1, 1, 1});
  town.world.ties.trust_ij[doubted] = states.rule.value(states.ij[doubted]);
  town.world.ties.trust_ji[doubted] = states.rule.value(states.ji[doubted]);
  for (const bool success : {true, false}) {
    for (const bool accompanied : {true, false}) {
      auto& news = town.world.news;
      const std::uint32_t n = news.table.append(town.world.uids, 1);
      std::vector<std::uint32_t> uids;
      for (const std::uint32_t row : team) uids.push_back(town.world.actors.table.uid(row).value);
      std::ranges::sort(uids);
      for (std::size_t k = 0; k < uids.size(); ++k) news.members[n][k] = uids[k];
      news.member_count[n] = static_cast<std::uint8_t>(uids.size());
      news.epci[n] = town.world.epci_of_actor(team[0]);
      news.success[n] = success ? 1 : 0;
      news.accompanied[n] = accompanied ? 1 : 0;
      const auto before = certified(others[2]);
      town.announce(1);
      const auto after = certified(others[2]);
      EXPECT_EQ(after.weight - before.weight, accompanied ? 1 : 0);
      EXPECT_EQ(after.sum - before.sum, accompanied ? (success ? 1 : -1) : 0);
      EXPECT_EQ(certified(others[3]).weight, 0) << "it doubts the catalyst";
    }
  }
  (void)ties;
}

// 4 000 acts of one pair without hindrance; each share within 4.5 standard errors, false alarm 7e-6.
TEST(RuleEvents, ActsShowTheQualitiesOfTheTrustee) {
  territory::Scenario s = lien_test::friendless_scenario();
  s.trust.rule = territory::rule<territory::AbiRule>;
  s.trust.of<territory::AbiRule>().forgetting = 1;
  s.trust.of<territory::AbiRule>().negativity = {1, 1, 1};
  s.outcomes.misreading = 0;
  const sim::Executor executor(1);
  territory::Model model(s, lien_test::territory_of(lien_test::row_of_communes(1)), executor);
  territory::World& world = model.world();
  const auto tie = lien_test::connect(world, executor, {{0, 1}})[0];
  world.ties.born[tie] = -1;
  world.ties.alliance[tie] = territory::Alliance::mecenat;
  const std::array<float, 3> qualities{0.9F, 0.6F, 0.35F};
  world.actors.qualities[1] = qualities;
  world.actors.trustworthiness[1] = 0.4F * 0.9F + 0.3F * 0.6F + 0.3F * 0.35F;
  const auto& terms = s.partnerships.terms;
  territory::Outcomes outcomes(s.outcomes, terms);
  territory::TrustUpdate trust(s.trust, s.outcomes, terms, s.traits);
  int acts = 0;
  for (int month = 0; month < 700; ++month) {
    // Months repeat after some years; another seed makes them new.
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
      territory::Scenario again = s;
      again.run.seed = seed;
      lien_test::run_once(outcomes, world, month, executor, again);
      acts += world.ties.outcome[tie] & territory::outcome::interacted ? 1 : 0;
      lien_test::run_once(trust, world, month, executor, again);
    }
  }
  const auto& states = std::get<territory::TrustStates<territory::AbiRule>>(world.trust);
  const auto& of_high = world.ties.store.low_row(tie) == 0 ? states.ij[tie] : states.ji[tie];
  ASSERT_GT(acts, 3000);
  for (std::size_t k = 0; k < 3; ++k) {
    const double share = of_high.good[k] / (of_high.good[k] + of_high.bad[k]);
    const double p = qualities[k];
    EXPECT_NEAR(share, p, 4.5 * std::sqrt(p * (1 - p) / acts)) << k;
  }
}

}  // namespace
