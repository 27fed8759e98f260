// A sweep killed without warning at any instant: what it ran is whole, what it did not is run by the next
// call, and the gathered file has the digest of a sweep that nobody disturbed.
#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/bad_input.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/random_cases.hpp"
#include "tests/support/tiny_experiment.hpp"

namespace lien_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

TEST(SweepKill, AtAnyInstantLosesNothing) {
  const int kills = std::getenv("LIEN_FULL_CHECKS") != nullptr ? 200 : 20;
  std::string text(tiny_experiment_head);
  const TinyExperiment tiny(edited(text, "replicates = 3", "replicates = 60") + std::string(tiny_factors));
  const auto lien = [&](const std::vector<std::string>& arguments) {
    return run_lien(arguments, tiny.path());
  };
  const auto sweep = [](const std::string& folder, int jobs) {
    return std::vector<std::string>{"sweep",  "experiment.toml",   "-o", folder, "-q",
                                    "--jobs", std::to_string(jobs)};
  };
  const auto began = Clock::now();
  ASSERT_EQ(lien(sweep("whole", 2)).exit_code, 0);
  const std::chrono::duration<double> usual = Clock::now() - began;
  ASSERT_EQ(lien({"gather", "whole", "-o", "whole.nc"}).exit_code, 0);
  const std::string digest = lien({"digest", "whole.nc"}).out;

  RandomCases random(11);
  int killed = 0, partial = 0;
  while (killed < kills) {
    fs::remove_all(tiny.path() / "sweep");
    for (int k = 0; k < 3 && killed < kills; ++k, ++killed) {
      Running running(lien_command(sweep("sweep", 1 + static_cast<int>(random.below(3)))), tiny.path());
      std::this_thread::sleep_for(usual * random.uniform() * 0.6);
      running.kill();
      (void)running.wait();
      if (!fs::exists(tiny.path() / "sweep" / "experiment.json")) continue;
      const Ended status = lien({"status", "sweep", "--json"});
      ASSERT_EQ(status.exit_code, 0) << status.err;
      const auto told = lien_test::json_of(status.out);
      EXPECT_EQ(told["damaged"], 0);
      EXPECT_EQ(told["failed"], 0);
      partial += told["done"] > 0 && told["missing"] > 0;
    }
    const Ended resumed = lien(sweep("sweep", 2));
    ASSERT_EQ(resumed.exit_code, 0) << resumed.err;
    ASSERT_EQ(lien({"gather", "sweep", "-o", "sweep.nc"}).exit_code, 0);
    EXPECT_EQ(lien({"digest", "sweep.nc"}).out, digest);
  }
  EXPECT_GT(partial, kills / 3)
      << "most kills came before the first run or after the last: the test tells little";
}

}  // namespace
}  // namespace lien_test
