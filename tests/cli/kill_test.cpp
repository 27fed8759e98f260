// A run killed at any instant leaves the old file or the new one, whole; at worst a hidden partial file and
// the live series. (What checkpoints then make of it is in resume_after_kill_test.)
#include <chrono>
#include <thread>

#include "tests/support/json_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

class Kill : public testing::Test {
 protected:
  /// Kills the run at `instants` moments from its start to a little past its usual end, an older complete
  /// result in the way or not.
  void expect_whole_files(const std::string& scenario, const std::vector<std::string>& options,
                          int instants) {
    std::vector<std::string> older = options;
    older.insert(older.end(), {"--seed", "99"});
    const std::string old_digest = digest_of_run(shipped(scenario), older, folder_.path());
    const fs::path output = folder_.path() / (fs::path(scenario).stem().string() + ".nc");
    const std::string old_file = text_of(output);
    const auto start = Clock::now();
    const std::string new_digest = digest_of_run(shipped(scenario), options, folder_.path());
    const Seconds usual = Clock::now() - start;

    std::vector<std::string> arguments{"run", shipped(scenario), "-q"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    for (int k = 0; k < instants; ++k) {
      const bool old_stands = k % 2 == 0;
      clear();
      if (old_stands) folder_.write(output.filename().string(), old_file);
      Running running(lien_command(arguments), folder_.path());
      std::this_thread::sleep_for(usual * (1.1 * k / (instants - 1)));
      running.kill();
      (void)running.wait();
      expect_whole(output, old_stands ? old_digest : "", new_digest);
    }
  }

 private:
  void clear() const {
    for (const auto& entry : fs::directory_iterator(folder_.path())) fs::remove_all(entry.path());
  }
  void expect_whole(const fs::path& output, const std::string& old_digest,
                    const std::string& new_digest) const {
    for (const auto& [name, text] : content_of(folder_.path())) {
      const bool partial = name.starts_with("." + output.filename().string() + ".partial-");
      const bool live = name == output.filename().string() + ".progress.jsonl";
      EXPECT_TRUE(name == output.filename() || partial || live) << name;
    }
    if (!fs::exists(output)) {
      EXPECT_EQ(old_digest, "") << "the old file is gone and no new one came";
      return;
    }
    const Ended ended = run_lien({"digest", output.filename().string()}, folder_.path());
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_TRUE(ended.out == new_digest + "\n" || (!old_digest.empty() && ended.out == old_digest + "\n"));
  }
  TemporaryFolder folder_;
};

TEST_F(Kill, AtFifteenInstantsOfTheLab) { expect_whole_files("lab.toml", {"--until", "2012-12"}, 15); }

TEST_F(Kill, AtFortyInstantsOfABriefRun) {
  expect_whole_files("mini.toml", {"--months", "3", "--set", "run.spinup_months=0"}, 40);
}

}  // namespace
}  // namespace lien_test
