// The démarche: its timetable, what each parameter moves, how it spreads (SM19).
#include <gmock/gmock.h>

#include <functional>

#include "models/territory/world/epci_neighbours.hpp"
#include "tests/models/observers/demarche_territory.hpp"
#include "tests/support/statistics.hpp"

namespace {

using Territory = lien_test::DemarcheTerritory;
using lien_test::default_demarche;
using lien_test::here;
using lien_test::start_month;
using territory::DemarcheParameters;
using territory::EventPosition;
using territory::Modality;
using territory::Stage;
using testing::ElementsAre;

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
