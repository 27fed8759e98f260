// The démarche: which month which step, who is heard, which projects are pilots, how it spreads (SM19).
#include "models/territory/submodels/demarche.hpp"

#include <gmock/gmock.h>

#include <map>

#include "models/territory/invariants.hpp"
#include "models/territory/world/epci_neighbours.hpp"
#include "tests/support/project_rows.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using territory::CallReach;
using territory::DemarcheParameters;
using territory::DemarcheStep;
using territory::EventPosition;
using territory::Kind;
using territory::Level;
using territory::Modality;
using territory::Stage;
using testing::ElementsAre;

constexpr int start_month = 146;   // 2020-03
constexpr std::uint32_t here = 1;  // E0001, four communes

DemarcheParameters default_demarche() {
  DemarcheParameters p;
  p.enabled = true;
  p.start = "2020-03";
  p.territories = {"E0001"};
  p.demarche_spread = 0;
  return p;
}

/// Steps in order as letters, a capital in the month of the event.
std::string letters(const DemarcheParameters& parameters) {
  const territory::DemarcheTimetable timetable(parameters);
  std::string text;
  for (int month = 0; month < timetable.months(); ++month) {
    const auto due = timetable.at(month);
    const char letter = "lcpv"[static_cast<int>(due->step)];
    text += due->event ? static_cast<char>(std::toupper(letter)) : letter;
  }
  EXPECT_FALSE(timetable.at(-1) || timetable.at(timetable.months()));
  return text;
}

TEST(DemarcheTimetable, GivesEachMonthItsStepAndTheEventItsPlace) {
  DemarcheParameters p;
  const std::string pilots(15, 'p');
  EXPECT_EQ(letters(p), "lllccc" + pilots + "vvV");
  p.event_position = EventPosition::first;
  EXPECT_EQ(letters(p), "Lllccc" + pilots + "vvv");
  p.event_position = EventPosition::both;
  EXPECT_EQ(letters(p), "Lllccc" + pilots + "vvV");
  p.event_position = EventPosition::last;
  p.listen_months = 0;
  EXPECT_EQ(letters(p), "ccc" + pilots + "vvV");
  p.listen_months = 12;
  p.coconstruct_months = 1;
  p.carry_months = 12;
  p.valorise_months = 2;
  EXPECT_EQ(letters(p), std::string(12, 'l') + "c" + std::string(12, 'p') + "vV");
  p.steps = {"valorise", "listen"};
  EXPECT_EQ(letters(p), "vv" + std::string(11, 'l') + "L");
  p.steps = {"coconstruct"};
  EXPECT_EQ(letters(p), "C");
}

/// Sixteen communes in five EPCI; nobody knows anybody.
struct Territory {
  explicit Territory(const DemarcheParameters& parameters = default_demarche())
      : scenario(lien_test::friendless_scenario()),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(16, {1, 3, 4})), executor),
        world(model.world()),
        demarche(parameters, {}, world.geography) {
    for (auto& need : world.actors.weighted_need.all()) need.fill(0.1F);
    std::ranges::fill(world.actors.accuracy.all(), 0.5F);
    std::ranges::fill(world.actors.level.all(), Level::none);
  }
  void month(int t) {
    world.plan.calls.clear();
    lien_test::run_once(demarche, world, t, executor, scenario);
  }
  void months(int first, int last) {
    for (int t = first; t <= last; ++t) month(t);
  }
  /// Mayors of the EPCI find domain d + 1 the more pressing the larger `needs[d]`.
  void need(const std::vector<float>& needs) {
    for (const std::uint32_t mayor : lien_test::rows_of(world, Kind::mayor))
      std::ranges::copy(needs, world.actors.weighted_need[mayor].begin());
  }
  std::uint32_t project(std::uint16_t domains, int born, std::uint32_t epci = here) {
    return lien_test::add_project(world, epci, domains, born, {next_lead++});
  }
  std::vector<int> pilots() const {
    std::vector<int> flags;
    for (const std::uint8_t flag : world.projects.pilot.all()) flags.push_back(flag);
    return flags;
  }
  sim::Executor executor{1};
  territory::Scenario scenario;
  territory::Model model;
  territory::World& world;
  territory::Demarche demarche;
  std::uint32_t next_lead = 0;
};

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
  lien_test::run_once(t.demarche, t.world, start_month, t.executor, t.scenario);
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
  DemarcheParameters p = default_demarche();
  p.start.clear();
  p.territories.clear();
  Territory t(p);
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

TEST(Demarche, BeginsNothingOutsideThePerimeter) {
  DemarcheParameters p = default_demarche();
  p.territories = {"E9999", "E0001", "A0000"};
  Territory t(p);
  t.month(start_month);
  EXPECT_EQ(t.world.flows.demarches_begun, 1);
  EXPECT_EQ(t.world.epcis.demarche_since[here], start_month);
}

/// What one démarche of 40 months did, with seven projects at hand from the start.
struct Outcome {
  double heard = 0, workshops = 0, invitations = 0, pilot_months = 0, action = 0, accuracy = 0,
         late_pilots = 0;
};
Outcome outcome(const DemarcheParameters& parameters) {
  Territory t(parameters);
  for (int k = 0; k < 7; ++k) t.project(1, 100);
  Outcome sum;
  for (int month = start_month; month < start_month + 40; ++month) {
    std::ranges::fill(t.world.actors.accuracy.all(), 0.5F);
    t.month(month);
    sum.heard += static_cast<double>(t.world.flows.listened_to);
    for (const territory::Call& call : t.world.plan.calls)
      ++(call.modality == Modality::workshop ? sum.workshops : sum.invitations);
    for (const int pilot : t.pilots()) sum.pilot_months += pilot;
    sum.accuracy = std::max<double>(sum.accuracy, std::ranges::max(t.world.actors.accuracy.all()));
    if (month == start_month + 8) {
      // All who run are over; three new ideas turn up.
      std::ranges::fill(t.world.projects.stage.all(), Stage::deployed);
      for (int k = 0; k < 3; ++k) t.project(1, month);
    }
    sum.late_pilots += static_cast<double>(t.world.flows.pilots_chosen) * (month > start_month + 8);
  }
  sum.action = t.world.epcis.valorisation_action[here];
  return sum;
}

