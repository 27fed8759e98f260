// Events and workshops as they are held: seats, sittings, who meets whom, what it costs (SM3).
#include "models/territory/submodels/participation.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "models/territory/invariants.hpp"
#include "models/territory/world/membership.hpp"
#include "tests/models/gatherings/gathering_world.hpp"

namespace {

using lien_test::gathering_scenario;
using lien_test::GatheringWorld;
using territory::Modality;
using territory::Occasion;
namespace participation = territory::participation;

/// A world in which whoever is asked comes.
territory::Scenario everybody_comes() {
  territory::Scenario s = gathering_scenario();
  s.gatherings.accept_constant = 100;
  return s;
}
using Pair = std::pair<std::uint32_t, std::uint32_t>;
std::set<Pair> pairs_met(const territory::World& world, Occasion occasion) {
  std::set<Pair> pairs;
  for (const auto& m : world.plan.meetings)
    if (m.occasion == occasion) pairs.emplace(m.low_row, m.high_row);
  return pairs;
}
void expect_invariants(const GatheringWorld& g) {
  for (const auto& invariant : territory::invariants(g.scenario.partnerships.terms))
    EXPECT_NO_THROW(invariant.check(g.world)) << invariant.name;
}

TEST(Events, SeatThoseAskedFirstAndNoMoreThanTheCap) {
  GatheringWorld g(everybody_comes(), lien_test::row_of_communes(8));
  const auto call = g.call(Modality::event, 4);
  const auto asked = g.invitations().invitees(g.world, g.step(), call);
  g.hold({call});
  EXPECT_EQ(g.attending(participation::event), 70);
  for (std::size_t k = 0; k < 140; ++k)
    EXPECT_EQ(g.world.actors.participation[asked[k].row] == participation::event, k < 70) << k;
  EXPECT_EQ(g.world.flows.events_held, 1);
  EXPECT_EQ(g.world.flows.participants, 70);
  EXPECT_EQ(g.world.flows.invitations, 140);
  EXPECT_EQ(g.world.flows.invitations_refused, 0);
  EXPECT_EQ(g.world.flows.invitations_turned_away, 70);
  EXPECT_TRUE(g.world.plan.calls.empty());
  expect_invariants(g);
}

TEST(Events, BringEverybodyThereUpToTheirNumberOfOthers) {
  for (const int contacts : {0, 2, 5}) {
    territory::Scenario s = everybody_comes();
    s.gatherings.event_contacts = contacts;
    GatheringWorld g(s, lien_test::row_of_communes(3));
    const auto call = g.call(Modality::event);
    g.hold({call});
    ASSERT_EQ(g.world.plan.meetings.size(), static_cast<std::size_t>(70 * contacts));
    std::vector<int> met(g.world.actors.size(), 0);
    for (const auto& m : g.world.plan.meetings) {
      EXPECT_EQ(m.occasion, Occasion::event);
      EXPECT_LT(m.low_row, m.high_row);
      for (const std::uint32_t row : {m.low_row, m.high_row}) {
        ++met[row];
        EXPECT_TRUE(row == call.organiser || g.world.actors.participation[row] & participation::event);
      }
    }
    for (std::uint32_t i = 0; i < g.world.actors.size(); ++i)
      if (g.world.actors.participation[i]) {
        EXPECT_GE(met[i], contacts);
      }
    EXPECT_EQ(g.world.actors.attended[call.organiser], 0) << "the organiser's time is that of the role";
  }
}

TEST(Workshops, SitThreeTimesInTheSameCompanyAndAllPairsMeet) {
  GatheringWorld g(everybody_comes(), lien_test::row_of_communes(3));
  const auto call = g.call(Modality::workshop);
  std::set<Pair> first;
  for (int month = 5; month < 8; ++month) {
    g.hold(month == 5 ? std::vector{call} : std::vector<territory::Call>{}, month);
    ASSERT_EQ(g.world.workshops.table.rows(), 1U);
    EXPECT_EQ(g.world.workshops.count[0], 12);
    EXPECT_EQ(g.world.workshops.sittings[0], month - 4);
    EXPECT_EQ(g.world.workshops.called[0], 5);
    EXPECT_EQ(g.world.flows.workshops_held, 1);
    EXPECT_EQ(g.attending(participation::workshop), 12);
    const auto pairs = pairs_met(g.world, Occasion::workshop);
    EXPECT_EQ(pairs.size(), 12U * 11 / 2 + 12) << "all pairs, and the organiser with each";
    EXPECT_EQ(g.world.plan.meetings.size(), pairs.size());
    if (month == 5) first = pairs;
    EXPECT_EQ(pairs, first);
    for (std::size_t i = 0; i < g.world.actors.size(); ++i)
      EXPECT_EQ(g.world.actors.attended[i], g.world.actors.participation[i] ? 50 : 0);
    expect_invariants(g);
  }
  g.hold({}, 8);
  EXPECT_EQ(g.world.workshops.table.rows(), 0U) << "over, and kept for the month of its last sitting only";
  EXPECT_EQ(g.attending(participation::workshop), 0);
  EXPECT_EQ(g.world.flows.workshops_held, 0);
  for (const std::int32_t attended : g.world.actors.attended.all()) EXPECT_EQ(attended, 0);
}

TEST(Workshops, HaveTheSeatsAndSittingsOfTheScenario) {
  territory::Scenario s = everybody_comes();
  s.gatherings.workshop_size = 20;
  s.gatherings.sittings = 1;
  s.gatherings.sitting_cost = 0.75;
  GatheringWorld g(s, lien_test::row_of_communes(3));
  g.hold({g.call(Modality::workshop)});
  EXPECT_EQ(g.world.workshops.count[0], 20);
  EXPECT_EQ(g.world.actors.attended[g.world.actors.table.row_of(sim::Uid{g.world.workshops.roster[0][7]})],
            75);
  g.hold({}, 1);
  EXPECT_EQ(g.world.flows.workshops_held, 0);
}

TEST(Workshops, CostLessWhereThereIsAThirdPlace) {
  GatheringWorld g(everybody_comes(), lien_test::row_of_communes(3));
  g.place_factor = 0.6;
  g.world.places.commune[0] = 0;
  g.world.places.active[0] = 1;
  g.hold({g.call(Modality::workshop)});
  EXPECT_EQ(std::ranges::max(g.world.actors.attended.all()), 30);
  g.world.places.active[0] = 0;
  g.hold({}, 1);
  EXPECT_EQ(std::ranges::max(g.world.actors.attended.all()), 50);
}

TEST(Workshops, LetGoOfThoseWhoLeaveAndEndWhenOneIsLeft) {
  GatheringWorld g(everybody_comes(), lien_test::row_of_communes(3));
  g.hold({g.call(Modality::workshop)});
  const territory::WorkshopRoster before = g.world.workshops.roster[0];
  const auto rows = [&](std::initializer_list<std::size_t> members) {
    std::vector<std::uint32_t> list;
    for (const std::size_t k : members) list.push_back(g.world.actors.table.row_of(sim::Uid{before[k]}));
    return list;
  };
  territory::leave_workshops(g.world, rows({0, 5, 11}));
  EXPECT_EQ(g.world.workshops.count[0], 9);
  EXPECT_EQ(g.world.workshops.roster[0][0], before[1]);
  EXPECT_EQ(g.world.workshops.roster[0][4], before[6]);
  expect_invariants(g);
  g.hold({}, 1);
  EXPECT_EQ(g.attending(participation::workshop), 9);
  territory::leave_workshops(g.world, rows({1, 2, 3, 4, 6, 7, 8, 9}));
  EXPECT_EQ(g.world.workshops.count[0], 1);
  expect_invariants(g);
  g.hold({}, 2);
  EXPECT_EQ(g.world.workshops.table.rows(), 0U);
}

TEST(Workshops, CountTheirSittingsAsLoadBeforeAnythingElseIsAnswered) {
  territory::Scenario s = gathering_scenario();
  s.gatherings.accept_constant = 0;
  s.gatherings.accept_trust = 0;
  s.gatherings.accept_load = -1e9;  // whoever has anything to do stays away
  s.gatherings.event_cap = 150;
  GatheringWorld g(s, lien_test::row_of_communes(3));
  g.hold({g.call(Modality::workshop)});
  const auto sitting = g.attending(participation::workshop);
  ASSERT_GE(sitting, 2);
  g.hold({g.call(Modality::event)}, 1);
  EXPECT_GT(g.attending(participation::event), 10);
  EXPECT_EQ(g.attending(participation::workshop), sitting);
  for (const std::uint8_t bits : g.world.actors.participation.all())
    EXPECT_NE(bits, participation::event | participation::workshop);
}

TEST(Gatherings, AreRememberedByTheCommunesOfTheOrganiserAndOfThoseWhoCome) {
  GatheringWorld g(everybody_comes(), lien_test::row_of_communes(4));
  EXPECT_EQ(g.world.communes.last_gathering[1], territory::never);
  for (auto& ring : g.world.communes.attendances.all()) ring.fill(9);
  territory::Call call = g.call(Modality::event, 0);
  call.commune = 1;  // called by the mayor of the first, held in the second
  g.hold({call}, -7);
  EXPECT_EQ(g.world.communes.last_gathering[0], -7) << "called";
  EXPECT_EQ(g.world.communes.last_gathering[1], -7) << "held";
  EXPECT_EQ(g.world.communes.last_gathering[2], territory::never);
  std::vector<int> abroad(4, 0);
  for (std::size_t i = 0; i < g.world.actors.size(); ++i)
    if (g.world.actors.participation[i] && g.world.actors.commune[i] != 1)
      ++abroad[g.world.actors.commune[i]];
  EXPECT_GT(abroad[0] + abroad[2], 20);
  for (std::size_t c = 0; c < 4; ++c) {
    EXPECT_EQ(g.world.communes.attendances[c][53], abroad[c]) << "the slot of month -7";
    EXPECT_EQ(g.world.communes.attendances[c][52], 9);
  }
}

TEST(Gatherings, TellACatalystWhatShareRefused) {
  territory::Scenario s = gathering_scenario();
  s.gatherings.readiness = 0.6;
  GatheringWorld g(s, lien_test::row_of_communes(4));
  const auto seats = g.world.roster.catalyst_seats();
  g.world.actors.active[seats[2]] = 1;
  if (g.world.catalysts.table.rows() == 0)
    g.world.catalysts.table.append(g.world.uids, static_cast<std::uint32_t>(seats.size()));
  const std::uint32_t commune = g.world.actors.commune[seats[2]];
  const territory::Call call{seats[2], commune, Modality::event, territory::CallReach::epci, 0, false};
  territory::Call second = call;
  second.ordinal = 1;
  g.hold({second, call});
  const double share =
      static_cast<double>(g.world.flows.invitations_refused) / static_cast<double>(g.world.flows.invitations);
  EXPECT_GT(share, 0.3);
  EXPECT_LT(share, 1);
  EXPECT_FLOAT_EQ(g.world.catalysts.refused_share[2], static_cast<float>(share));
  EXPECT_EQ(g.world.catalysts.refused_share[1], 0.0F);
  EXPECT_EQ(g.world.communes.last_gathering[commune], 0);
  g.hold({}, 1);
  EXPECT_EQ(g.world.catalysts.refused_share[2], 0.0F);
  EXPECT_THROW(g.hold({call, call}, 2), sim::InvariantError) << "one ordinal, one set of draws";
}

TEST(Gatherings, AreCheckedForRostersAndAttendancesThatCannotBe) {
  const auto refused = [](const std::function<void(GatheringWorld&)>& spoil) {
    GatheringWorld g(everybody_comes(), lien_test::row_of_communes(3));
    g.hold({g.call(Modality::workshop)});
    spoil(g);
    int faults = 0;
    for (const auto& invariant : territory::invariants(g.scenario.partnerships.terms)) {
      try {
        invariant.check(g.world);
      } catch (const sim::InvariantError&) {
        ++faults;
      }
    }
    return faults;
  };
  EXPECT_EQ(refused([](GatheringWorld&) {}), 0);
  using G = GatheringWorld;
  const std::function<void(G&)> spoils[] = {
      [](G& g) { std::swap(g.world.workshops.roster[0][2], g.world.workshops.roster[0][3]); },
      [](G& g) { g.world.workshops.roster[0][3] = g.world.workshops.roster[0][2]; },
      [](G& g) { g.world.workshops.roster[0][11] = 4000000; },
      [](G& g) { g.world.workshops.roster[0][15] = 7; },
      [](G& g) { g.world.workshops.count[0] = 21; },
      [](G& g) { g.world.workshops.organiser[0] = g.world.workshops.roster[0][4]; },
      [](G& g) { g.world.workshops.commune[0] = 3; },
      [](G& g) { g.world.workshops.sittings[0] = 0; },
      [](G& g) { g.world.actors.attended[0] = -1; },
      [](G& g) { g.world.actors.attended[g.mayors[0]] = 25; }};
  for (const auto& spoil : spoils) EXPECT_EQ(refused(spoil), 1);
}

TEST(Gatherings, NoteWhoWasAtAThirdPlace) {
  GatheringWorld g(gathering_scenario(), lien_test::row_of_communes(1));
  g.world.plan.meetings = {{g.associations[0], g.associations[3], Occasion::place},
                           {g.associations[1], g.associations[2], Occasion::introduction}};
  territory::Participation submodel(g.scenario.gatherings, g.scenario.partnerships.terms, 1, g.world,
                                    g.executor);
  lien_test::run_once(submodel, g.world, 0, g.executor, g.scenario);
  EXPECT_EQ(g.attending(participation::place), 2);
  EXPECT_EQ(g.world.actors.participation[g.associations[3]], participation::place);
  EXPECT_EQ(g.world.plan.meetings.size(), 2U) << "left for the encounters";
}

TEST(Gatherings, AreNotHeldWhenSwitchedOff) {
  territory::Scenario s = everybody_comes();
  s.gatherings.enabled = false;
  GatheringWorld g(s, lien_test::row_of_communes(3));
  const auto before = lien_test::fingerprints(g.world);
  g.hold({g.call(Modality::event), g.call(Modality::workshop, 0, 1)});
  EXPECT_TRUE(g.world.plan.calls.empty());
  EXPECT_TRUE(g.world.plan.meetings.empty());
  EXPECT_EQ(lien_test::fingerprints(g.world), before);
}

TEST(Gatherings, CostMoreCapacityAsTheScenarioSays) {
  for (const double cost : {0.125, 0.5}) {
    territory::Scenario s = everybody_comes();
    s.gatherings.event_cost = cost;
    GatheringWorld g(s, lien_test::row_of_communes(3));
    g.hold({g.call(Modality::event), g.call(Modality::event, 0, 1)});
    EXPECT_EQ(std::ranges::max(g.world.actors.attended.all()), 2 * std::lround(100 * cost));
  }
}

}  // namespace
