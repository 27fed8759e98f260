// A run taken up again at the end of any month ends like the unbroken one, bit by bit.
#include <gmock/gmock.h>
#include <oneapi/tbb/global_control.h>

#include <cstdlib>

#include "cli/scenario_file.hpp"
#include "models/territory/record.hpp"
#include "models/territory/saved_state.hpp"
#include "sim/output/checkpoint.hpp"
#include "sim/output/digest.hpp"
#include "sim/output/partial_file.hpp"
#include "tests/support/every_rule.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/shipped_scenarios.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/thrown_message.hpp"
#include "tests/support/tiny_world.hpp"

namespace {

using lien_test::TemporaryFolder;
using lien_test::thrown_message;
using sim::Month;
using sim::output::CheckpointSections;
using testing::HasSubstr;
using Rule = territory::TrustParameters::Rule;
using Bytes = std::vector<std::byte>;

struct Ending {
  std::string digest;
  std::vector<std::pair<std::string, std::uint64_t>> columns;
  friend bool operator==(const Ending&, const Ending&) = default;
};

/// A model and its record, from the beginning or from a checkpoint's bytes.
class RecordedModel {
 public:
  RecordedModel(const territory::Scenario& scenario, const territory::Geography& geography, int threads = 1,
                std::size_t grain = 2048)
      : scenario_(scenario),
        executor_(threads, grain),
        model_(scenario, geography, executor_),
        record_(scenario, model_.world(), executor_) {
    if (scenario.run.spinup_months == 0) record_.observe(model_.world(), Month{-1});
  }
  void restore(std::span<const std::byte> content, Month done) {
    const auto view = sim::output::read_checkpoint(content, "c");
    territory::restore_state(model_.world(), scenario_, view, done, executor_);
    record_.restore(view, done);
    done_ = done;
  }
  /// Calls `at_end(month)` at the end of every month.
  Ending finish(const std::function<void(Month)>& at_end = [](Month) {}) {
    auto simulation = model_.simulation();
    simulation.observe([&](const territory::World& world, Month month) { record_.observe(world, month); });
    simulation.stop_when([&](Month month) { return at_end(month), false; });
    model_.run(simulation, done_);
    return {sim::output::content_digest(record_.result(model_.world())),
            lien_test::fingerprints(model_.world())};
  }
  [[nodiscard]] Bytes saved() {
    const TemporaryFolder folder;
    CheckpointSections sections;
    territory::save_state(model_.world(), sections);
    record_.save(sections);
    sim::output::write_checkpoint(sections, folder.path() / "c");
    return sim::output::whole_content(folder.path() / "c", "checkpoint");
  }
  territory::World& world() { return model_.world(); }

