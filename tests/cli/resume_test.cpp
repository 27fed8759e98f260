// `lien resume`: what it goes on from, what it refuses, and signals that make a run save its work.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/mount.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <sstream>
#include <thread>

#include "sim/core/calendar.hpp"
#include "sim/output/checkpoint_pair.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/tiny_territory.hpp"

namespace lien_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Strings = std::vector<std::string>;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

/// Long enough for what happens between its months to be waited for.
const Strings long_run{"run", shipped("lab.toml"), "-q", "-o", "r.nc", "--until", "2060-12"};

class Resume : public testing::Test {
 protected:
  [[nodiscard]] Ended lien(const Strings& arguments) const { return run_lien(arguments, folder_.path()); }
  [[nodiscard]] fs::path file(const std::string& name) const { return folder_.path() / name; }
  [[nodiscard]] Strings files() const {
    Strings names;
    for (const auto& [name, text] : content_of(folder_.path())) names.push_back(name);
    return names;
  }
  [[nodiscard]] std::string digest(const std::string& result) const { return lien({"digest", result}).out; }
  /// Until `holds`, or the program has ended.
  static void wait_until(const Running& running, const std::function<bool()>& holds) {
    const auto patience = Clock::now() + std::chrono::minutes(2);
    while (!holds() && !running.ended() && Clock::now() < patience)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  [[nodiscard]] bool stands(const std::string& name) const {
    std::error_code ignored;
    return fs::exists(file(name), ignored);
  }
  /// The program has made known that it waits for signals.
  static bool awaits_signals(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);) {
      if (line.starts_with("SigBlk:"))
        return (std::stoull(line.substr(7), nullptr, 16) >> (SIGTERM - 1) & 1) != 0;
    }
    return false;
  }
  /// A tiny run of four months in its own folder, stopped by a kill with checkpoints of two months.
  void leave_checkpoints() const {
    write_tiny_territory(folder_);
    folder_.write("long.toml", edited(tiny_scenario, "spinup_months = 2", "spinup_months = 600"));
    Running running(lien_command({"run", "long.toml", "-o", "r.nc", "-q", "--checkpoint-every", "1"}),
                    folder_.path());
    wait_until(running, [&] { return stands("r.nc.ckpt-b"); });
    running.kill();
    (void)running.wait();
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      if (entry.path().filename().string().starts_with(".")) fs::remove(entry.path());
    }
    ASSERT_TRUE(stands("r.nc.ckpt-a") && stands("r.nc.ckpt-b") && !stands("r.nc"));
  }
  [[nodiscard]] std::string unbroken() const {
    EXPECT_EQ(lien({"run", "long.toml", "-o", "unbroken.nc", "-q"}).exit_code, 0);
    return digest("unbroken.nc");
  }
  void damage(const std::string& name) const {
    std::string text = text_of(file(name));
    text[text.size() / 2] ^= 1;
    folder_.write(name, text);
  }
  TemporaryFolder folder_;
};

class Signal : public Resume, public testing::WithParamInterface<std::pair<int, std::string>> {};

TEST_P(Signal, StopsTheRunWithACheckpointOfThatMonth) {
  const auto& [number, name] = GetParam();
  Running running(lien_command(long_run), folder_.path());
  wait_until(running,
             [&] { return stands("r.nc.progress.jsonl") && fs::file_size(file("r.nc.progress.jsonl")) > 0; });
  const auto sent = Clock::now();
  running.send(number);
  const Ended ended = running.wait();
  EXPECT_LT(Clock::now() - sent, std::chrono::seconds(5));
  EXPECT_EQ(ended.exit_code, 5);
  EXPECT_THAT(ended.err, StartsWith("lien: stopped by " + name + " after "));
  EXPECT_THAT(ended.err, EndsWith("; to go on: lien resume r.nc\n"));
  EXPECT_THAT(files(), ElementsAre("r.nc.ckpt-a", "r.nc.progress.jsonl"));
  const Ended resumed = lien({"resume", "r.nc", "-q", "--json", "--threads", "3"});
  ASSERT_EQ(resumed.exit_code, 0) << resumed.err;
  const auto summary = lien_test::json_of(resumed.out);
  EXPECT_THAT(ended.err, HasSubstr(summary.value("resumed_after", "never")));
  EXPECT_EQ(files(), Strings{"r.nc"});
  Strings again = long_run;
  again[4] = "unbroken.nc";
  ASSERT_EQ(lien(again).exit_code, 0);
  EXPECT_EQ(digest("r.nc"), digest("unbroken.nc"));
}

