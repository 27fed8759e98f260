// `lien calibrate FILE`: from a file to a posterior, killed and resumed, with any number of workers.
#include <gmock/gmock.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "analysis/calibration/calibration_file.hpp"
#include "sim/output/read_back.hpp"
#include "tests/cli/small_calibration.hpp"
#include "tests/support/bad_input.hpp"
#include "tests/support/json_run.hpp"

namespace lien_test {
namespace {

using testing::HasSubstr;

class CalibrateFile : public testing::Test {
 protected:
  CalibrateFile() {
    folder_.write("short.toml", short_scenario());
    folder_.write("task.toml", small_calibration());
  }
  [[nodiscard]] Ended calibrate(const std::string& output, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"calibrate", "task.toml", "-o", output, "--json"};
    words.insert(words.end(), more.begin(), more.end());
    return run_lien(words, folder_.path());
  }
  TemporaryFolder folder_;
};

TEST_F(CalibrateFile, GivesAPosteriorThatAnExperimentCanUse) {
  const Ended ended = calibrate("fit");
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  const auto json = lien_test::json_of(ended.out);
  ASSERT_EQ(json["parameters"].size(), 2U);
  EXPECT_GE(json["parameters"][0]["low"], 0.1);
  EXPECT_LE(json["parameters"][0]["high"], 0.5);
  EXPECT_EQ(json["targets"][0]["target"], "C1b");
  EXPECT_GE(json["simulations"], 16);
  folder_.write("use.toml",
                "[experiment]\nscenario = \"short.toml\"\nmeasures = [\"mean_trust\"]\nmonths = [\"2010-12\"]\n"
                "[design]\nkind = \"csv\"\nfile = \"fit/posterior.csv\"\n");
  const Ended plan = run_lien({"plan", "use.toml", "--json"}, folder_.path());
  EXPECT_EQ(plan.exit_code, 0) << plan.err;
  EXPECT_EQ(run_lien({"digest", "fit/calibration.nc"}, folder_.path()).exit_code, 0);
}

TEST_F(CalibrateFile, WorkersChangeNothingAndNothingIsRunTwice) {
  const auto digest = [](const Ended& ended) { return lien_test::json_of(ended.out)["digest"]; };
  const Ended one = calibrate("one", {"--jobs", "1"});
  const Ended three = calibrate("three", {"--jobs", "3"});
  ASSERT_EQ(one.exit_code, 0) << one.err;
  EXPECT_EQ(digest(one), digest(three));
  const auto before = content_of(folder_.path() / "one" / "wave_1_000000");
  const Ended again = calibrate("one");
  EXPECT_EQ(digest(one), digest(again));
  EXPECT_EQ(content_of(folder_.path() / "one" / "wave_1_000000"), before);
}

TEST_F(CalibrateFile, KilledAndRunAgainItEndsAlike) {
  const Ended whole = calibrate("whole");
  ASSERT_EQ(whole.exit_code, 0) << whole.err;
  const std::vector<std::string> words{"calibrate", "task.toml", "-o", "killed", "--json"};
  for (const int milliseconds : {150, 400}) {
    const Running running(lien_command(words), folder_.path());
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    running.kill();
  }
  const Ended resumed = calibrate("killed");
  ASSERT_EQ(resumed.exit_code, 0) << resumed.err;
  EXPECT_EQ(resumed.out, whole.out);
}

TEST_F(CalibrateFile, AbcRunSpeaksEasyAbc) {
  folder_.write("input7", "3\n0.29\n0.16\n");
  const Ended ended = run_lien({"abc-run", "task.toml", "7"}, folder_.path());
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  std::istringstream output(text_of(folder_.path() / "output7"));
  double engaged = -1, trust = -1;
  output >> engaged >> trust;
  // The same run by itself.
  const Ended run = run_lien({"run", "short.toml", "--seed", "3", "--set", "partnerships.birth_rate=0.29", "--set",
                              "traits.engaged_start=[0.16,0.062,0.285,0]", "-q", "-o", "run.nc"},
                             folder_.path());
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const auto file = sim::output::read_result_file(folder_.path() / "run.nc");
  const auto value = [&](const std::string& name, std::size_t row) {
    const auto found = std::ranges::find(file.variables, name, &sim::output::Variable::name);
    return std::get<std::vector<double>>(found->data).at(row);
  };
  EXPECT_DOUBLE_EQ(engaged, value("company10_engaged_share", 37));  // January 2011; row 0 is December 2007
  EXPECT_DOUBLE_EQ(trust, value("mean_trust", 30));
  folder_.write("input8", "3 0.29\n");
  const Ended refused = run_lien({"abc-run", "task.toml", "8"}, folder_.path());
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_EQ(refused.err,
            "input8:1:1: holds 2 numbers\n  expected  3: a seed, then the parameters of task.toml in its order\n"
            "1 fault; nothing was written\n");
}

// What the file says of its own making is enough to make it again, from the folder in which tables are looked for.
TEST_F(CalibrateFile, IsMadeAgainFromItsResult) {
  const Ended first = calibrate("fit");
  ASSERT_EQ(first.exit_code, 0) << first.err;
  const auto file = sim::output::read_result_file(folder_.path() / "fit" / "calibration.nc");
  const auto text = [&](const char* attribute) {
    return std::get<std::string>(*sim::output::find_attribute(file.attributes, attribute));
  };
  folder_.write("again/calibration.toml", text("calibration"));
  folder_.write("again/scenario.toml", text("scenario"));
  std::filesystem::create_directory_symlink(shipped("data"), folder_.path() / "again" / "data");
  const Ended second =
      run_lien({"calibrate", "again/calibration.toml", "-o", "second", "--json"}, folder_.path());
  ASSERT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(second.out, first.out) << "values, digest and all";
  EXPECT_EQ(text("scenario").find(folder_.path().string()), std::string::npos);
}

class BadCalibration : public testing::TestWithParam<BadInput> {};

BadInput bad(const std::string& name, const std::string& from, const std::string& to, const std::string& message) {
  std::string text = small_calibration();
  text.replace(text.find(from), from.size(), to);
  return {name, {{"short.toml", short_scenario()}, {"task.toml", text}}, {"calibrate", "task.toml", "-o", "fit"},
          message};
}

TEST_P(BadCalibration, IsRefused) { expect_refused(GetParam()); }

const std::string one_fault = "1 fault; nothing was written\n";

INSTANTIATE_TEST_SUITE_P(
    All, BadCalibration,
    testing::Values(
        bad("HeldOut", "\"C1b\"", "\"HO3\"",
            "task.toml:23:8: HO3 is held out: it is never fitted\n"
            "  allowed  C1, C1b, C2, C3a, C3b, C3c, C3d, C4a, C4b, C5a, C5b, C5c, C5d, C6, C9a, C9b\n"
            "  or  measure = \"…\", month, value and tolerance\n" +
                one_fault),
        bad("NoTolerance", "tolerance = 0.02\n", "",
            "task.toml:26:8: target \"trust\" has no tolerance\n"
            "  expected  tolerance = NUMBER above 0, in the unit of its value\n" +
                one_fault),
        bad("NoSuchMeasure", "mean_trust", "mean_trsut",
            "task.toml:27:11: \"mean_trsut\" is no measure of a perimeter\n  nearest  mean_trust\n" + one_fault),
        bad("BoundsOutsideTheRange", "high = 0.35", "high = 1.35",
            "task.toml:20:7: traits.engaged_start[0]: 0.05 to 1.35 leaves the parameter's range\n"
            "  allowed  0 to 1: share of actors involved at the start\n" +
                one_fault),
        bad("BoundsTheWrongWay", "low = 0.1\n", "low = 0.6\n",
            "task.toml:15:7: low = 0.6, high = 0.5\n  expected  low < high\n" + one_fault),
        bad("BeyondTheRun", "month = \"2010-06\"", "month = \"2012-06\"",
            "task.toml:26:8: target \"trust\" is of 2012-06, but runs end with 2011-01\n"
            "  expected  a later run.until in the scenario\n" +
                one_fault)),
    NameOfBadInput{});

TEST_F(CalibrateFile, ThoseShippedAreSound) {
  int read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shipped("calibrations"))) {
    const auto plan = analysis::read_calibration(entry.path());
    EXPECT_FALSE(plan.title.empty() || plan.question.empty()) << entry.path();
    ++read;
  }
  EXPECT_GE(read, 1);
}

TEST_F(CalibrateFile, NeedsAFolder) {
  const Ended ended = run_lien({"calibrate", "task.toml"}, folder_.path());
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, HasSubstr("a calibration file needs a folder for its runs"));
}

}  // namespace
}  // namespace lien_test
