// Sweeps of many runs: what is done is known at once, and memory does not grow with runs.
#include <gmock/gmock.h>
#include <sys/resource.h>

#include <chrono>

#include "analysis/experiment/run_records.hpp"
#include "analysis/experiment/sweep_folder.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/tiny_experiment.hpp"

namespace lien_test {
namespace {

TEST(SweepScale, TenThousandRunsThatAreDoneAreFoundDoneInTwoSeconds) {
  std::string text(tiny_experiment_head);
  const TinyExperiment tiny(edited(text, "replicates = 3", "replicates = 1667") + std::string(tiny_factors));
  const analysis::Assembly assembly = tiny.assembly();
  ASSERT_EQ(assembly.runs(), 10002U);
  const std::filesystem::path folder = tiny.path() / "sweep";
  analysis::freeze_experiment(assembly, folder);
  {
    analysis::RecordWriter writer(analysis::records_file(folder, 1, 1), assembly.hash(), 0);
    const std::vector<double> values(assembly.kept().count(), 0.5);
    for (std::uint64_t run = 0; run < assembly.runs(); ++run)
      writer.append(
          {run, assembly.identity_of(run), analysis::RunStatus::done, 1, std::as_bytes(std::span(values))});
  }
  const auto began = std::chrono::steady_clock::now();
  const analysis::SweepOutcome outcome = run_experiment(tiny.experiment(), folder, tiny_sweep(2));
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(2));
  EXPECT_EQ(outcome.state.done, 10002U);
  EXPECT_EQ(outcome.state.fresh, 0U);
}

TEST(SweepScale, AMillionRunsArePlannedAndTrackedInLittleMemory) {
  const TinyExperiment tiny(
      std::string("[experiment]\nscenario = \"territory.toml\"\nmonths = [\"2008-02\"]\n"
                  "measures = [\"contacts\"]\n[design]\nkind = \"sobol\"\npoints = 1000000\n") +
      "[[factor]]\nname = \"a\"\nparameter = \"encounters.closure\"\n"
      "[[factor]]\nname = \"b\"\nparameter = \"outcomes.misreading\"\n");
  const auto lien = [&](const std::vector<std::string>& arguments) {
    return run_lien(arguments, tiny.path());
  };
  EXPECT_NE(lien({"plan", "experiment.toml", "--pilot", "0"}).out.find("1000000"), std::string::npos);
  Running running(lien_command({"sweep", "experiment.toml", "-o", "sweep", "-q"}), tiny.path());
  const auto records = tiny.path() / "sweep" / "runs" / "1_of_1.records";
  while (!running.ended() &&
         (!std::filesystem::exists(records) || std::filesystem::file_size(records) < 10'000)) {
  }
  running.send(SIGTERM);
  EXPECT_EQ(running.wait().exit_code, 5);
  EXPECT_NE(lien({"status", "sweep"}).out.find("1000000 runs: "), std::string::npos);
  rusage usage{};
  ASSERT_EQ(::getrusage(RUSAGE_CHILDREN, &usage), 0);
  EXPECT_LT(usage.ru_maxrss, 200'000) << "kB";
}

}  // namespace
}  // namespace lien_test
