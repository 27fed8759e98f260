// Every mechanism at once: each has something to do, invariants and declarations hold, and neither threads
// nor an interruption change a bit.
#include <gmock/gmock.h>
#include <oneapi/tbb/global_control.h>

#include "models/territory/invariants.hpp"
#include "models/territory/record.hpp"
#include "models/territory/saved_state.hpp"
#include "sim/output/checkpoint.hpp"
#include "sim/output/digest.hpp"
#include "sim/output/partial_file.hpp"
#include "tests/support/every_rule.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/whole_scenario.hpp"

namespace {

using sim::Month;
using Bytes = std::vector<std::byte>;

TEST(WholeWorld, HasEveryFlow) {
  const lien_test::WholeRun run = lien_test::whole_run(lien_test::whole_scenario());
  const auto measures = territory::flow_measures();
  for (std::size_t f = 0; f < measures.size(); ++f) EXPECT_GT(run.flows[f], 0) << measures[f].name;
}

TEST(WholeWorld, IsTheSameOnThreeThreads) {
  const oneapi::tbb::global_control three(oneapi::tbb::global_control::max_allowed_parallelism, 3);
  for (const auto rule : lien_test::every_rule()) {
    territory::Scenario s = lien_test::whole_scenario();
    s.trust.rule = rule;
    const sim::Executor executor(3, 16);
    territory::Model model(s, lien_test::whole_territory(), executor);
    const lien_test::WholeRun run = lien_test::whole_run(s, model, model.schedule(), executor);
    const lien_test::WholeRun alone = lien_test::whole_run(s);
    EXPECT_EQ(run.flows, alone.flows);
    for (std::size_t c = 0; c < alone.columns.size(); ++c) EXPECT_EQ(run.columns[c], alone.columns[c]);
  }
}

TEST(WholeWorld, KeepsEveryInvariantAndDeclaration) {
  const territory::Scenario s = lien_test::whole_scenario();
  const sim::Executor executor(1);
  territory::Model model(s, lien_test::whole_territory(), executor);
  auto simulation = model.simulation();
  simulation.verify(territory::invariants(s.partnerships.terms, s.citizens.most_bonus()));
  EXPECT_NO_THROW(model.run(simulation));
  EXPECT_EQ(lien_test::fingerprints(model.world()), lien_test::whole_run(s).columns);
}

/// A model with its record, from the beginning or from a checkpoint.
struct Recorded {
  explicit Recorded(int threads = 1, std::size_t grain = 2048) : executor(threads, grain) {}
  void restore(const Bytes& content, Month month) {
    const auto view = sim::output::read_checkpoint(content, "c");
    territory::restore_state(model.world(), scenario, view, month, executor);
    record.restore(view, month);
    done = month;
  }
  [[nodiscard]] Bytes saved() {
    const lien_test::TemporaryFolder folder;
    sim::output::CheckpointSections sections;
    territory::save_state(model.world(), sections);
    record.save(sections);
    sim::output::write_checkpoint(sections, folder.path() / "c");
    return sim::output::whole_content(folder.path() / "c", "checkpoint");
  }
  /// The digest of the result and every column.
  auto finish(const std::function<void(Month)>& at_end = [](Month) {}) {
    auto simulation = model.simulation();
    simulation.observe([&](const territory::World& world, Month month) { record.observe(world, month); });
    simulation.stop_when([&](Month month) { return at_end(month), false; });
    model.run(simulation, done);
    return std::pair{sim::output::content_digest(record.result(model.world())),
                     lien_test::fingerprints(model.world())};
  }
  sim::Executor executor;
  territory::Scenario scenario = lien_test::whole_scenario();
  territory::Model model{scenario, lien_test::whole_territory(), executor};
  territory::Record record{scenario, model.world(), executor};
  std::optional<Month> done;
};

TEST(WholeWorld, EndsAlikeFromEverySeventhMonth) {
  const oneapi::tbb::global_control three(oneapi::tbb::global_control::max_allowed_parallelism, 3);
  std::vector<std::pair<Month, Bytes>> saved;
  Recorded unbroken;
  const auto expected = unbroken.finish([&](Month month) {
    if ((month - unbroken.scenario.run.first()) % 7 == 0) saved.emplace_back(month, unbroken.saved());
  });
  ASSERT_EQ(saved.size(), 9U);
  int threads = 0;
  for (const auto& [month, content] : saved) {
    threads = threads % 3 + 1;
    Recorded resumed(threads, 64);
    resumed.restore(content, month);
    EXPECT_EQ(resumed.saved(), content) << "what was restored is not what was saved";
    const auto ending = resumed.finish();
    EXPECT_EQ(ending.first, expected.first) << "from " << to_string(month);
    for (std::size_t c = 0; c < expected.second.size(); ++c)
      EXPECT_EQ(ending.second[c], expected.second[c]) << "from " << to_string(month);
  }
}

}  // namespace
