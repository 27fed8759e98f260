// The same scenario, seed and replicate give the same content, whatever the options that change no result.
#include "tests/support/json_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

using Strings = std::vector<std::string>;

class Reproducible : public testing::Test {
 protected:
  [[nodiscard]] std::string digest(const std::string& scenario, const Strings& options) const {
    return digest_of_run(shipped(scenario), options, folder_.path());
  }
  /// One of them with all numbers of threads and grains.
  void expect_the_same_on_any_machine(const std::string& scenario, const Strings& options) const {
    std::string first;
    for (const char* threads : {"1", "2", "3", "4", "8"}) {
      for (const char* grain : {"64", "2048"}) {
        Strings all = options;
        all.insert(all.end(), {"--threads", threads, "--grain", grain});
        const std::string now = digest(scenario, all);
        if (first.empty()) first = now;
        EXPECT_EQ(now, first) << threads << " threads, grain " << grain;
      }
    }
  }
  TemporaryFolder folder_;
};

const Strings brief_lab{"--until", "2009-12", "--set", "run.spinup_months=12"};

TEST_F(Reproducible, MiniOnAnyNumberOfThreads) { expect_the_same_on_any_machine("mini.toml", {}); }

TEST_F(Reproducible, LabOnAnyNumberOfThreads) { expect_the_same_on_any_machine("lab.toml", brief_lab); }

TEST_F(Reproducible, WithVerification) {
  Strings verified = brief_lab;
  verified.emplace_back("--verify");
  EXPECT_EQ(digest("lab.toml", verified), digest("lab.toml", brief_lab));
  EXPECT_EQ(digest("mini.toml", {"--verify"}), digest("mini.toml", {}));
}

TEST_F(Reproducible, ButNotUnderAnotherSeedReplicateRuleOrParameter) {
  const std::string reference = digest("mini.toml", {"--months", "6"});
  for (const Strings& other :
       {Strings{"--seed", "2"}, Strings{"--replicate", "1"}, Strings{"--set", "trust.rule=asymmetric"},
        Strings{"--set", "encounters.closure=0.1"}}) {
    Strings options{"--months", "6"};
    options.insert(options.end(), other.begin(), other.end());
    EXPECT_NE(digest("mini.toml", options), reference) << other[0] << " " << other[1];
  }
}

TEST_F(Reproducible, WhetherMonthsAreCountedOrNamed) {
  const std::string counted = digest("mini.toml", {"--months", "14"});
  EXPECT_EQ(digest("mini.toml", {"--until", "2009-02"}), counted);
  EXPECT_EQ(digest("mini.toml", {"--set", "run.until=\"2009-02\""}), counted);
  EXPECT_NE(digest("mini.toml", {"--until", "2009-03"}), counted);
}

TEST_F(Reproducible, WithProgressOrQuietly) {
  ASSERT_EQ(run_lien({"run", shipped("mini.toml"), "-o", "spoken.nc"}, folder_.path()).exit_code, 0);
  ASSERT_EQ(run_lien({"run", shipped("mini.toml"), "-o", "quiet.nc", "--quiet"}, folder_.path()).exit_code,
            0);
  EXPECT_EQ(run_lien({"digest", "spoken.nc"}, folder_.path()).out,
            run_lien({"digest", "quiet.nc"}, folder_.path()).out);
}

TEST_F(Reproducible, ALongerRunBeginsLikeAShorterOne) {
  const auto partnerships = [&](const char* months) {
    return json_run(shipped("mini.toml"), {"--months", months}, folder_.path())["targets"][1]["simulated"];
  };
  EXPECT_EQ(partnerships("37"), partnerships("60"));  // January 2011 is month 36
}

}  // namespace
}  // namespace lien_test
