// Every shipped scenario is run, killed without warning at a drawn instant, gone on with, and ends with the
// digest of the unbroken run. A last test sees to it that this is really done.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "tests/support/json_run.hpp"
#include "tests/support/random_cases.hpp"
#include "tests/support/shipped_scenarios.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;
using Strings = std::vector<std::string>;

int kills() { return full_checks() ? 200 : 20; }

/// What came of a run that was killed, perhaps more than once, and gone on with.
struct Outcome {
  std::string digest;
  int resumed = 0;            ///< how often it went on from a checkpoint
  std::string resumed_after;  ///< month, the last time
};

class KilledAndResumed : public testing::TestWithParam<std::string> {
 protected:
  /// Measures the unbroken run of a scenario under these options.
  void prepare(const std::string& scenario, Strings options) {
    options_ = with(std::move(options), within_reach(scenario));
    scenario_ = shipped(scenario);
    const auto start = Clock::now();
    expected_ = digest_of_run(scenario_, with(options_, {"-o", "unbroken.nc"}), folder_.path());
    usual_ = Clock::now() - start;
  }

  /// Runs to r.nc, killing up to `most_kills` times at drawn instants; if `wait`, the first kill only comes
  /// once there is a checkpoint.
  Outcome run_through_kills(RandomCases& random, int most_kills, bool wait) {
    for (const auto& entry : fs::directory_iterator(folder_.path())) fs::remove_all(entry.path());
    Outcome outcome;
    for (int k = 0; k < most_kills; ++k) {
      Running running(lien_command(command()), folder_.path());
      const bool waits = wait && k == 0;
      if (waits) wait_for_checkpoint(running);
      // Most of a brief run is the building of its world; what follows the first checkpoint is soon over.
      std::this_thread::sleep_for(usual_ * random.uniform() * (waits ? 0.1 : 1.0));
      running.kill();
      (void)running.wait();
      expect_only_known_files();
    }
    const Ended ended = run_lien(command(), folder_.path());
    if (ended.err.find("is complete; there is nothing to resume") != std::string::npos) {
      outcome.digest = run_lien({"digest", "r.nc"}, folder_.path()).out;
      outcome.digest.pop_back();
    } else {
      EXPECT_EQ(ended.exit_code, 0) << ended.err;
      const auto summary = lien_test::json_of(ended.out);
      outcome.digest = summary.is_discarded() ? "no digest" : summary.value("digest", "no digest");
      if (!summary.is_discarded() && summary["resumed_after"].is_string()) {
        outcome.resumed_after = summary["resumed_after"];
        EXPECT_NE(ended.err.find("lien: going on after " + outcome.resumed_after + ", from r.nc.ckpt-"),
                  std::string::npos)
            << ended.err;
        ++outcome.resumed;
      }
    }
    EXPECT_EQ(visible_files(), Strings{"r.nc"});
    return outcome;
  }

  std::string expected_;

