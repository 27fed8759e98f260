// A sweep comes to the same file whatever its workers, shards, interruptions and order.
#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>

#include "analysis/experiment/simulate_run.hpp"
#include "analysis/experiment/sweep_folder.hpp"
#include "models/territory/model.hpp"
#include "models/territory/record.hpp"
#include "sim/output/digest.hpp"
#include "tests/support/random_cases.hpp"
#include "tests/support/thrown_message.hpp"
#include "tests/support/tiny_experiment.hpp"

namespace lien_test {
namespace {

namespace fs = std::filesystem;
using analysis::gather_experiment;
using analysis::run_experiment;
using analysis::SweepOptions;
using analysis::SweepOutcome;
using sim::output::ResultFile;
using sim::output::Variable;

const Variable& variable(const ResultFile& file, const std::string& name) {
  for (const Variable& one : file.variables) {
    if (one.name == name) return one;
  }
  throw std::runtime_error("no variable " + name);
}
const std::vector<double>& numbers(const ResultFile& file, const std::string& name) {
  return std::get<std::vector<double>>(variable(file, name).data);
}

class Sweep : public testing::Test {
 protected:
  std::string digest_of(const std::string& folder) {
    return sim::output::content_digest(gather_experiment(tiny_.path() / folder));
  }
  SweepOutcome run(const std::string& folder, const SweepOptions& options) {
    return run_experiment(tiny_.experiment(), tiny_.path() / folder, options);
  }
  TinyExperiment tiny_;
};

TEST_F(Sweep, GivesOneDigestForAnyWorkersAndShards) {
  EXPECT_TRUE(run("one", tiny_sweep()).complete());
  const std::string digest = digest_of("one");
  EXPECT_EQ(run("three", tiny_sweep(3)).state.done, 18U);
  EXPECT_EQ(digest_of("three"), digest);
  for (const int shard : {3, 1, 2}) {
    SweepOptions options = tiny_sweep();
    options.shard = shard;
    options.shards = 3;
    const SweepOutcome outcome = run("shards", options);
    EXPECT_TRUE(outcome.complete());
    EXPECT_EQ(outcome.state.fresh, 6U);
  }
  EXPECT_EQ(digest_of("shards"), digest);
}

TEST_F(Sweep, GoesOnWhereItStopped) {
  (void)run("whole", tiny_sweep());
  RandomCases random(3);
  for (int k = 0; k < 5; ++k) {
    const std::string folder = "stopped" + std::to_string(k);
    std::uint64_t ran = 0;
    for (int session = 0; session < 50; ++session) {
      SweepOptions options = tiny_sweep(1 + static_cast<int>(random.below(3)));
      const std::uint64_t most = random.below(5);
      std::uint64_t fresh = 0;
      options.progress = [&](const analysis::SweepState& state) { fresh = state.fresh; };
      options.stop = [&] { return fresh >= most; };
      const SweepOutcome outcome = run(folder, options);
      ran += outcome.state.fresh;
      if (outcome.complete()) break;
      EXPECT_TRUE(outcome.stopped);
    }
    EXPECT_EQ(ran, 18U) << "a run was done twice, or not at all";
    EXPECT_EQ(digest_of(folder), digest_of("whole"));
  }
}

TEST_F(Sweep, RunAgainDoesNothing) {
  (void)run("sweep", tiny_sweep());
  const SweepOutcome again = run("sweep", tiny_sweep(2));
  EXPECT_TRUE(again.complete());
  EXPECT_EQ(again.state.fresh, 0U);
  EXPECT_EQ(again.state.done, 18U);
}

TEST_F(Sweep, ReplicatesDifferAndAreTheSameDrawsAtEveryPoint) {
  (void)run("sweep", tiny_sweep());
  const ResultFile file = gather_experiment(tiny_.path() / "sweep");
  const std::vector<double>& contacts = numbers(file, "contacts");  // 6 points, 3 replicates, 2 months
  ASSERT_EQ(contacts.size(), 36U);
  for (std::size_t point = 0; point < 6; ++point) {
    EXPECT_NE(contacts[point * 6], contacts[point * 6 + 2]);
    EXPECT_NE(contacts[point * 6 + 2], contacts[point * 6 + 4]);
  }
  const analysis::Assembly assembly = tiny_.assembly();
  EXPECT_EQ(assembly.scenario_of(0, 2).run.key(), assembly.scenario_of(5, 2).run.key());
  EXPECT_NE(assembly.scenario_of(0, 2).run.key(), assembly.scenario_of(0, 1).run.key());
}

/// What is kept is what `lien run` would have written, month by month, EPCI by EPCI.
TEST_F(Sweep, KeepsWhatARunRecords) {
  analysis::Experiment experiment = tiny_.experiment();
  experiment.measures.clear();
  experiment.months.clear();
  experiment.epci_measures = {"contacts", "partnerships_born", "mean_trust"};
  experiment.epci_months = {sim::Month{0}, sim::Month{1}};
  const analysis::Assembly assembly(experiment, "program");
  const analysis::KeptValues& kept = assembly.kept();
  ASSERT_EQ(kept.months().size(), 3U);
  const std::size_t point = 4, replicate = 2;
  const territory::Scenario scenario = assembly.scenario_of(point, replicate);
  analysis::TraitTables traits;
  const auto outcome =
      analysis::simulate_run(scenario, *assembly.arms()[0].geography, kept, traits, [] { return false; });
  ASSERT_TRUE(outcome.finished);

  const sim::Executor executor(1);
  territory::Model model(scenario, *assembly.arms()[0].geography, executor);
  territory::Record record(scenario, model.world(), executor);
  auto simulation = model.simulation();
  simulation.observe([&](const territory::World& world, sim::Month month) { record.observe(world, month); });
  (void)model.run(simulation);
  const ResultFile file = record.result(model.world());
  for (std::size_t m = 0; m < kept.measures().size(); ++m) {
    const std::vector<double>& recorded = numbers(file, kept.measures()[m].name);
    ASSERT_EQ(recorded.size(), 3U);
    for (std::size_t t = 0; t < 3; ++t) {
      const double value = outcome.values[m * 3 + t];
      EXPECT_TRUE(value == recorded[t] || (std::isnan(value) && std::isnan(recorded[t])))
          << kept.measures()[m].name;
    }
  }
  ASSERT_EQ(kept.epcis(), 2U);
  for (std::size_t m = 0; m < 3; ++m) {
    const auto& recorded =
        std::get<std::vector<float>>(variable(file, "epci_" + kept.epci_measures()[m].name).data);
    for (std::size_t k = 0; k < 4; ++k) {
      const auto value = static_cast<float>(outcome.values[kept.epci_begin() + m * 4 + k]);
      const float expected = recorded[2 + k];
      EXPECT_TRUE(value == expected || (std::isnan(value) && std::isnan(expected)));
    }
  }
}

/// Worlds of one worker share their tables of traits: a scenario that varies them gets its own.
TEST_F(Sweep, VariedTraitsAreThoseOfTheRunAlone) {
  const TinyExperiment tiny(
      std::string(tiny_experiment_head) +
      "[[factor]]\nname = \"a\"\nparameter = \"traits.propensity_a\"\nvalues = [3, 5, 3]\n"
      "[design]\nkind = \"list\"\n");
  const auto sweep = [&](int jobs) {
    const fs::path folder = tiny.path() / std::to_string(jobs);
    EXPECT_TRUE(run_experiment(tiny.experiment(), folder, tiny_sweep(jobs)).complete());
    return gather_experiment(folder);
  };
  const ResultFile file = sweep(1);
  EXPECT_EQ(sim::output::content_digest(sweep(3)), sim::output::content_digest(file));
  const std::vector<double>& trust = numbers(file, "mean_trust");
  for (std::size_t k = 0; k < 6; ++k) {
    EXPECT_EQ(trust[k], trust[12 + k]);
    EXPECT_NE(trust[k], trust[6 + k]);
  }
}

TEST_F(Sweep, AddsReplicatesUntilAMeanIsKnownWellEnough) {
  analysis::Experiment experiment = tiny_.experiment();
  experiment.precision = analysis::Precision{"contacts", sim::Month{1}, 30, 12};
  const auto run_into = [&](const std::string& folder, int jobs, int shards) {
    for (int shard = 1; shard <= shards; ++shard) {
      SweepOptions options = tiny_sweep(jobs);
      options.shard = shard;
      options.shards = shards;
      EXPECT_TRUE(run_experiment(experiment, tiny_.path() / folder, options).complete());
    }
    return gather_experiment(tiny_.path() / folder);
  };
  const ResultFile file = run_into("precise", 1, 1);
  EXPECT_EQ(sim::output::content_digest(run_into("parts", 2, 2)), sim::output::content_digest(file));
  const auto& status = std::get<std::vector<std::int8_t>>(variable(file, "run_status").data);
  const std::size_t most = status.size() / 6;
  EXPECT_GT(most, 3U);
  const std::vector<double>& contacts = numbers(file, "contacts");
  std::set<std::size_t> counts;
  for (std::size_t point = 0; point < 6; ++point) {
    std::vector<double> last;
    for (std::size_t r = 0; r < most; ++r) {
      if (status[point * most + r] == 2) last.push_back(contacts[(point * most + r) * 2 + 1]);
    }
    counts.insert(last.size());
    double mean = 0, squares = 0;
    for (const double x : last) mean += x / static_cast<double>(last.size());
    for (const double x : last) squares += (x - mean) * (x - mean);
    const auto n = static_cast<double>(last.size());
    const std::map<std::size_t, double> student{{3, 4.3027}, {6, 2.5706}, {9, 2.3060}, {12, 2.2010}};
    ASSERT_EQ(student.count(last.size()), 1U);
    if (last.size() < 12) {
      EXPECT_LE(student.at(last.size()) * std::sqrt(squares / (n - 1) / n), 30 * 1.0001);
    }
  }
  EXPECT_GT(counts.size(), 1U) << "all points need the same number: the test tells nothing";
}

TEST_F(Sweep, RefusesTheFolderOfAnotherExperimentOrProgram) {
  (void)run("sweep", tiny_sweep());
  analysis::Experiment other = tiny_.experiment();
  other.replicates = 2;
  EXPECT_EQ(tiny_.folder().without_path(thrown_message<sim::InputError>(
                [&] { (void)run_experiment(other, tiny_.path() / "sweep", tiny_sweep()); })),
            "sweep: holds a sweep of another experiment, or of one that was changed since\n"
            "  because  runs of two cannot be mixed in one table\n"
            "  mend     choose another folder");
  SweepOptions options = tiny_sweep();
  options.program = "newer";
  EXPECT_EQ(
      tiny_.folder().without_path(thrown_message<sim::InputError>([&] { (void)run("sweep", options); })),
      "sweep: holds a sweep of another version of the model\n"
      "  because  runs of two cannot be mixed in one table\n"
      "  mend     choose another folder");
  other = tiny_.experiment();
  other.title = "another name";
  EXPECT_EQ(run_experiment(other, tiny_.path() / "sweep", tiny_sweep()).state.fresh, 0U);
}

/// Held by another process, a shard is refused; left by one that is gone, it is not.
TEST_F(Sweep, TwoProcessesDoNotShareAShard) {
  (void)run("sweep", tiny_sweep());
  const fs::path records = analysis::records_file(tiny_.path() / "sweep", 1, 1);
  tiny_.folder().write("sweep/runs/1_of_1.lock", "process 1 on elsewhere");  // stale: nobody holds it
  EXPECT_EQ(analysis::holder_of(records), "");
  EXPECT_EQ(run("sweep", tiny_sweep()).state.fresh, 0U);
  const analysis::ShardLock lock(records, "process 7 on here");
  EXPECT_EQ(analysis::holder_of(records), "process 7 on here");
  EXPECT_EQ(tiny_.folder().without_path(
                thrown_message<sim::StorageError>([&] { (void)run("sweep", tiny_sweep()); })),
            "'sweep' is being worked on by process 7 on here: wait for it, or choose another shard");
}

/// As when two shards were dealt differently: the run counts once.
TEST_F(Sweep, ARunThatIsThereTwiceCountsOnce) {
  (void)run("sweep", tiny_sweep());
  const std::string digest = digest_of("sweep");
  fs::copy_file(tiny_.path() / "sweep/runs/1_of_1.records", tiny_.path() / "sweep/runs/2_of_5.records");
  const SweepOutcome again = run("sweep", tiny_sweep());
  EXPECT_EQ(again.state.done, 18U);
  EXPECT_EQ(again.state.fresh, 0U);
  EXPECT_EQ(digest_of("sweep"), digest);
}

/// A table filled in by code, as calibrations do.
TEST_F(Sweep, TakesColumnsFilledInByCode) {
  analysis::Experiment experiment;
  experiment.arms.push_back({"only", (tiny_.path() / "territory.toml").string(), {}});
  experiment.factors.push_back({"rate", "encounters.encounter_rate"});
  experiment.design.kind = analysis::DesignKind::csv;
  experiment.design.columns = {{1.0 / 3, 2, 0.7}};
  experiment.measures = {"contacts"};
  experiment.months = {sim::Month{1}};
  experiment.replicates = 2;
  EXPECT_TRUE(run_experiment(experiment, tiny_.path() / "code", tiny_sweep()).complete());
  const ResultFile file = gather_experiment(tiny_.path() / "code");
  EXPECT_EQ(numbers(file, "factor_rate"), (std::vector<double>{1.0 / 3, 2, 0.7}));
  EXPECT_EQ(numbers(file, "contacts").size(), 6U);
  EXPECT_EQ(run_experiment(experiment, tiny_.path() / "code", tiny_sweep()).state.fresh, 0U);
}

}  // namespace
}  // namespace lien_test