// Each parameter moves what it is about, in its direction.
TEST(Demarche, EachParameterMovesWhatItIsAbout) {
  struct Case {
    const char* name;
    std::function<void(DemarcheParameters&)> raise;
    double Outcome::*quantity;
    bool up;
  };
  const Case cases[] = {
      {"listen_months", [](auto& p) { p.listen_months = 5; }, &Outcome::heard, true},
      {"coconstruct_months", [](auto& p) { p.coconstruct_months = 5; }, &Outcome::workshops, true},
      {"carry_months", [](auto& p) { p.carry_months = 18; }, &Outcome::pilot_months, true},
      {"valorise_months", [](auto& p) { p.valorise_months = 6; }, &Outcome::action, true},
      {"listen_accuracy", [](auto& p) { p.listen_accuracy = 0.9; }, &Outcome::accuracy, true},
      {"pilots_max", [](auto& p) { p.pilots_max = 7; }, &Outcome::pilot_months, true},
      {"pilots_min",
       [](auto& p) {
         p.pilots_min = 4;
         p.pilots_max = 6;
       },
       &Outcome::pilot_months, true},
      {"pilots_min late", [](auto& p) { p.pilots_min = 1; }, &Outcome::late_pilots, false},
      {"new_ideas", [](auto& p) { p.new_ideas = true; }, &Outcome::pilot_months, false},
      {"invitation_every", [](auto& p) { p.invitation_every = 6; }, &Outcome::invitations, false},
      {"valorise_action", [](auto& p) { p.valorise_action = 1.5; }, &Outcome::action, true},
      {"event_position", [](auto& p) { p.event_position = EventPosition::both; }, &Outcome::invitations,
       true},
      {"steps",
       [](auto& p) {
         p.steps = {"listen", "carry"};
       },
       &Outcome::workshops, false},
  };
  const Outcome base = outcome(default_demarche());
  for (const Case& c : cases) {
    DemarcheParameters p = default_demarche();
    c.raise(p);
    const double before = base.*c.quantity, after = outcome(p).*c.quantity;
    if (c.up) {
      EXPECT_GT(after, before) << c.name;
    } else {
      EXPECT_LT(after, before) << c.name;
    }
  }
}

// 20 far-apart sources under 100 keys: 2 000 draws; 4.5 standard errors, false alarm 7e-6.
TEST(Demarche, SpreadsToANeighbourAtItsRateOnAnniversariesOnly) {
  const sim::Executor executor(1);
  std::vector<territory::Commune> communes;
  for (int k = 0; k < 400; ++k)
    communes.push_back(lien_test::commune_at(k + 1, fmt::format("F{:04}", k), 5.0 * k, 0, {0, 0, 1}));
  territory::Scenario scenario = lien_test::friendless_scenario();
  scenario.encounters.kernel.kernel_km = 4;
  territory::Model model(scenario, lien_test::territory_of(std::move(communes)), executor);
  territory::World& world = model.world();
  DemarcheParameters p = default_demarche();
  p.start.clear();
  p.territories.clear();
  p.demarche_spread = 0.3;
  territory::Demarche demarche(p, {}, world.geography);
  const auto neighbours = territory::epci_neighbours(world.geography);
  int begun = 0, at_most_three_away = 0;
  const auto reset = [&] {
    for (std::size_t e = 0; e < 400; ++e)
      world.epcis.demarche_since[e] =
          e % 20 == 10 ? std::int16_t{start_month} : territory::Epcis::no_demarche;
  };
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    for (const int age : {11, 13, 24}) {
      reset();
      const sim::Step step{sim::Month{start_month + age}, false, {seed, 0}, executor};
      demarche.decide(world, step);
      demarche.commit(world, step);
      if (age != 24) {
        EXPECT_EQ(world.flows.demarches_begun, 0);
      } else {
        begun += static_cast<int>(world.flows.demarches_begun);
      }
      for (std::size_t e = 0; e < 400; ++e)
        if (world.epcis.demarche_since[e] == start_month + 24)
          at_most_three_away += e % 20 >= 7 && e % 20 <= 13;
    }
  }
  EXPECT_TRUE(lien_test::share_agrees(begun, 2000, 0.3)) << begun;
  EXPECT_EQ(at_most_three_away, begun) << "six neighbours on a line are three on each side";
  EXPECT_THAT(neighbours[50], testing::UnorderedElementsAre(47, 48, 49, 51, 52, 53));
  EXPECT_THAT(neighbours[0], ElementsAre(1, 2, 3, 4, 5, 6));
  // Where every neighbour has had one, nothing spreads.
  std::ranges::fill(world.epcis.demarche_since.all(), std::int16_t{start_month});
  const sim::Step step{sim::Month{start_month + 12}, false, {1, 0}, executor};
  demarche.decide(world, step);
  demarche.commit(world, step);
  EXPECT_EQ(world.flows.demarches_begun, 0);
}

}  // namespace
