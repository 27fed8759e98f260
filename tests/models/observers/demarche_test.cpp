// The démarche: who is called and heard, which projects are pilots, when it begins (SM19).
#include <gmock/gmock.h>

#include <map>

#include "models/territory/invariants.hpp"
#include "tests/models/observers/demarche_territory.hpp"

namespace {

using Territory = lien_test::DemarcheTerritory;
using lien_test::default_demarche;
using lien_test::here;
using lien_test::start_month;
using territory::CallReach;
using territory::DemarcheParameters;
using territory::Kind;
using territory::Level;
using territory::Modality;
using territory::Stage;
using testing::ElementsAre;

TEST(Demarche, CallsWorkshopsThenTheEventAndActsOnValorisationInItsMonths) {
  Territory t;
  std::map<int, std::vector<Modality>> called;
  std::map<int, float> action;
  for (int month = start_month - 2; month < start_month + 40; ++month) {
    const float before = t.world.epcis.valorisation_action[here];
    t.month(month);
    for (const territory::Call& call : t.world.plan.calls) {
      called[month - start_month].push_back(call.modality);
      EXPECT_EQ(call.reach, CallReach::epci);
      EXPECT_TRUE(call.by_mayor);
      EXPECT_FALSE(call.companies_only);
      EXPECT_EQ(t.world.geography.epci_of[call.commune], here);
      EXPECT_EQ(t.world.actors.kind[call.organiser], Kind::mayor);
      EXPECT_EQ(t.world.actors.commune[call.organiser], call.commune);
    }
    if (const float step = t.world.epcis.valorisation_action[here] - before; step > 0)
      action[month - start_month] = step;
    EXPECT_EQ(t.world.flows.demarches_begun, month == start_month);
  }
  EXPECT_THAT(called, ElementsAre(testing::Pair(3, ElementsAre(Modality::workshop)),
                                  testing::Pair(4, ElementsAre(Modality::workshop)),
                                  testing::Pair(5, ElementsAre(Modality::workshop)),
                                  testing::Pair(23, ElementsAre(Modality::event))));
  EXPECT_THAT(action, ElementsAre(testing::Pair(21, 1.0F), testing::Pair(22, 1.0F), testing::Pair(23, 1.0F)));
  EXPECT_EQ(t.world.epcis.demarche_since[here], start_month);
  EXPECT_EQ(t.world.epcis.demarche_since[0], territory::Epcis::no_demarche);
}

TEST(Demarche, IsCalledByTheOpenCatalystOfTheEpciWithOrdinalsAfterThoseTaken) {
  Territory t;
  const auto seats = t.world.roster.catalyst_seats();
  std::uint32_t open = 0;
  for (const std::uint32_t seat : seats) {
    if (t.world.epci_of_actor(seat) != here) continue;
    t.world.actors.active[seat] = 1;
    open = seat;
    break;
  }
  t.month(start_month);
  t.world.plan.calls.push_back({open, 0, Modality::event, CallReach::epci, 0, false});
  lien_test::run_once(t.demarche, t.world, start_month + 3, t.executor, t.scenario);
  ASSERT_EQ(t.world.plan.calls.size(), 2U);
  EXPECT_EQ(t.world.plan.calls[1].organiser, open);
  EXPECT_EQ(t.world.plan.calls[1].ordinal, 1);
  EXPECT_FALSE(t.world.plan.calls[1].by_mayor);
}

TEST(Demarche, ListensToMayorsToTheAwareAndToThoseWhoCame) {
  Territory t;
  std::vector<std::uint32_t> members;
  for (const std::uint32_t i : lien_test::rows_of(t.world, Kind::association))
    if (t.world.epci_of_actor(i) == here) members.push_back(i);
  t.world.actors.level[members[0]] = Level::aware;
  t.world.actors.participation[members[1]] = territory::participation::event;
  t.world.actors.level[members[2]] = Level::engaged;
  t.world.actors.accuracy[members[2]] = 0.9F;  // hears better than listening would teach
  t.month(start_month);
  EXPECT_EQ(t.world.flows.listened_to, 4 + 2) << "four mayors, two associations";
  EXPECT_FLOAT_EQ(t.world.actors.accuracy[members[0]], 0.8F);
  EXPECT_FLOAT_EQ(t.world.actors.accuracy[members[1]], 0.8F);
  EXPECT_FLOAT_EQ(t.world.actors.accuracy[members[2]], 0.9F);
  EXPECT_FLOAT_EQ(t.world.actors.accuracy[members[3]], 0.5F);
  for (const std::uint32_t mayor : lien_test::rows_of(t.world, Kind::mayor))
    EXPECT_FLOAT_EQ(t.world.actors.accuracy[mayor], t.world.epci_of_actor(mayor) == here ? 0.8F : 0.5F);
  t.world.actors.accuracy[members[0]] = 0.7F;
  t.months(start_month + 1, start_month + 2);
  EXPECT_FLOAT_EQ(t.world.actors.accuracy[members[0]], 0.8F) << "as long as it listens";
  t.world.actors.accuracy[members[0]] = 0.7F;
  t.month(start_month + 3);
  EXPECT_FLOAT_EQ(t.world.actors.accuracy[members[0]], 0.7F);
}

TEST(Demarche, TakesTheFiveRunningProjectsThatBestMeetTheNeedsAndLetsThemGoAtTheEnd) {
  Territory t;
  t.need({0.1F, 0.2F, 0.3F, 0.4F, 0.5F});
  // Matches .1 .5 .3 .4(two domains) .3, then one elsewhere, one over, one more of .2.
  for (const int domains : {0b00001, 0b10000, 0b00100, 0b01010, 0b00100})
    t.project(static_cast<std::uint16_t>(domains), 100);
  t.project(0b10000, 100, 0);
  t.world.projects.stage[t.project(0b10000, 100)] = Stage::deployed;
  t.world.projects.stage[t.project(0b00010, 100)] = Stage::deploy;
  t.months(start_month, start_month + 5);
  EXPECT_THAT(t.pilots(), ElementsAre(0, 0, 0, 0, 0, 0, 0, 0)) << "not before it carries out";
  t.month(start_month + 6);
  EXPECT_THAT(t.pilots(), ElementsAre(0, 1, 1, 1, 1, 0, 0, 1));
  EXPECT_EQ(t.world.flows.pilots_chosen, 5);
  for (std::uint32_t p = 0; p < t.world.projects.size(); ++p) {
    const bool pilot = t.world.projects.pilot[p] != 0;
    EXPECT_EQ(t.world.projects.granted[p], pilot);
    EXPECT_EQ(t.world.projects.visible[p], pilot);
    EXPECT_FLOAT_EQ(t.world.projects.money[p], pilot ? 18.0F : 0.0F);
  }
  ASSERT_EQ(t.world.plan.calls.size(), 1U) << "pilots invite the companies";
  EXPECT_TRUE(t.world.plan.calls[0].companies_only);
  EXPECT_EQ(t.world.plan.calls[0].modality, Modality::event);
  for (const auto& invariant : territory::invariants(t.scenario.partnerships.terms))
    EXPECT_NO_THROW(invariant.check(t.world)) << invariant.name;
  t.months(start_month + 7, start_month + 20);
  EXPECT_THAT(t.pilots(), ElementsAre(0, 1, 1, 1, 1, 0, 0, 1)) << "nobody joins or leaves meanwhile";
  t.month(start_month + 21);
  EXPECT_THAT(t.pilots(), ElementsAre(0, 0, 0, 0, 0, 0, 0, 0));
  EXPECT_FLOAT_EQ(t.world.projects.money[1], 18.0F) << "one grant";
}

TEST(Demarche, EqualMatchesGoToTheEarlierIdentity) {
  DemarcheParameters p = default_demarche();
  p.pilots_max = 3;
  Territory t(p);
  for (int k = 0; k < 5; ++k) t.project(1, 100);
  t.world.projects.founder[4] = t.world.projects.founder[0];
  t.world.projects.born[4] = 99;
  t.months(start_month, start_month + 6);
  EXPECT_THAT(t.pilots(), ElementsAre(1, 1, 0, 0, 1));
}

TEST(Demarche, NewIdeasFillUpWhereFewerRun) {
  Territory t;
  t.project(1, 100);
  t.months(start_month, start_month + 6);
  EXPECT_THAT(t.pilots(), ElementsAre(1));
  t.project(1, 120);  // older than the démarche: had it run at the outset, it would have been taken
  for (int k = 0; k < 4; ++k) t.project(1, start_month + 6);
  t.month(start_month + 7);
  EXPECT_THAT(t.pilots(), ElementsAre(1, 0, 1, 1, 0, 0));
  t.world.projects.stage[0] = Stage::deployed;
  t.month(start_month + 8);
  EXPECT_THAT(t.pilots(), ElementsAre(1, 0, 1, 1, 1, 0)) << "another takes the place of one that is over";
}

TEST(Demarche, ArmOfNewIdeasTakesNoneThatRanBefore) {
  DemarcheParameters p = default_demarche();
  p.new_ideas = true;
  Territory t(p);
  t.project(1, start_month - 1);
  t.project(1, start_month);
  t.months(start_month, start_month + 6);
  EXPECT_THAT(t.pilots(), ElementsAre(0, 1));
}

TEST(Demarche, BeginsOncePerEpciWhoeverBeginsIt) {
  Territory t;
  t.begins = false;
  t.month(start_month);
  EXPECT_EQ(t.world.epcis.demarche_since[here], territory::Epcis::no_demarche);
  territory::begin_demarche(t.world, here, sim::Month{150});
  territory::begin_demarche(t.world, here, sim::Month{160});
  EXPECT_EQ(t.world.epcis.demarche_since[here], 150);
  t.month(153);
  ASSERT_EQ(t.world.plan.calls.size(), 1U);
  EXPECT_EQ(t.world.plan.calls[0].modality, Modality::workshop);
}

TEST(Demarche, DoesNothingWhenSwitchedOffOrInTheSpinUp) {
  for (const bool enabled : {false, true}) {
    DemarcheParameters p = default_demarche();
    p.enabled = enabled;
    p.demarche_spread = 0.5;
    Territory t(p);
    t.world.epcis.demarche_since[0] = start_month - 12;
    const auto before = lien_test::fingerprints(t.world);
    for (int month = start_month; month < start_month + 24; ++month)
      lien_test::run_once(t.demarche, t.world, month, t.executor, t.scenario, enabled);
    EXPECT_EQ(lien_test::fingerprints(t.world), before);
    EXPECT_TRUE(t.world.plan.calls.empty());
  }
}

}  // namespace
