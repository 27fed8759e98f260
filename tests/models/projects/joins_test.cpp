// How much trust in the lead is asked of those who join a project (`projects.join_trust`, SM9).
#include <gtest/gtest.h>

#include <set>

#include "tests/models/projects/project_world.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::ProjectTown;
using lien_test::Rows;
using territory::Kind;
using territory::Stage;

constexpr int asking_projects = 300;

territory::Scenario joining(double join_trust, double join_rate) {
  territory::Scenario s = lien_test::quiet_projects();
  s.projects.join_rate = join_rate;
  s.projects.join_trust = join_trust;
  s.projects.members_max = 30;
  return s;
}

/// Who joins in a month: 300 leads each know nine involved associations that trust them at .1, .2, … .9.
std::set<std::uint32_t> who_joins_at(double join_trust) {
  ProjectTown town(joining(join_trust, 0.1), {asking_projects, 0, 11 * asking_projects});
  const Rows companies = town.of(Kind::company10), associations = town.of(Kind::association);
  std::vector<Rows> teams;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> contacts;
  for (std::size_t k = 0; k < std::size_t{asking_projects}; ++k) {
    teams.push_back({companies[k], associations[11 * k], associations[11 * k + 1]});
    for (std::size_t c = 0; c < 9; ++c) contacts.emplace_back(companies[k], associations[11 * k + 2 + c]);
  }
  const auto ties = lien_test::connect(town.world, town.executor, contacts);
  for (std::size_t t = 0; t < ties.size(); ++t) town.trust_in(ties[t], 0.1 * static_cast<double>(1 + t % 9));
  town.add_many(teams, Stage::emerge, 0.65);
  town.month(1);
  std::set<std::uint32_t> joined;
  for (const auto& [lead, association] : contacts)
    if (town.world.actors.projects[association] > 0) joined.insert(association);
  EXPECT_EQ(static_cast<std::int64_t>(joined.size()), town.world.flows.project_joins);
  return joined;
}

// The draws are common, so that who joins where much is asked joins where less is: exact. The numbers are
// shares of 300 times the contacts who trust enough, 4.5 standard errors, false alarm 7e-6 each.
TEST(JoinTrust, TheMoreIsAskedTheFewerJoin) {
  const auto all = who_joins_at(0);
  EXPECT_TRUE(lien_test::share_agrees(static_cast<double>(all.size()), 9 * asking_projects, 0.1));
  auto wider = all;
  for (const auto& [asked, enough] : {std::pair{0.25, 7}, {0.55, 4}, {0.85, 1}}) {
    const auto joined = who_joins_at(asked);
    EXPECT_TRUE(std::ranges::includes(wider, joined)) << asked;
    EXPECT_LT(joined.size(), wider.size()) << asked;
    EXPECT_TRUE(lien_test::share_agrees(static_cast<double>(joined.size()), enough * asking_projects, 0.1));
    wider = joined;
  }
  EXPECT_FALSE(wider.empty());
  EXPECT_TRUE(who_joins_at(0.95).empty());
}

// A mayor who asks to join trusts the lead at one half.
TEST(JoinTrust, IsAskedOfMayorsToo) {
  const auto admitted = [](double join_trust, bool acquainted) {
    ProjectTown town(joining(join_trust, 0), {1, 0, 2});
    const std::uint32_t lead = town.of(Kind::company10)[0], mayor = town.of(Kind::mayor)[0];
    if (acquainted) lien_test::connect(town.world, town.executor, {{lead, mayor}});
    town.add({lead, town.of(Kind::association)[0], town.of(Kind::association)[1]});
    town.world.plan.project_requests = {{mayor, 0}};
    town.month(1);
    return town.world.actors.projects[mayor] == 1;
  };
  EXPECT_TRUE(admitted(0, true));
  EXPECT_TRUE(admitted(0.45, true));
  EXPECT_FALSE(admitted(0.55, true));
  EXPECT_FALSE(admitted(0, false)) << "one who does not know the lead has no trust in it, not little";
}

}  // namespace