INSTANTIATE_TEST_SUITE_P(All, Signal,
                         testing::Values(std::pair{SIGTERM, std::string("SIGTERM")},
                                         std::pair{SIGINT, std::string("SIGINT")},
                                         std::pair{SIGUSR2, std::string("SIGUSR2")}),
                         [](const auto& signal) { return signal.param.second; });

TEST_F(Resume, Usr1SavesAndGoesOn) {
  Running running(lien_command(long_run), folder_.path());
  wait_until(running, [&] { return awaits_signals(running.process()); });
  running.send(SIGUSR1);
  wait_until(running, [&] { return stands("r.nc.ckpt-a"); });
  EXPECT_TRUE(stands("r.nc.ckpt-a")) << "it ended before it saved";
  fs::create_directory(file("kept"));
  fs::copy_file(file("r.nc.ckpt-a"), file("kept/copy.ckpt-a"));
  const Ended ended = running.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ended.err, "");
  EXPECT_FALSE(stands("r.nc.ckpt-a"));
  ASSERT_EQ(lien({"resume", "kept/copy.ckpt-a", "-q"}).exit_code, 0);
  EXPECT_EQ(digest("kept/copy"), digest("r.nc"));
  EXPECT_TRUE(stands("kept/copy") && !stands("kept/copy.ckpt-a"));
}

TEST_F(Resume, ASignalBeforeTheFirstMonthLeavesNothing) {
  Running running(lien_command({"run", shipped("massif_central/reference.toml"), "-q"}), folder_.path());
  wait_until(running, [&] { return awaits_signals(running.process()); });
  const auto sent = Clock::now();
  running.send(SIGTERM);
  const Ended ended = running.wait();
  EXPECT_LT(Clock::now() - sent, std::chrono::seconds(5));
  EXPECT_EQ(ended.exit_code, 5);
  EXPECT_EQ(ended.err, "lien: stopped by SIGTERM before a month was computed; nothing was written\n");
  EXPECT_EQ(files(), Strings{});
}

TEST_F(Resume, LiveSeriesHoldEachMonthOnce) {
  std::vector<std::string> months;
  const auto stop_after_some_months = [&](const Strings& arguments) {
    const auto before = stands("r.nc.progress.jsonl") ? fs::file_size(file("r.nc.progress.jsonl")) : 0;
    Running running(lien_command(arguments), folder_.path());
    wait_until(running, [&] {
      return stands("r.nc.progress.jsonl") && fs::file_size(file("r.nc.progress.jsonl")) > before;
    });
    running.send(SIGTERM);
    EXPECT_EQ(running.wait().exit_code, 5);
    std::istringstream lines(text_of(file("r.nc.progress.jsonl")));
    sim::Month expected{-180};
    nlohmann::json last;
    for (std::string line; std::getline(lines, line); ++expected) {
      last = lien_test::json_of(line);
      EXPECT_EQ(last["month"], sim::to_string(expected));
      EXPECT_EQ(last["done"], expected.value + 181);
      EXPECT_EQ(last["total"], 816);
      EXPECT_EQ(last.contains("mean_trust"), expected.value >= -1);
    }
    return last;
  };
  const auto first = stop_after_some_months(long_run);
  const auto second = stop_after_some_months({"resume", "r.nc", "-q"});
  EXPECT_LT(first["done"], second["done"]);
  ASSERT_EQ(lien({"resume", "r.nc", "-q"}).exit_code, 0);
  EXPECT_EQ(files(), Strings{"r.nc"});
}

