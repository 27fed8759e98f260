// lien watch: what it reads, how it reckons speed and time left, when it ends.
#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "cli/watch_view.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

using cli::RunState;
using cli::WatchView;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* two_lines =
    "{\"month\":\"2008-01\",\"done\":61,\"total\":120,\"mean_trust\":0.5,\"contacts\":10,\"partnerships\":4}"
    "\n"
    "{\"month\":\"2008-02\",\"done\":62,\"total\":120,\"mean_trust\":0.51234,\"contacts\":11,"
    "\"partnerships\":5}\n";

RunState at(int done) { return {"a.nc", "2010-01", done, 100, 0.5, 10.0, 3.0}; }

TEST(WatchView, ReadsTheLastWholeLine) {
  const TemporaryFolder folder;
  const auto file =
      folder.write("a.nc.progress.jsonl", std::string(two_lines) + "{\"month\":\"2008-03\",\"do");
  const auto state = cli::last_state(file);
  ASSERT_TRUE(state.has_value());
  EXPECT_EQ(state->month, "2008-02");
  EXPECT_EQ(state->done, 62);
  EXPECT_EQ(state->total, 120);
  EXPECT_EQ(state->trust, 0.51234);
  EXPECT_EQ(folder.without_path(state->name), "a.nc");
}

TEST(WatchView, TakesNothingFromAFileThatIsNone) {
  const TemporaryFolder folder;
  for (const char* text : {"", "{", "\n", "[1]\n", "{\"month\":3}\n", "no line"})
    EXPECT_FALSE(cli::last_state(folder.write("x.progress.jsonl", text)).has_value()) << text;
  EXPECT_FALSE(cli::last_state(folder.path() / "absent").has_value());
}

TEST(WatchView, ReadsTheEndOfALongFile) {
  const TemporaryFolder folder;
  std::string text;
  for (int k = 0; k < 5000; ++k) text += two_lines;
  EXPECT_EQ(cli::last_state(folder.write("l.progress.jsonl", text))->done, 62);
}

TEST(WatchView, FindsTheFilesOfAFolderAndOfAResult) {
  const TemporaryFolder folder;
  folder.write("b.nc.progress.jsonl", two_lines);
  folder.write("deep/a.nc.progress.jsonl", two_lines);
  folder.write("c.nc", "");
  EXPECT_THAT(cli::progress_files(folder.path()), SizeIs(2));
  EXPECT_THAT(cli::progress_files(folder.path() / "b.nc"),
              ElementsAre(folder.path() / "b.nc.progress.jsonl"));
  EXPECT_THAT(cli::progress_files(folder.path() / "b.nc.progress.jsonl"), SizeIs(1));
  EXPECT_THAT(cli::progress_files(folder.path() / "c.nc"), SizeIs(0));
}

// 20 months in 10 seconds are 2 a second; 70 are left: 35 s.
TEST(WatchView, ReckonsSpeedAndTimeLeftFromWhatItSaw) {
  WatchView view;
  const WatchView::Instant start{};
  view.update({at(10)}, start);
  EXPECT_THAT(view.lines()[1],
              HasSubstr(" 10 %    0.500        10         3         -              -  a.nc"));
  view.update({at(30)}, start + seconds(10));
  EXPECT_THAT(view.lines()[1],
              HasSubstr(" 30 %    0.500        10         3       2.0           35 s  a.nc"));
}

TEST(WatchView, CountsRunsThatVanish) {
  WatchView view;
  const WatchView::Instant start{};
  RunState other = at(50);
  other.name = "b.nc";
  view.update({at(10), other}, start);
  EXPECT_EQ(view.lines().back(), "2 running, 0 ended since, 30 % of the months of those running");
  view.update({other}, start + seconds(1));
  EXPECT_EQ(view.ended(), 1U);
  view.update({}, start + seconds(2));
  EXPECT_FALSE(view.anything_running());
  EXPECT_EQ(view.ended(), 2U);
}

TEST(Watch, LooksOnceAndEnds) {
  const TemporaryFolder folder;
  folder.write("a.nc.progress.jsonl", two_lines);
  const Ended ended = run_lien({"watch", ".", "--once"}, folder.path());
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("2008-02   51 %    0.512        11         5"));
}

TEST(Watch, RefusesWhereNothingGoesOn) {
  const TemporaryFolder folder;
  const Ended ended = run_lien({"watch", "x.nc"}, folder.path());
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(ended.out, "");
  EXPECT_EQ(ended.err,
            "x.nc: no run is going on there\n"
            "  a run that goes on has a file RESULT.progress.jsonl beside its result\n"
            "1 fault; nothing was written\n");
}

TEST(Watch, EndsWithTheRun) {
  const TemporaryFolder folder;
  folder.write("a.nc.progress.jsonl", two_lines);
  const auto shown = folder.path() / "shown";
  Running watching(lien_command({"watch", "a.nc", "--every", "0.1"}), folder.path(), shown);
  while (!watching.ended() && text_of(shown).empty())
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  std::filesystem::remove(folder.path() / "a.nc.progress.jsonl");
  const Ended ended = watching.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(text_of(shown), testing::EndsWith("1 run ended\n"));
}

}  // namespace
}  // namespace lien_test
