// Gatherings inside the whole model: every invariant and declared write, any number of threads, resumption.
#include <gtest/gtest.h>

#include "models/territory/invariants.hpp"
#include "models/territory/saved_state.hpp"
#include "sim/output/checkpoint.hpp"
#include "sim/output/partial_file.hpp"
#include "tests/models/gatherings/gathering_world.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using Prints = std::vector<std::pair<std::string, std::uint64_t>>;

territory::Scenario busy() {
  territory::Scenario s = lien_test::tiny_scenario();
  s.gatherings.enabled = true;
  s.gatherings.event_cap = 30;
  s.gatherings.workshop_size = 6;
  s.run.spinup_months = 6;
  s.run.until = "2009-12";
  return s;
}

/// Every mayor calls a workshop one month and an event the next.
void call_for_next_month(territory::World& world, sim::Month month) {
  for (const std::uint32_t mayor : world.roster.everywhere(territory::Partner::mayor)) {
    const bool workshop = (month.value + static_cast<int>(mayor)) % 2 == 0;
    world.plan.calls.push_back({mayor, world.actors.commune[mayor],
                                workshop ? territory::Modality::workshop : territory::Modality::event,
                                mayor % 3 ? territory::CallReach::around : territory::CallReach::epci, 0,
                                true});
  }
}

struct History {
  explicit History(int threads = 1, std::size_t grain = 2048, const territory::Scenario& s = busy())
      : executor(threads, grain),
        scenario(s),
        model(scenario, lien_test::territory_of(lien_test::row_of_communes(8)), executor) {}
  Prints finish(std::optional<sim::Month> done, bool verify,
                const std::function<void(sim::Month)>& at_end = {}) {
    auto simulation = model.simulation();
    if (verify) simulation.verify(territory::invariants(scenario.partnerships.terms));
    simulation.stop_when([&](sim::Month month) {
      EXPECT_TRUE(model.world().plan.calls.empty() && model.world().plan.meetings.empty());
      sittings += model.world().flows.workshops_held;
      people += model.world().flows.participants;
      if (at_end) at_end(month);
      call_for_next_month(model.world(), month);
      return false;
    });
    if (done) call_for_next_month(model.world(), *done);
    model.run(simulation, done);
    return lien_test::fingerprints(model.world());
  }
  sim::Executor executor;
  territory::Scenario scenario;
  territory::Model model;
  std::int64_t sittings = 0, people = 0;
};

TEST(GatheringsInTheModel, KeepEveryInvariantAndDeclaration) {
  History run;
  (void)run.finish({}, true);
  EXPECT_GT(run.sittings, 100);
  EXPECT_GT(run.people, 1000);
  int gathered = 0;
  for (const territory::Origin origin : run.model.world().ties.origin.all())
    gathered += origin == territory::Origin::event || origin == territory::Origin::workshop;
  EXPECT_GT(gathered, 100);
}

TEST(GatheringsInTheModel, AreTheSameOnAnyNumberOfThreads) {
  const Prints one = History().finish({}, false);
  EXPECT_EQ(History(3, 16).finish({}, false), one);
}

TEST(GatheringsInTheModel, AreTakenUpAgainInTheMidstOfWorkshops) {
  std::vector<std::byte> saved;
  const sim::Month pause{7};
  History unbroken;
  const Prints expected = unbroken.finish({}, false, [&](sim::Month month) {
    if (month != pause) return;
    EXPECT_GT(unbroken.model.world().workshops.table.rows(), 3U);
    const lien_test::TemporaryFolder folder;
    sim::output::CheckpointSections sections;
    territory::save_state(unbroken.model.world(), sections);
    sim::output::write_checkpoint(sections, folder.path() / "c");
    saved = sim::output::whole_content(folder.path() / "c", "checkpoint");
  });
  History resumed(2, 64);
  const auto view = sim::output::read_checkpoint(saved, "c");
  territory::restore_state(resumed.model.world(), resumed.scenario, view, pause, resumed.executor);
  EXPECT_EQ(resumed.finish(pause, false), expected);
  EXPECT_EQ(resumed.model.world().uids.given(), unbroken.model.world().uids.given());
}

TEST(GatheringsInTheModel, ChangeNothingWhenOffWhateverTheirParameters) {
  territory::Scenario off = busy();
  off.gatherings.enabled = false;
  territory::Scenario other = off;
  other.gatherings.event_cap = 99;
  other.gatherings.accept_constant = 50;
  other.engagement.awareness_event = 0;
  other.engagement.engage_workshop = 0.3;
  other.outcomes.event_weight = other.outcomes.workshop_weight = 0.4;
  other.outcomes.project_weight = 2;
  EXPECT_EQ(History(1, 2048, other).finish({}, false), History(1, 2048, off).finish({}, false));
  EXPECT_NE(History().finish({}, false), History(1, 2048, off).finish({}, false));
}

}  // namespace