TEST_F(Resume, FallsBackToTheOlderWhenTheNewerIsDamaged) {
  leave_checkpoints();
  const std::string expected = unbroken();
  for (const std::string name : {"r.nc.ckpt-a", "r.nc.ckpt-b"}) {
    const std::string a = text_of(file("r.nc.ckpt-a")), b = text_of(file("r.nc.ckpt-b"));
    damage(name);
    const Ended ended = lien({"resume", "r.nc", "-q"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_THAT(ended.err, StartsWith("lien: " + name + ": this checkpoint is damaged: "));
    EXPECT_THAT(ended.err, EndsWith("; the older one is used\n"));
    EXPECT_EQ(digest("r.nc"), expected);
    fs::remove(file("r.nc"));
    folder_.write("r.nc.ckpt-a", a);
    folder_.write("r.nc.ckpt-b", b);
  }
}

TEST_F(Resume, GoesOnFromEitherFileToAnyOutput) {
  leave_checkpoints();
  const std::string expected = unbroken();
  const std::string a = text_of(file("r.nc.ckpt-a")), b = text_of(file("r.nc.ckpt-b"));
  ASSERT_EQ(lien({"resume", "r.nc", "-q", "-o", "x.nc"}).exit_code, 0);
  ASSERT_EQ(lien({"resume", "r.nc.ckpt-b", "-q", "-o", "y.nc", "--checkpoint-every", "100"}).exit_code, 0);
  EXPECT_EQ(text_of(file("r.nc.ckpt-a")), a) << "those of another output are not touched";
  EXPECT_EQ(text_of(file("r.nc.ckpt-b")), b);
  ASSERT_EQ(lien({"resume", "r.nc.ckpt-a", "-q"}).exit_code, 0);
  for (const char* result : {"x.nc", "y.nc", "r.nc"}) EXPECT_EQ(digest(result), expected) << result;
  EXPECT_FALSE(stands("r.nc.ckpt-a") || stands("r.nc.ckpt-b") || stands("x.nc.progress.jsonl"));
}

TEST_F(Resume, GoesOnFromAnyFolderWithoutTheScenario) {
  leave_checkpoints();
  const std::string expected = unbroken();
  fs::remove(file("long.toml"));
  fs::create_directory(file("elsewhere"));
  for (const char* name : {"r.nc.ckpt-a", "r.nc.ckpt-b"}) fs::rename(file(name), file("elsewhere") / name);
  const Ended ended = run_lien({"resume", "r.nc", "-q"}, file("elsewhere"));
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(digest("elsewhere/r.nc"), expected);
}

// The states a kill can leave between the renaming of the result and the last removal.
TEST_F(Resume, CompletesARunKilledAfterItsResultWasInPlace) {
  leave_checkpoints();
  const std::string expected = unbroken();
  const std::string a = text_of(file("r.nc.ckpt-a")), b = text_of(file("r.nc.ckpt-b"));
  for (const bool both : {true, false}) {
    folder_.write("r.nc", text_of(file("unbroken.nc")));
    folder_.write("r.nc.progress.jsonl", "{}\n");
    if (both) folder_.write("r.nc.ckpt-a", a);
    folder_.write("r.nc.ckpt-b", b);
    EXPECT_EQ(lien({"resume", "r.nc", "-q"}).exit_code, 0);
    EXPECT_EQ(digest("r.nc"), expected);
    EXPECT_FALSE(stands("r.nc.ckpt-a") || stands("r.nc.ckpt-b") || stands("r.nc.progress.jsonl"));
  }
  folder_.write("r.nc.progress.jsonl", "{}\n");
  const Ended ended = lien({"resume", "r.nc"});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(ended.err, "lien: 'r.nc' is complete; there is nothing to resume\n");
  EXPECT_EQ(ended.out, "");
  EXPECT_EQ(digest("r.nc"), expected);
  EXPECT_FALSE(stands("r.nc.progress.jsonl"));
}

TEST_F(Resume, IsRefusedWhereThereIsNothing) {
  write_tiny_territory(folder_);
  const auto before = content_of(folder_.path());
  const auto refusal = [&](const std::string& file) {
    const Ended ended = lien({"resume", file});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(content_of(folder_.path()), before);
    return ended.err;
  };
  for (const std::string name : {"absent.nc", "territory.toml"})
    EXPECT_EQ(refusal(name), "there is no checkpoint of '" + name +
                                 "', and no complete result\n  expected  " + name + ".ckpt-a or " + name +
                                 ".ckpt-b, or the name of a copy that ends like these\n"
                                 "1 fault; nothing was written\n");
  EXPECT_EQ(refusal("x.ckpt-a"), "x.ckpt-a: there is no such file\n1 fault; nothing was written\n");
}

TEST_F(Resume, RefusesWhatWouldNotBeTheSameRun) {
  leave_checkpoints();
  const auto refusal = [&](const std::string& of = "r.nc") {
    const auto before = content_of(folder_.path());
    const Ended ended = lien({"resume", of});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(content_of(folder_.path()), before);
    return ended.err;
  };
  fs::copy_file(file("communes.csv"), file("kept.csv"));
  folder_.write("communes.csv", edited(tiny_communes, ",900,3.2,", ",901,3.2,"));
  EXPECT_THAT(refusal(), HasSubstr(": this checkpoint is of a run on other tables than '"));
  fs::remove(file("communes.csv"));
  EXPECT_THAT(refusal(), HasSubstr("communes.csv"));
  fs::rename(file("kept.csv"), file("communes.csv"));

  folder_.write("x.ckpt-a", text_of(file("r.nc.ckpt-a")) + "more");
  EXPECT_EQ(refusal("x.ckpt-a"),
            "x.ckpt-a: this checkpoint is damaged: 4 bytes follow its end\n1 fault; nothing was written\n");
  folder_.write("x.ckpt-a", tiny_communes);
  EXPECT_EQ(refusal("x.ckpt-a"), "x.ckpt-a: this is not a checkpoint\n1 fault; nothing was written\n");
  damage("r.nc.ckpt-a");
  damage("r.nc.ckpt-b");
  EXPECT_THAT(refusal(), EndsWith("2 faults; nothing was written\n"));
}

TEST_F(Resume, RefusesWhatItsOwnWordsContradict) {
  leave_checkpoints();
  const auto stored = sim::output::load_checkpoint(file("r.nc.ckpt-a"));
  // A checkpoint whole in form, with one section said otherwise.
  const auto refusal = [&](const std::string& changed, const std::function<std::string(std::string)>& change,
                           std::optional<std::int64_t> month = std::nullopt) {
    sim::output::CheckpointSections sections;
    for (const std::string name : {"program version", "program sources", "run identity", "scenario file",
                                   "scenario", "parameters from", "table of communes", "table of epcis"}) {
      const std::string text = stored.view.text(name);
      sections.add_text(name, name == changed ? change(text) : text);
    }
    for (const std::string name : {"run started", "month", "milliseconds"})
      sections.add_number(name, name == "month" && month ? *month : stored.view.number(name));
    sim::output::write_checkpoint(sections, file("x.ckpt-a"));
    const Ended ended = lien({"resume", "x.ckpt-a"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_FALSE(stands("x") || stands("x.progress.jsonl"));
    return ended.err;
  };
  const auto same = [](std::string text) { return text; };
  EXPECT_THAT(
      refusal("program sources", [](std::string text) { return std::string(text.rbegin(), text.rend()); }),
      HasSubstr("x.ckpt-a: this checkpoint was written by another version of Lien (0.1.0, sources "));
  EXPECT_THAT(
      refusal("scenario",
              [](std::string text) { return edited(text, "spinup_months = 600", "spinup_months = 599"); }),
      HasSubstr("x.ckpt-a: this checkpoint is of a run on other tables than '"));
  EXPECT_THAT(refusal("scenario", [](std::string text) { return text + "[weather]\nrain = 1\n"; }),
              HasSubstr("x.ckpt-a (its scenario)"));
  EXPECT_THAT(refusal("scenario", [](std::string text) { return text.substr(0, 10); }),
              HasSubstr("not valid TOML"));
  EXPECT_THAT(refusal("", same, 2),
              HasSubstr("x.ckpt-a: this checkpoint is of a month outside its scenario"));
  EXPECT_THAT(refusal("", same, -601), HasSubstr("is of a month outside its scenario"));
  EXPECT_THAT(refusal("", same, 1LL << 40),
              HasSubstr("x.ckpt-a: this checkpoint is of a month that cannot be"));
  EXPECT_THAT(refusal("", same), HasSubstr("x.ckpt-a: this checkpoint has no section '"));
}

TEST_F(Resume, ANewRunSaysThatItReplacesAnInterruptedOne) {
  leave_checkpoints();
  const Ended ended = lien({"run", "territory.toml", "-q", "-o", "r.nc"});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(
      ended.err,
      "lien: 'r.nc.ckpt-a' is left of an interrupted run, with which 'lien resume r.nc' would have gone "
      "on; this run will replace it\n");
  EXPECT_FALSE(stands("r.nc.ckpt-a") || stands("r.nc.ckpt-b"));
}

TEST_F(Resume, AFullDiskLeavesEarlierCheckpointsIntact) {
  leave_checkpoints();
  const std::string expected = unbroken();
  auto before = content_of(folder_.path());
  const Ended ended =
      run_command({"sh", "-c", "ulimit -f 8; exec \"$0\" resume r.nc -q --checkpoint-every 1", LIEN_BINARY},
                  folder_.path());
  EXPECT_EQ(ended.exit_code, 4);
  EXPECT_THAT(ended.err, HasSubstr("lien: cannot write checkpoint 'r.nc.ckpt-"));
  EXPECT_THAT(ended.err, EndsWith("': writing failed (File too large); what was saved before is intact: lien "
                                  "resume r.nc\n"));
  auto after = content_of(folder_.path());
  before.erase("r.nc.progress.jsonl");
  after.erase("r.nc.progress.jsonl");
  EXPECT_EQ(after, before);
  ASSERT_EQ(lien({"resume", "r.nc", "-q"}).exit_code, 0);
  EXPECT_EQ(digest("r.nc"), expected);
}

/// The kernel's own words, where a test may mount a disk of its own.
TEST_F(Resume, ADiskThatIsReallyFull) {
  fs::create_directory(file("disk"));
  if (::mount("none", file("disk").c_str(), "tmpfs", 0, "size=2m") != 0)
    GTEST_SKIP() << "may not mount; AFullDiskLeavesEarlierCheckpointsIntact stands for it";
  folder_.write("disk/ballast", std::string(1'500'000, 'x'));
  const Ended ended = lien({"run", shipped("lab.toml"), "-q", "-o", "disk/r.nc", "--checkpoint-every", "1"});
  const Strings left = files();
  ::umount(file("disk").c_str());
  EXPECT_EQ(ended.exit_code, 4);
  EXPECT_EQ(ended.err,
            "lien: cannot write checkpoint 'disk/r.nc.ckpt-a': writing failed (No space left on device)\n");
  EXPECT_EQ(left, (Strings{"disk", "disk/ballast"}));
}

TEST_F(Resume, AFolderThatVanishesEndsTheRunAndNotItsCheckpoints) {
  fs::create_directory(file("sub"));
  Strings arguments = long_run;
  arguments[4] = "sub/r.nc";
  Strings often = arguments;
  often.insert(often.end(), {"--checkpoint-every", "1"});
  Running running(lien_command(often), folder_.path());
  wait_until(running, [&] { return stands("sub/r.nc.ckpt-b"); });
  fs::rename(file("sub"), file("moved"));
  const Ended ended = running.wait();
  EXPECT_EQ(ended.exit_code, 4);
  EXPECT_THAT(ended.err, HasSubstr("lien: cannot write checkpoint 'sub/r.nc.ckpt-"));
  ASSERT_EQ(lien({"resume", "moved/r.nc", "-q"}).exit_code, 0);
  arguments[4] = "unbroken.nc";
  ASSERT_EQ(lien(arguments).exit_code, 0);
  EXPECT_EQ(digest("moved/r.nc"), digest("unbroken.nc"));
}

}  // namespace
}  // namespace lien_test
