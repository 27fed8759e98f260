// Who is asked to a gathering, in what order, and with what chance they come (SM3).
#include "models/territory/submodels/invitations.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "models/territory/streams.hpp"
#include "sim/math/elementary.hpp"
#include "tests/models/gatherings/gathering_world.hpp"
#include "tests/support/statistics.hpp"

namespace {

using lien_test::gathering_scenario;
using lien_test::GatheringWorld;
using territory::CallReach;
using territory::Level;
using territory::Modality;
using Policy = territory::GatheringParameters::Policy;

TEST(Neighbourhoods, AreThoseOfAllPairsInOrderOfDistance) {
  std::vector<territory::Commune> communes;
  for (int k = 0; k < 60; ++k)
    communes.push_back(lien_test::commune_at(k + 1, "E", 7.0 * (k % 11), 5.5 * ((7 * k) % 13), {}));
  for (const int k : {3, 17, 18}) {  // overseas: degrees only
    communes[static_cast<std::size_t>(k)].x_km = communes[static_cast<std::size_t>(k)].y_km = std::nan("");
    communes[static_cast<std::size_t>(k)].latitude = 0.01 * k;
  }
  const territory::Geography g = lien_test::territory_of(communes);
  for (const double radius : {0.0, 6.0, 23.0}) {
    const territory::Neighbourhoods near(g, radius, sim::Executor(2));
    for (std::uint32_t c = 0; c < g.communes.size(); ++c) {
      std::vector<std::pair<double, std::uint32_t>> expected;
      for (std::uint32_t other = 0; other < g.communes.size(); ++other) {
        const double km = territory::distance_km(g.communes[c], g.communes[other]);
        if (other != c && km <= radius) expected.emplace_back(km, other);
      }
      std::sort(expected.begin(), expected.end());
      const auto found = near.around(c);
      ASSERT_EQ(found.size(), expected.size() + 1);
      EXPECT_EQ(found[0], c);
      for (std::size_t k = 0; k < expected.size(); ++k) EXPECT_EQ(found[k + 1], expected[k].second);
    }
  }
}

TEST(Invitations, ReachTheRadiusOrTheEpciNearestFirst) {
  // Communes 1 to 8 at 0, 5, … 35 km; EPCI of rows 0-2, 3-6, 7.
  GatheringWorld g(gathering_scenario(), lien_test::row_of_communes(8));
  using Rows = std::vector<std::uint32_t>;
  EXPECT_EQ(g.invitations().reach(g.world, g.call(Modality::event, 4)), (Rows{4, 3, 5, 2, 6}));
  EXPECT_EQ(g.invitations().reach(g.world, g.call(Modality::event, 4, 0, CallReach::epci)),
            (Rows{4, 3, 5, 6}));
  g.scenario.gatherings.invite_radius = 0;
  EXPECT_EQ(g.invitations().reach(g.world, g.call(Modality::event, 4)), Rows{4});
  g.scenario.gatherings.invite_radius = 40;
  EXPECT_EQ(g.invitations().reach(g.world, g.call(Modality::event, 0)).size(), 8U);
}

TEST(Invitations, GoToTwiceTheSeatsNearestCommuneFirstAndByDrawnKeyWithin) {
  GatheringWorld g(gathering_scenario(), lien_test::row_of_communes(8));  // 43 people a commune
  const territory::Call call = g.call(Modality::event, 4, 3);
  const auto asked = g.invitations().invitees(g.world, g.step(), call);
  ASSERT_EQ(asked.size(), 140U);
  const std::uint32_t order[] = {4, 3, 5, 2};
  const int people[] = {42, 43, 43, 12};  // without the organiser; the rest of the 140
  std::size_t k = 0;
  for (int c = 0; c < 4; ++c) {
    for (int n = 0; n < people[c]; ++n, ++k) {
      EXPECT_EQ(g.world.actors.commune[asked[k].row], order[c]);
      EXPECT_NE(asked[k].row, call.organiser);
      auto draw = sim::Draws(g.scenario.run.key(), sim::Month{0}, territory::streams::roster)
                      .of(g.world.actors.table.uid(call.organiser), g.world.actors.table.uid(asked[k].row));
      EXPECT_EQ(asked[k].order, draw.uniform(6));
      EXPECT_EQ(asked[k].comes, draw.uniform(7));
      if (n > 0) {
        EXPECT_LT(asked[k - 1].order, asked[k].order);
      }
    }
  }
  // The last commune gives those of its people who come first in the drawn order.
  double last = asked.back().order;
  int before = 0;
  for (std::uint32_t i = 0; i < g.world.actors.size(); ++i) {
    if (g.world.actors.commune[i] != 2 || g.world.actors.kind[i] == territory::Kind::catalyst) continue;
    auto draw = sim::Draws(g.scenario.run.key(), sim::Month{0}, territory::streams::roster)
                    .of(g.world.actors.table.uid(call.organiser), g.world.actors.table.uid(i));
    before += draw.uniform(6) <= last;
  }
  EXPECT_EQ(before, 12);
  g.scenario.gatherings.invite_factor = 1;
  EXPECT_EQ(g.invitations().invitees(g.world, g.step(), call).size(), 70U);
  g.scenario.gatherings.event_cap = 20;
  EXPECT_EQ(g.invitations().invitees(g.world, g.step(), call).size(), 20U);
}

TEST(Invitations, GoByLevelUnlessTheGateIsOpen) {
  GatheringWorld g(gathering_scenario(), lien_test::row_of_communes(2));
  for (std::size_t i = 0; i < g.world.actors.size(); ++i) g.world.actors.level[i] = static_cast<Level>(i % 4);
  const auto lowest = [&](Modality modality) {
    Level level = Level::engaged;
    for (const auto& one : g.invitations().invitees(g.world, g.step(), g.call(modality)))
      level = std::min(level, g.world.actors.level[one.row]);
    return level;
  };
  EXPECT_EQ(lowest(Modality::event), Level::none);
  EXPECT_EQ(lowest(Modality::workshop), Level::aware);
  EXPECT_EQ(lowest(Modality::project), Level::involved);
  g.scenario.gatherings.level_gate = false;
  EXPECT_EQ(lowest(Modality::workshop), Level::none);
  EXPECT_EQ(lowest(Modality::project), Level::none);
}

TEST(Invitations, AreToTheModalityThatSuitsOrToTheOneOfTheArm) {
  GatheringWorld g(gathering_scenario(), lien_test::row_of_communes(1));
  const auto held = [&](Modality called) { return g.invitations().held_as(g.world, g.call(called)); };
  EXPECT_EQ(held(Modality::event), Modality::event);
  EXPECT_EQ(held(Modality::workshop), Modality::workshop);
  std::ranges::fill(g.world.actors.level.all(), Level::none);
  EXPECT_EQ(held(Modality::workshop), Modality::event) << "nobody is ready for more";
  for (int k = 0; k < 11; ++k)
    g.world.actors.level[g.associations[static_cast<std::size_t>(k)]] = Level::aware;
  EXPECT_EQ(held(Modality::workshop), Modality::event) << "one seat would stay empty";
  g.scenario.gatherings.workshop_size = 11;
  EXPECT_EQ(held(Modality::workshop), Modality::workshop);
  EXPECT_EQ(held(Modality::project), Modality::event) << "experiments are for level 2";
  g.scenario.gatherings.level_gate = false;
  std::ranges::fill(g.world.actors.level.all(), Level::none);
  EXPECT_EQ(held(Modality::workshop), Modality::workshop);
  g.scenario.gatherings.level_gate = true;
  const std::pair<Policy, Modality> arms[] = {{Policy::event, Modality::event},
                                              {Policy::workshop, Modality::workshop},
                                              {Policy::project, Modality::project}};
  for (const auto& [policy, modality] : arms) {
    g.scenario.gatherings.modality_policy = policy;
    for (const Modality called : {Modality::event, Modality::workshop}) EXPECT_EQ(held(called), modality);
  }
}

/// Somebody with every reason for and against.
struct OneInvitee : GatheringWorld {
  OneInvitee() : GatheringWorld(gathering_scenario(), lien_test::row_of_communes(1)) {
    scenario.gatherings.accept_preference = 2;
    world.actors.preferences[who] = {0.6F, 0.3F, 0.1F};
    world.actors.weighted_need[who][4] = 0.5F;
    world.actors.weighted_need[who][9] = 0.25F;
    world.actors.large[who] = 0;
    world.actors.used[who] = 20;
    world.actors.committed[who] = 30;
    world.communes.citizens[0] = 0.75F;
  }
  [[nodiscard]] double chance(Modality modality = Modality::event, std::int32_t due = 25) const {
    return invitations().acceptance(world, call(modality), who, due);
  }
  std::uint32_t who = associations[0];
};

TEST(Invitations, ToWorkshopsGoToCompaniesOnlyWhereAScenarioSaysSo) {
  for (const bool closed : {false, true}) {
    auto s = lien_test::gathering_scenario();
    if (closed) s.gatherings.workshops_open_to = territory::GatheringParameters::OpenTo::companies;
    GatheringWorld town(s, lien_test::row_of_communes(1, {8, 8, 40}));
    for (const auto modality : {territory::Modality::event, territory::Modality::workshop}) {
      std::size_t companies = 0, others = 0;
      for (const auto& i : town.invitations().invitees(town.world, town.step(), town.call(modality)))
        ++(town.world.family(i.row) == territory::Family::company ? companies : others);
      EXPECT_GT(companies, 0U);
      EXPECT_EQ(others == 0, closed && modality == territory::Modality::workshop);
    }
  }
}

TEST(InvitationAcceptance, IsTheLogitOfTheSpecification) {
  OneInvitee one;
  const double pull = -0.5 + 1.5 * 0.5 + 0.5 + 0.25;
  EXPECT_NEAR(one.chance(), sim::expit(pull + 2 * 0.6 - 2 * 0.75), 1e-6);
  EXPECT_NEAR(one.chance(Modality::workshop, 0), sim::expit(pull + 2 * 0.3 - 2 * 0.5), 1e-6);
  EXPECT_NEAR(one.chance(Modality::project, 0), sim::expit(pull + 2 * 0.1 - 2 * 0.5), 1e-6);
  const auto tie = lien_test::connect(one.world, one.executor, {{one.who, one.mayors[0]}})[0];
  const bool low = one.who < one.mayors[0];
  (low ? one.world.ties.trust_ij : one.world.ties.trust_ji)[tie] = 0.9;
  (low ? one.world.ties.trust_ji : one.world.ties.trust_ij)[tie] = 0.1;
  EXPECT_NEAR(one.chance(), sim::expit(pull + 1.5 * 0.4 + 2 * 0.6 - 2 * 0.75), 1e-6)
      << "its own trust in the organiser counts";
}

TEST(InvitationAcceptance, RisesWithEachOfItsParameters) {
  using P = territory::GatheringParameters;
  const std::pair<double P::*, double> raised[] = {{&P::accept_constant, -0.25}, {&P::accept_preference, 3},
                                                   {&P::accept_trust, 2},        {&P::accept_need, 1.5},
                                                   {&P::accept_load, -1},        {&P::citizen_attendance, 2}};
  OneInvitee one;
  for (const auto& [parameter, value] : raised) {
    const P before = one.scenario.gatherings;
    const double chance = one.chance();
    one.scenario.gatherings.*parameter = value;
    EXPECT_GT(one.chance(), chance);
    one.scenario.gatherings = before;
  }
}

// 20 calls of 750 invitations: 4.5 standard errors, false alarm 7e-6.
TEST(InvitationAcceptance, HasTheFrequencyOfItsFormulaTimesReadiness) {
  territory::Scenario s = gathering_scenario();
  s.gatherings.event_cap = 150;
  s.gatherings.invite_factor = 5;
  GatheringWorld g(s, {lien_test::commune_at(1, "E", 0, 0, {0, 0, 2000})});
  double asked = 0, declined = 0;
  for (int month = 0; month < 20; ++month) {
    const auto answers = g.invitations().answer(g.world, g.step(month), g.call(Modality::event), {});
    asked += answers.asked;
    declined += answers.declined;
    EXPECT_EQ(answers.coming.size(),
              std::min<std::size_t>(150, static_cast<std::size_t>(answers.asked - answers.declined)));
    EXPECT_EQ(answers.asked,
              answers.declined + answers.turned_away + static_cast<int>(answers.coming.size()));
  }
  EXPECT_EQ(asked, 20 * 750);
  EXPECT_TRUE(lien_test::share_agrees(asked - declined, asked, sim::expit(-0.5 + 1.5 * 0.5)));
}

// 6 000 actors in one year: 4.5 standard errors, false alarm 7e-6.
TEST(Readiness, IsDrawnOnceAYear) {
  territory::Scenario s = gathering_scenario();
  s.gatherings.readiness = 0.85;
  GatheringWorld g(s, {lien_test::commune_at(1, "E", 0, 0, {2000, 2000, 2000})});
  const auto invitations = g.invitations();
  int ready = 0, changed_mind = 0, same_next_year = 0;
  for (std::uint32_t i = 0; i < 6000; ++i) {
    const bool now = invitations.ready(g.world, g.step(-12), i);
    ready += now;
    for (int month = -11; month < 0; ++month)
      changed_mind += now != invitations.ready(g.world, g.step(month), i);
    same_next_year += now == invitations.ready(g.world, g.step(0), i);
  }
  EXPECT_TRUE(lien_test::share_agrees(ready, 6000, 0.85));
  EXPECT_EQ(changed_mind, 0);
  EXPECT_TRUE(lien_test::share_agrees(same_next_year, 6000, 0.85 * 0.85 + 0.15 * 0.15));
}

}  // namespace