 private:
  [[nodiscard]] static Strings with(Strings options, const Strings& more) {
    options.insert(options.end(), more.begin(), more.end());
    return options;
  }
  /// `lien resume` when there is something to go on with, `lien run` otherwise.
  [[nodiscard]] Strings command() const {
    const bool begun = fs::exists(folder_.path() / "r.nc.ckpt-a") ||
                       fs::exists(folder_.path() / "r.nc.ckpt-b") || fs::exists(folder_.path() / "r.nc");
    if (begun) return {"resume", "r.nc", "--json", "--checkpoint-every", "2", "--threads", "2"};
    return with({"run", scenario_, "-o", "r.nc", "--json", "--checkpoint-every", "1"}, options_);
  }
  void wait_for_checkpoint(const Running& running) const {
    const auto patience = Clock::now() + std::chrono::minutes(5);
    while (!fs::exists(folder_.path() / "r.nc.ckpt-a") && !running.ended() && Clock::now() < patience)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  void expect_only_known_files() const {
    for (const auto& [name, text] : content_of(folder_.path())) {
      const bool partial = name.starts_with(".r.nc.") && name.find("partial-") != std::string::npos;
      EXPECT_TRUE(partial || name == "r.nc" || name == "r.nc.ckpt-a" || name == "r.nc.ckpt-b" ||
                  name == "r.nc.progress.jsonl")
          << name;
    }
  }
  [[nodiscard]] Strings visible_files() const {
    Strings names;
    for (const auto& [name, text] : content_of(folder_.path())) {
      if (name[0] != '.') names.push_back(name);
    }
    return names;
  }
  TemporaryFolder folder_;
  Strings options_;
  std::string scenario_;
  Seconds usual_{};
};

TEST_P(KilledAndResumed, EndsLikeTheUnbrokenRun) {
  prepare(GetParam(), {"--months", "4", "--set", "run.spinup_months=4"});
  RandomCases random(std::hash<std::string>{}(GetParam()));
  // The kill may come after the last month, when there is nothing left to go on with: then once more.
  Outcome outcome;
  for (int attempt = 0; attempt < 12 && outcome.resumed == 0; ++attempt) {
    outcome = run_through_kills(random, 1, true);
    EXPECT_EQ(outcome.digest, expected_);
  }
  ASSERT_EQ(outcome.resumed, 1) << "no checkpoint was used";
  EXPECT_GE(outcome.resumed_after, "2007-09");
  EXPECT_LT(outcome.resumed_after, "2008-04");
}

INSTANTIATE_TEST_SUITE_P(All, KilledAndResumed, testing::ValuesIn(shipped_scenarios()),
                         [](const auto& scenario) { return test_name(scenario.param); });

class KilledAgainAndAgain : public KilledAndResumed {};

TEST_P(KilledAgainAndAgain, EndsLikeTheUnbrokenRun) {
  prepare(GetParam(), {"--until", "2010-12", "--set", "run.spinup_months=24"});
  RandomCases random(20080101);
  int used = 0;
  for (int killed = 0; killed < kills();) {
    const int most = 1 + static_cast<int>(random.below(4));
    const Outcome outcome = run_through_kills(random, most, random.one_in(2));
    EXPECT_EQ(outcome.digest, expected_);
    used += outcome.resumed;
    killed += most;
  }
  EXPECT_GT(used, 0) << "no checkpoint was used";
}

INSTANTIATE_TEST_SUITE_P(Some, KilledAgainAndAgain, testing::Values("mini.toml"),
                         [](const auto& scenario) { return test_name(scenario.param); });

// A mode of testing that is switched off by mistake finds nothing and looks fine.
TEST(EveryShippedScenario, IsKilledAndResumedByTheTestAbove) {
  std::vector<std::string> exercised;
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  for (int s = 0; s < all.total_test_suite_count(); ++s) {
    const testing::TestSuite& suite = *all.GetTestSuite(s);
    if (std::string(suite.name()) != "All/KilledAndResumed") continue;
    for (int t = 0; t < suite.total_test_count(); ++t) {
      const std::string name = suite.GetTestInfo(t)->name();
      const std::string start = "EndsLikeTheUnbrokenRun/";
      EXPECT_EQ(name.find(start), 0U) << name << " is another test, or one switched off";
      exercised.push_back(name.substr(std::min(name.size(), start.size())));
    }
  }
  std::vector<std::string> expected;
  const Ended listed =
      run_command({"find", "scenarios", "-name", "*.toml", "-not", "-path", "scenarios/experiments/*", "-not",
                   "-path", "scenarios/calibrations/*", "-not", "-path", "scenarios/hypotheses/*", "-printf",
                   "%P\n"},
                  LIEN_SOURCE_DIR);
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = listed.out.find('\n', begin)) != std::string::npos; begin = end + 1)
    expected.push_back(test_name(listed.out.substr(begin, end - begin)));
  ASSERT_GE(expected.size(), 4U) << listed.err;
  std::sort(expected.begin(), expected.end());
  std::sort(exercised.begin(), exercised.end());
  EXPECT_EQ(exercised, expected);
  const std::string skip = std::string("GTEST_") + "SKIP";
  EXPECT_EQ(text_of(LIEN_SOURCE_DIR "/tests/cli/resume_after_kill_test.cpp").find(skip), std::string::npos);
  EXPECT_GE(kills(), 20);
}

}  // namespace
}  // namespace lien_test
