// A controller that gives no answer for a while is not taken for the end of an array: nothing is submitted twice.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/run_lien.hpp"
#include "tests/support/tiny_experiment.hpp"

namespace lien_test {
namespace {

/// Commands that stand for SLURM: sbatch runs task 1 at once, squeue answers as told.
class SlurmSilent : public testing::Test {
 protected:
  SlurmSilent() {
    tiny_.folder().write("experiment.toml", std::string(tiny_experiment_head) + std::string(tiny_factors));
    command("scontrol", "echo MaxArraySize = 1001");
    command("sbatch", "echo x >> submitted; for script; do :; done; bash \"$script\" >/dev/null 2>&1; "
                      "echo 'sbatch: warning: of the cluster' >&2; echo '7;here'");
  }
  void command(const std::string& name, const std::string& body) {
    const std::filesystem::path file = tiny_.folder().write(name, "#!/bin/sh\n" + body + "\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  }
  Ended sweep() {
    return run_command({"sh", "-c",
                        "PATH=\"$PWD:$PATH\" SLURM_ARRAY_TASK_ID=1 \"$0\" sweep experiment.toml -o sweep "
                        "--executor slurm --jobs 1",
                        LIEN_BINARY},
                       tiny_.path());
  }
  [[nodiscard]] std::string submitted() const { return text_of(tiny_.path() / "submitted"); }
  TinyExperiment tiny_;
};

TEST_F(SlurmSilent, IsAskedAgain) {
  command("squeue",
          "echo x >> asked; [ \"$(wc -l < asked)\" -ge 3 ] && exit 0\n"
          "echo 'slurm_load_jobs error: Unable to contact slurm controller (connect failure)' >&2; exit 1");
  const Ended ended = sweep();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(submitted(), "x\n");
  EXPECT_EQ(text_of(tiny_.path() / "asked"), "x\nx\nx\n");
  EXPECT_NE(ended.err.find("SLURM gives no answer about array 7"), std::string::npos) << ended.err;
  EXPECT_EQ(ended.err.find("SLURM gives no answer"), ended.err.rfind("SLURM gives no answer")) << "told once";
}

TEST_F(SlurmSilent, ForgetsAnArrayThatIsOver) {
  command("squeue", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1");
  EXPECT_EQ(sweep().exit_code, 0);
  EXPECT_EQ(submitted(), "x\n");
}

TEST_F(SlurmSilent, LeavesItOpenWhetherAnEarlierArrayRuns) {
  ASSERT_EQ(run_lien({"sweep", "experiment.toml", "-o", "sweep", "--prepare"}, tiny_.path()).exit_code, 0);
  std::filesystem::create_directory(tiny_.path() / "sweep/slurm");
  tiny_.folder().write("sweep/slurm/job.json", "{\"job\":\"7\",\"tasks\":1}\n");
  command("squeue", "echo 'Unable to contact slurm controller' >&2; exit 1");
  const Ended ended = sweep();
  EXPECT_EQ(ended.exit_code, 4);
  EXPECT_NE(ended.err.find("SLURM does not say whether array 7 is over"), std::string::npos) << ended.err;
  EXPECT_FALSE(std::filesystem::exists(tiny_.path() / "submitted"));
}

}  // namespace
}  // namespace lien_test
