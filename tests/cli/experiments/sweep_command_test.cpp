// Plan, sweep, status, gather, reproduce, export: as a user calls them.
#include <chrono>
#include <nlohmann/json.hpp>

#include "tests/support/bad_input.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/tiny_experiment.hpp"

namespace lien_test {
namespace {

namespace fs = std::filesystem;

/// 500 points of one replicate; number 254 cannot be run: a shock that ends before it starts. Points checked
/// beforehand are others.
std::string with_one_bad_point() {
  std::string starts, ends;
  for (int k = 0; k < 500; ++k) {
    starts += k == 0 ? "\"2008-01\"" : ", \"2008-01\"";
    ends += (k == 0 ? "" : ", ") + std::string(k == 254 ? "\"2007-13\"" : "\"2008-02\"");
  }
  return "[experiment]\nscenario = \"territory.toml\"\nmonths = [\"2008-02\"]\nmeasures = [\"contacts\"]\n"
         "[design]\nkind = \"list\"\n[[arm]]\nname = \"shock\"\nset = [\"intervention.crisis.kind=covid\", "
         "\"intervention.crisis.start=2008-01\"]\n"
         "[[factor]]\nname = \"start\"\nparameter = \"intervention.crisis.start\"\nvalues = [" +
         starts +
         "]\n"
         "[[factor]]\nname = \"end\"\nparameter = \"intervention.crisis.end\"\nvalues = [" +
         ends + "]\n";
}

class SweepCommand : public testing::Test {
 protected:
  Ended lien(const std::vector<std::string>& arguments) { return run_lien(arguments, tiny_.path()); }
  std::string digest_after_gathering() {
    const Ended gathered = lien({"gather", "sweep", "-o", "all.nc"});
    EXPECT_EQ(gathered.exit_code, 0) << gathered.err;
    const Ended digest = lien({"digest", "all.nc"});
    EXPECT_NE(gathered.out.find("digest " + digest.out), std::string::npos);
    return digest.out;
  }
  TinyExperiment tiny_;
};

TEST_F(SweepCommand, PlansSweepsGathersAndReproduces) {
  const Ended plan = lien({"plan", "experiment.toml", "--json"});
  ASSERT_EQ(plan.exit_code, 0) << plan.err;
  const auto told = lien_test::json_of(plan.out);
  EXPECT_EQ(told["runs"], 18);
  EXPECT_EQ(told["points"], 6);
  EXPECT_EQ(told["record_bytes"], 18 * (64 + 4 * 8));
  EXPECT_GT(told["seconds_per_run"], 0);
  const Ended sweep = lien({"sweep", "experiment.toml", "-o", "sweep", "--jobs", "2"});
  EXPECT_EQ(sweep.exit_code, 0) << sweep.err;
  EXPECT_EQ(sweep.out.substr(0, sweep.out.find(',')), "18/18 runs done; 18 now") << sweep.out;
  EXPECT_EQ(lien({"sweep", "experiment.toml", "-o", "sweep"}).out, "18/18 runs done; nothing to do\n");
  const auto status = lien_test::json_of(lien({"status", "sweep", "--json"}).out);
  EXPECT_EQ(status["done"], 18);
  EXPECT_EQ(status["missing"], 0);
  (void)digest_after_gathering();
  const Ended again = lien({"reproduce", "all.nc", "--run", "p4r2"});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(again.out, "p4r2: all 4 values come out again, to the last bit\n");
}

TEST_F(SweepCommand, PrintsItsDesignAsATable) {
  EXPECT_EQ(lien({"plan", "experiment.toml", "--csv"}).out,
            "point,arm,rate,closure\n0,territory,0.8,0\n1,territory,0.8,0.3\n2,territory,0.8,0.6\n"
            "3,territory,3,0\n4,territory,3,0.3\n5,territory,3,0.6\n");
}

/// The printed plan of one experiment is the csv design of another, which comes to the same runs.
TEST_F(SweepCommand, ItsPlanIsADesign) {
  ASSERT_EQ(lien({"sweep", "experiment.toml", "-o", "sweep", "-q"}).exit_code, 0);
  const std::string digest = digest_after_gathering();
  tiny_.folder().write("points.csv", lien({"plan", "experiment.toml", "--csv"}).out);
  tiny_.folder().write("table.toml",
                       std::string(tiny_experiment_head) +
                           "[design]\nkind = \"csv\"\nfile = \"points.csv\"\n"
                           "[[factor]]\nname = \"rate\"\nparameter = \"encounters.encounter_rate\"\n"
                           "[[factor]]\nname = \"closure\"\nparameter = \"encounters.closure\"\n");
  fs::remove_all(tiny_.path() / "sweep");
  const Ended sweep = lien({"sweep", "table.toml", "-o", "sweep", "-q"});
  ASSERT_EQ(sweep.exit_code, 0) << sweep.err;
  EXPECT_EQ(digest_after_gathering(), digest);
}

TEST_F(SweepCommand, WorkersOfShardsMakeOneSweep) {
  ASSERT_EQ(lien({"sweep", "experiment.toml", "-o", "sweep", "-q"}).exit_code, 0);
  const std::string digest = digest_after_gathering();
  fs::remove_all(tiny_.path() / "sweep" / "runs");
  fs::create_directory(tiny_.path() / "sweep" / "runs");
  EXPECT_EQ(lien({"gather", "sweep", "-o", "all.nc"}).exit_code, 3);  // nothing is done: all is missing
  Running first(lien_command({"work", "sweep", "--shard", "1/2"}), tiny_.path());
  Running second(lien_command({"work", "sweep", "--shard", "2/2"}), tiny_.path());
  EXPECT_EQ(first.wait().exit_code, 0);
  EXPECT_EQ(second.wait().exit_code, 0);
  EXPECT_EQ(digest_after_gathering(), digest);
}

TEST_F(SweepCommand, AFailedRunIsToldAndTheOthersGoOn) {
  tiny_.folder().write("bad.toml", with_one_bad_point());
  const Ended sweep = lien({"sweep", "bad.toml", "-o", "sweep", "-q", "--jobs", "1"});
  EXPECT_EQ(sweep.exit_code, 3) << sweep.err;
  EXPECT_EQ(sweep.err,
            "lien: 1 of 500 runs failed: 'lien status sweep' tells why; the same command tries them again\n");
  const std::string told =
      "p254r0 (seed 1, replicate 0, arm shock, start = \"2008-01\", end = \"2007-13\"): bad.toml:12:13: "
      "point 254 "
      "(intervention.crisis.start = \"2008-01\", intervention.crisis.end = \"2007-13\"): "
      "intervention.crisis: end must "
      "be a month written YYYY-MM, 2008-01 to 2108-01, or empty\n";
  const Ended status = lien({"status", "sweep"});
  EXPECT_EQ(status.out.substr(0, status.out.find('\n') + 1), "500 runs: 499 done, 1 failed, 0 missing\n");
  EXPECT_NE(status.out.find(told), std::string::npos) << status.out;
  EXPECT_EQ(lien({"gather", "sweep", "-o", "all.nc"}).exit_code, 3);
  EXPECT_EQ(lien({"sweep", "bad.toml", "-o", "sweep", "-q"}).exit_code, 3);  // tried again, once
  const auto after = lien_test::json_of(lien({"status", "sweep", "--json"}).out);
  EXPECT_EQ(after["done"], 499);
  EXPECT_EQ(after["failures"].size(), 1U);
}

TEST_F(SweepCommand, StopsAtAFailureWhenToldTo) {
  tiny_.folder().write("bad.toml", with_one_bad_point());
  const Ended sweep = lien({"sweep", "bad.toml", "-o", "sweep", "-q", "--on-error", "stop", "--jobs", "1"});
  EXPECT_EQ(sweep.exit_code, 3) << sweep.err;
  const auto status = lien_test::json_of(lien({"status", "sweep", "--json"}).out);
  EXPECT_EQ(status["done"], 254);
  EXPECT_EQ(status["failed"], 1);
}

TEST_F(SweepCommand, StopsAtASignalAndGoesOn) {
  std::string text(tiny_experiment_head);
  text = edited(text, "replicates = 3", "replicates = 300");
  tiny_.folder().write("long.toml", text + std::string(tiny_factors));
  Running running(lien_command({"sweep", "long.toml", "-o", "sweep"}), tiny_.path());
  const fs::path records = tiny_.path() / "sweep" / "runs" / "1_of_1.records";
  while (!running.ended() && (!fs::exists(records) || fs::file_size(records) < 2000)) {
  }
  running.send(SIGTERM);
  const Ended stopped = running.wait();
  EXPECT_EQ(stopped.exit_code, 5) << stopped.err;
  EXPECT_NE(stopped.err.find("lien: stopped by SIGTERM; the same command goes on\n"), std::string::npos);
  const auto status = lien_test::json_of(lien({"status", "sweep", "--json"}).out);
  EXPECT_GT(status["done"], 0);
  EXPECT_GT(status["missing"], 0);
  EXPECT_EQ(lien({"sweep", "long.toml", "-o", "sweep", "-q"}).exit_code, 0);
}

TEST_F(SweepCommand, TellsAFullDiskAndLosesNothing) {
  std::string text(tiny_experiment_head);
  text = edited(text, "replicates = 3", "replicates = 200");
  tiny_.folder().write("long.toml", text + std::string(tiny_factors));
  const Ended full = run_command(
      {"sh", "-c", "ulimit -f 128; exec \"$0\" sweep long.toml -o sweep --quiet", LIEN_BINARY}, tiny_.path());
  EXPECT_EQ(full.exit_code, 4);
  EXPECT_EQ(full.err,
            "lien: cannot keep runs in 'sweep/runs/1_of_1.records': writing failed (File too large)\n");
  const auto status = lien_test::json_of(lien({"status", "sweep", "--json"}).out);
  EXPECT_EQ(status["done"], (128 * 512 - 96) / 96);  // what had room, to the last
  EXPECT_EQ(status["damaged"], 0);
  EXPECT_EQ(lien({"sweep", "long.toml", "-o", "sweep", "-q"}).exit_code, 0);
}

TEST_F(SweepCommand, RefusesAFolderItCannotMake) {
  tiny_.folder().write("file", "");
  EXPECT_EQ(lien({"sweep", "experiment.toml", "-o", "file/sweep"}).exit_code, 4);
  EXPECT_EQ(lien({"sweep", "experiment.toml", "-o", "/proc/sweep"}).exit_code, 4);
  EXPECT_EQ(
      lien({"status", "file"}).err,
      "file: holds no sweep\n  expected  a folder that 'lien sweep' made\n1 fault; nothing was written\n");
}

TEST_F(SweepCommand, RefusesWhatTheDiskCannotHold) {
  std::string text(tiny_experiment_head);
  text = edited(text, "measures = [\"contacts\", \"mean_trust\"]\n", "");
  text = edited(text, "months = [\"2008-01\", \"2008-02\"]\n", "");
  tiny_.folder().write("huge.toml",
                       edited(text, "replicates = 3", "replicates = 1000000") + std::string(tiny_factors));
  const Ended ended =
      run_command({"sh", "-c", "exec \"$0\" plan huge.toml --pilot 0 --json", LIEN_BINARY}, tiny_.path());
  const auto plan = ended.exit_code == 0 ? lien_test::json_of(ended.out) : nlohmann::json();
  if (ended.exit_code == 0) {
    EXPECT_LT(plan["record_bytes"].get<double>() + plan["gathered_bytes"].get<double>(), plan["free_bytes"]);
  } else {
    EXPECT_EQ(ended.exit_code, 4);
    EXPECT_EQ(ended.err.substr(0, 33), "lien: 6000000 runs need 24.0 GB o") << ended.err;
  }
}

TEST_F(SweepCommand, RefusesATableOfTenMillionRows) {
  tiny_.folder().write("points.csv", "encounters.closure\n");
  fs::resize_file(tiny_.path() / "points.csv", std::uintmax_t{10'000'000} * 40);  // holes: it takes no room
  tiny_.folder().write(
      "table.toml", std::string(tiny_experiment_head) + "[design]\nkind = \"csv\"\nfile = \"points.csv\"\n");
  const Ended ended = lien({"plan", "table.toml"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(ended.err,
            "points.csv: is too large for a table\n  allowed  256 MiB\n1 fault; nothing was written\n");
}

TEST_F(SweepCommand, ExportsItsRunsForSpreadsheets) {
  ASSERT_EQ(lien({"sweep", "experiment.toml", "-o", "sweep", "-q"}).exit_code, 0);
  (void)digest_after_gathering();
  const Ended plain = lien({"export", "all.nc", "--csv", "-o", "plain"});
  EXPECT_EQ(plain.out, "plain.csv: 36 rows, 2 measures\n") << plain.err;
  const std::string table = text_of(tiny_.path() / "plain.csv");
  EXPECT_EQ(table.substr(0, table.find('\n')),
            "point,arm,factor_rate,factor_closure,replicate,seed,date,contacts,mean_trust");
  EXPECT_EQ(table.find("\n4,territory,3,0.3,1,1,2008-02-29,") != std::string::npos, true);
  ASSERT_EQ(lien({"export", "all.nc", "--csv=fr", "-o", "fr.csv"}).exit_code, 0);
  const std::string french = text_of(tiny_.path() / "fr.csv");
  EXPECT_EQ(french.substr(0, 14), "\xEF\xBB\xBFpoint;arm;f");
  EXPECT_NE(french.find("\n4;territory;3;0,3;1;1;2008-02-29;"), std::string::npos);
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 37);
}

}  // namespace
}  // namespace lien_test