 private:
  territory::Scenario scenario_;
  sim::Executor executor_;
  territory::Model model_;
  territory::Record record_;
  std::optional<Month> done_;
};

/// Resumes at the end of each `stride`-th month, each time on other threads and another grain.
void expect_equal_endings(const territory::Scenario& scenario, const territory::Geography& geography,
                          int stride = 1) {
  const oneapi::tbb::global_control eight(oneapi::tbb::global_control::max_allowed_parallelism, 8);
  std::vector<std::pair<Month, Bytes>> saved;
  RecordedModel unbroken(scenario, geography);
  const Ending expected = unbroken.finish([&](Month month) {
    if ((month - scenario.run.first()) % stride == 0) saved.emplace_back(month, unbroken.saved());
  });
  ASSERT_EQ(saved.size(),
            static_cast<std::size_t>((scenario.run.last() - scenario.run.first()) / stride + 1));
  int variant = 0;
  for (const auto& [month, content] : saved) {
    RecordedModel resumed(scenario, geography, 1 + variant % 3, variant % 2 == 0 ? 64 : 2048);
    ++variant;
    resumed.restore(content, month);
    EXPECT_EQ(resumed.saved(), content) << "what was restored is not what was saved";
    EXPECT_EQ(resumed.finish(), expected) << "from " << to_string(month);
  }
}

territory::Geography eight_communes() { return lien_test::territory_of(lien_test::row_of_communes(8)); }

TEST(Resume, EndsAlikeFromEveryMonthUnderEveryRule) {
  for (const Rule rule : lien_test::every_rule()) {
    territory::Scenario scenario = lien_test::tiny_scenario();
    scenario.trust.rule = rule;
    scenario.elections.months = {-20, 2, 30};
    scenario.survey.company_month = 20;
    scenario.survey.association_month = 21;
    scenario.survey.mayor_month = 22;
    scenario.observers.enabled = scenario.demarche.enabled = true;
    scenario.interventions = {lien_test::demarche_in("E0001", "2008-03")};
    scenario.demarche.demarche_spread = 0.5;
    scenario.output.snapshots = {sim::Month{4}, sim::Month{17}};
    // From every month under the first of them, and under all in the full check; else from every third.
    const bool every_month = rule == lien_test::every_rule().front() || lien_test::full_checks();
    expect_equal_endings(scenario, eight_communes(), every_month ? 1 : 3);
  }
}

TEST(Resume, EndsAlikeWhenPeopleAndNeedsChange) {
  territory::Scenario scenario = lien_test::people_of(lien_test::tiny_scenario());
  scenario.elections.months = {-20, 2, 30};
  scenario.output.snapshots = {sim::Month{4}};
  expect_equal_endings(scenario, eight_communes(), 5);
}

TEST(Resume, EndsAlikeWhateverIsRecorded) {
  territory::Scenario scenario = lien_test::tiny_scenario();
  scenario.run.until = "2009-02";
  for (const int variant : {0, 1, 2}) {
    scenario.run.spinup_months = variant == 0 ? 0 : 6;
    scenario.output.spinup_rows = variant == 1;
    scenario.output.epci_series = scenario.output.commune_series = variant != 2;
    expect_equal_endings(scenario, eight_communes());
  }
}

TEST(Resume, EndsAlikeFromAStationaryStart) {
  territory::Scenario scenario = lien_test::people_of(lien_test::tiny_scenario());
  scenario.partnerships.initial_partnerships = territory::PartnershipParameters::Initial::stationary;
  scenario.run.spinup_months = 6;
  scenario.run.until = "2008-12";
  expect_equal_endings(scenario, eight_communes(), 4);
}

TEST(Resume, EndsAlikeAmidInterventions) {
  territory::Scenario scenario = lien_test::tiny_scenario();
  scenario.run.until = "2009-12";
  for (const auto kind : {territory::InterventionKind::droit, territory::InterventionKind::covid}) {
    territory::Intervention& i = scenario.interventions.emplace_back();
    i.name = territory::intervention_kind_names[static_cast<std::size_t>(kind)];
    i.kind = kind;
    i.start = "2008-06";
    i.end = "2008-12";
  }
  expect_equal_endings(scenario, eight_communes(), 5);
}

TEST(Resume, EndsAlikeWithMayorsCatalystsAndPlacesAtWork) {
  territory::Scenario scenario = lien_test::tiny_scenario();
  scenario.run.spinup_months = 6;
  scenario.mayors.enabled = scenario.catalysts.enabled = scenario.places.enabled = true;
  scenario.elections.months = {2, 30};
  scenario.catalysts.density = 20;
  scenario.catalysts.grants = 0;
  scenario.catalysts.runway_start = 6;
  scenario.places.start = 60;
  scenario.places.cap = 300;
  scenario.places.place_public = 0;
  scenario.places.runway_start = 6;
  expect_equal_endings(scenario, eight_communes(), 5);
}

TEST(Resume, EndsAlikeWithProjectsUnderWay) {
  territory::Scenario scenario = lien_test::tiny_scenario();
  scenario.projects.enabled = scenario.valorisation.enabled = true;
  scenario.projects.existing_projects = 2;
  scenario.projects.stage_months = {12, 12, 6};
  scenario.projects.fail_rate = {0.05, 0.05, 0.05};
  scenario.valorisation.review = territory::ValorisationParameters::Review::by_maturity;
  expect_equal_endings(scenario, eight_communes());
}

// On real communes: each seventh month, or, asked for all checks, every one of the 336.
TEST(Resume, EndsAlikeOnARealTerritory) {
  const cli::LoadedScenario mini = cli::load_scenario(lien_test::shipped("mini.toml"), {});
  const bool all = std::getenv("LIEN_FULL_CHECKS") != nullptr;
  expect_equal_endings(mini.scenario, mini.geography, all ? 1 : 7);
}

TEST(Resume, FromTheLastMonthComputesNothingAndEndsAlike) {
  const territory::Scenario scenario = lien_test::tiny_scenario();
  RecordedModel unbroken(scenario, eight_communes());
  const Ending expected = unbroken.finish();
  RecordedModel resumed(scenario, eight_communes());
  resumed.restore(unbroken.saved(), scenario.run.last());
  int months = 0;
  EXPECT_EQ(resumed.finish([&](Month) { ++months; }), expected);
  EXPECT_EQ(months, 0);
}

TEST(Resume, WouldEndOtherwiseHadAColumnBeenLeftOut) {
  // Shows that equal endings above are no matter of course: one level of one actor is enough.
  const territory::Scenario scenario = lien_test::tiny_scenario();
  Bytes content;
  RecordedModel unbroken(scenario, eight_communes());
  const Ending expected = unbroken.finish([&](Month month) {
    if (month == Month{3}) content = unbroken.saved();
  });
  RecordedModel resumed(scenario, eight_communes());
  resumed.restore(content, Month{3});
  auto& level = resumed.world().actors.level[1];
  level = level == territory::Level::none ? territory::Level::involved : territory::Level::none;
  EXPECT_NE(resumed.finish(), expected);
}

class RefusedState : public testing::Test {
 protected:
  /// What restoring says after `change` of the world that was saved.
  std::string refusal(const std::function<void(territory::World&)>& change,
                      const territory::Scenario& restored_by = lien_test::tiny_scenario(), int communes = 8,
                      Month done = Month{35}) {
    const territory::Scenario scenario = lien_test::tiny_scenario();
    RecordedModel saved(scenario, eight_communes());
    (void)saved.finish();
    change(saved.world());
    RecordedModel other(restored_by, lien_test::territory_of(lien_test::row_of_communes(communes)));
    return thrown_message<sim::InputError>([&] { other.restore(saved.saved(), done); });
  }
};

TEST_F(RefusedState, IsOneOfAnotherTerritory) {
  EXPECT_THAT(refusal([](auto&) {}, lien_test::tiny_scenario(), 9), HasSubstr("other entities"));
  EXPECT_THAT(refusal([](territory::World& w) { w.actors.commune[3] = 5; }), HasSubstr("other seats"));
  EXPECT_THAT(refusal([](territory::World& w) { w.actors.kind[3] = territory::Kind::catalyst; }),
              HasSubstr("other seats"));
}

TEST_F(RefusedState, IsOneOfAnotherRule) {
  territory::Scenario other = lien_test::tiny_scenario();
  other.trust.rule = territory::rule<territory::AsymmetricRule>;
  EXPECT_THAT(refusal([](auto&) {}, other), HasSubstr("holds column 'ties.state_ij' as "));
}

TEST_F(RefusedState, IsOneOfOtherMonths) {
  EXPECT_THAT(refusal([](auto&) {}, lien_test::tiny_scenario(), 8, Month{36}),
              HasSubstr("holds series of other months than a run would have by 2011-01"));
  EXPECT_THAT(refusal([](auto&) {}, lien_test::tiny_scenario(), 8, Month{34}), HasSubstr("of the future"));
}

/// A project without members, which is sound.
territory::Projects& add_project(territory::World& world) {
  world.projects.table.append(world.uids, 1);
  world.projects.domains[0] = 1;
  return world.projects;
}

TEST_F(RefusedState, IsOneThatNoRunReaches) {
  using territory::World;
  const std::string start = "c: this checkpoint holds a state that no run reaches: ";
  const std::pair<std::function<void(World&)>, std::string> cases[] = {
      {[](World& w) { w.ties.alliance[2] = static_cast<territory::Alliance>(9); },
       "a tie is a partnership of no type"},
      {[](World& w) { w.ties.origin[2] = static_cast<territory::Origin>(territory::origin_count); },
       "a tie has no origin"},
      {[](World& w) { w.ties.domain[2] = 16; }, "a partnership is about no domain"},
      {[](World& w) { w.actors.preferred_type[2] = static_cast<territory::Alliance>(5); },
       "an actor prefers a partnership of no type"},
      {[](World& w) { w.actors.large[2] = 2; }, "an actor is neither large nor small"},
      {[](World& w) { w.actors.heterogeneity[2] = std::numeric_limits<float>::quiet_NaN(); },
       "an actor's activity is not a number"},
      {[](World& w) { w.epcis.demarche_since[1] = 1000; }, "a démarche is of the future"},
      {[](World& w) { w.communes.dynamic[2] = static_cast<territory::Dynamic>(4); },
       "commune 2 has no such state"},
      {[](World& w) { w.epcis.cofunding[1] = std::numeric_limits<double>::quiet_NaN(); },
       "EPCI 1 has accounts that are no sums"},
      {[](World& w) { w.actors.level[2] = static_cast<territory::Level>(4); }, "actor 2 has no such level"},
      {[](World& w) { w.ties.trust_ij[2] = 0.123; }, "trust in tie 2 is not the value of its state"},
      {[](World& w) { w.actors.used[2] += 1; }, "actor 2 uses "},
      {[](World& w) { w.actors.accuracy[2] = 1.5F; }, "actor 2 listens or sees needs outside 0 to 1"},
      {[](World& w) { w.actors.preferences[2][0] += 0.1F; }, "actor 2 has shares that are no whole"},
      {[](World& w) { w.actors.finance[0][0] = 1; }, "actor 0 has shares that are no whole"},
      {[](World& w) { w.actors.capacity_bonus[2] = 0.1F; }, "citizens add 0.1 to the capacity of actor 2"},
      {[](World& w) { w.communes.need[1][3] = -0.1F; }, "commune 1 has a need outside 0 to 1"},
      {[](World& w) { w.communes.citizens[1] = 1.1F; }, "commune 1 has citizens of an energy outside 0 to 1"},
      {[](World& w) { w.catalysts.skill[1] = 1.1F; }, "catalyst 1 has learnt what nobody can"},
      {[](World& w) { w.ties.balance[2] = 2; }, "tie 2 has the balance 2"},
      {[](World& w) { add_project(w).type[0] = territory::most_templates; }, "a project follows no template"},
      {[](World& w) { add_project(w).stage[0] = static_cast<territory::Stage>(4); },
       "a project is in no stage"},
      {[](World& w) { add_project(w).epci[0] = 99; }, "a project is in no EPCI"},
      {[](World& w) { add_project(w).accompanied[0] = 999; },
       "a project is accompanied by nobody who exists"},
      {[](World& w) { add_project(w).born[0] = 36; }, "a project is of the future"},
      {[](World& w) { add_project(w).step[0] = 4; }, "project 0 is at a step or stage that does not exist"},
      {[](World& w) { add_project(w).money[0] = std::numeric_limits<float>::infinity(); },
       "project 0 has a quality, viability or money that cannot be"},
      {[](World& w) { add_project(w).members[0][0] = 1; }, "row 0 of projects has a broken list of members"},
      {[](World& w) {
         add_project(w).member_count[0] = 1;
         w.projects.members[0][0] = w.projects.lead[0] = w.actors.table.uid(3).value;
         ++w.projects.lead[0];
       },
       "project 0 is led by somebody else than a member"},
      {[](World& w) { w.actors.projects[add_project(w).size()] = 3; }, "actor 1 miscounts its projects"},
      {[](World& w) { w.news.table.append(w.uids, 1), w.news.epci[0] = 99; }, "news come from no EPCI"},
      {[](World& w) { w.epcis.collective_trust[0] = 1.5F; },
       "EPCI 0 has a valorisation or collective trust outside 0 to 1"},
      {[](World& w) {
         for (auto* registry : w.registries())
           if (registry->table() == "ties") registry->store(0).data()[0] ^= std::byte{0xFF};
       },
       ""}};
  for (const auto& [change, sentence] : cases) EXPECT_THAT(refusal(change), HasSubstr(start + sentence));
}

}  // namespace
