// Snapshots as a user asks for them and as other programs read them.
#include <algorithm>

#include "sim/output/digest.hpp"
#include "sim/output/read_back.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

const std::string two_months = "output.snapshots=[\"2008-01\", \"2015-09\"]";

std::vector<std::string> recorded_parameters(const sim::output::ResultFile& file) {
  for (const auto& group : file.subgroups) {
    if (group.name == "parameters") return std::get<std::vector<std::string>>(group.variables.at(0).data);
  }
  return {};
}

TEST(Snapshot, OpensInXarrayAndNcdumpAndAgreesWithTheSeries) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_lien({"run", shipped("mini.toml"), "-q", "--set", two_months}, folder.path()).exit_code, 0);
  const Ended ended = run_command(
      {"/usr/bin/python3", "-B", LIEN_SOURCE_DIR "/tests/cli/open_snapshots.py", "mini.nc"}, folder.path());
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
}

TEST(Snapshot, ChangesNothingBesideItself) {
  const TemporaryFolder folder;
  const std::vector<std::string> months{"--months", "6",      "--set", "output.snapshots=[\"2008-03\"]",
                                        "-o",       "with.nc"};
  digest_of_run(shipped("mini.toml"), months, folder.path());
  digest_of_run(shipped("mini.toml"), {"--months", "6", "-o", "without.nc"}, folder.path());
  auto with = sim::output::read_result_file(folder.path() / "with.nc");
  auto without = sim::output::read_result_file(folder.path() / "without.nc");
  auto parameters = recorded_parameters(with);
  const auto place = std::ranges::find(parameters, "output.snapshots");
  ASSERT_NE(place, parameters.end());
  parameters.erase(place);
  // Not asked for, it is not among the parameters either: an older digest stays what it was.
  EXPECT_EQ(recorded_parameters(without), parameters);
  EXPECT_EQ(with.subgroups.size(), without.subgroups.size() + 1);
  with.subgroups.clear();
  without.subgroups.clear();
  EXPECT_EQ(sim::output::content_digest(with), sim::output::content_digest(without));
}

TEST(Snapshot, IsTheSameOnAnyNumberOfThreadsAndGrain) {
  const TemporaryFolder folder;
  const auto digest = [&](const std::string& threads, const std::string& grain) {
    return digest_of_run(
        shipped("mini.toml"),
        {"--months", "3", "--set", "output.snapshots=[\"2008-03\"]", "--threads", threads, "--grain", grain},
        folder.path());
  };
  const std::string one = digest("1", "1024");
  EXPECT_EQ(digest("2", "64"), one);
  EXPECT_EQ(digest("7", "256"), one);
}

TEST(Snapshot, CanBeTakenOfTheInitialStateAndOfTheSpinUp) {
  const TemporaryFolder folder;
  const auto snapshots = [&](const std::vector<std::string>& more) {
    std::vector<std::string> options{"--months", "1", "-o", "r.nc"};
    options.insert(options.end(), more.begin(), more.end());
    digest_of_run(shipped("mini.toml"), options, folder.path());
    std::vector<std::string> months;
    for (const auto& group : sim::output::read_result_file(folder.path() / "r.nc").subgroups) {
      if (group.name != "snapshots") continue;
      for (const auto& month : group.subgroups) months.push_back(month.name);
    }
    return months;
  };
  using Months = std::vector<std::string>;
  EXPECT_EQ(snapshots({"--set", "output.snapshots=[\"2007-12\"]"}), Months{"2007-12"});
  EXPECT_EQ(snapshots({"--set", "output.snapshots=[\"2007-12\"]", "--set", "run.spinup_months=0"}),
            Months{"2007-12"});
  EXPECT_EQ(
      snapshots({"--set", "output.snapshots=[\"2006-01\", \"2008-01\"]", "--set", "output.spinup_rows=true"}),
      (Months{"2006-01", "2008-01"}));
}

}  // namespace
}  // namespace lien_test
