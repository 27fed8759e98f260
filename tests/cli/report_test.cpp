// lien report and lien plot: what they write, and what they refuse, word for word.
#include <gmock/gmock.h>

#include <map>
#include <sstream>

#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Report : public testing::Test {
 protected:
  void SetUp() override { run("r.nc", {}); }
  void run(const std::string& output, const std::vector<std::string>& more) {
    std::vector<std::string> words{"run", shipped("mini.toml"), "-q", "--until", "2008-12", "-o", output};
    words.insert(words.end(), more.begin(), more.end());
    const Ended ended = run_lien(words, folder_.path());
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
  }
  /// Exit code 2, nothing on stdout, no new file, and this on stderr.
  void expect_refused(const std::vector<std::string>& words, const std::string& sentence) {
    const auto before = content_of(folder_.path());
    const Ended ended = run_lien(words, folder_.path());
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(ended.err, sentence + "\n1 fault; nothing was written\n");
    EXPECT_EQ(content_of(folder_.path()), before);
  }
  TemporaryFolder folder_;
};

TEST_F(Report, IsNamedAfterItsResult) {
  const Ended ended = run_lien({"report", "r.nc"}, folder_.path());
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ended.out, "r.html\n");
  EXPECT_THAT(text_of(folder_.path() / "r.html"), StartsWith("<!DOCTYPE html>\n<html lang=\"fr\">"));
}

TEST_F(Report, OfSeveralSeedsIsOnePage) {
  run("s.nc", {"--seed", "2"});
  EXPECT_EQ(
      run_lien({"report", "r.nc", "s.nc", "-o", "both.html", "--language", "en"}, folder_.path()).exit_code,
      0);
  EXPECT_THAT(text_of(folder_.path() / "both.html"), HasSubstr("2 runs, seeds 1 to 2"));
}

TEST_F(Report, IsTheSameFileAgain) {
  ASSERT_EQ(run_lien({"report", "r.nc", "-o", "a.html"}, folder_.path()).exit_code, 0);
  ASSERT_EQ(run_lien({"report", "r.nc", "-o", "b.html"}, folder_.path()).exit_code, 0);
  EXPECT_EQ(text_of(folder_.path() / "a.html"), text_of(folder_.path() / "b.html"));
}

TEST_F(Report, RefusesWhatItCannotTellOf) {
  run("t.nc", {"--set", "encounters.kernel_km=20"});
  expect_refused({"report", "r.nc", "t.nc"},
                 "t.nc: differs from r.nc in more than its seed: encounters.kernel_km = 20.0\n"
                 "  one report is about one scenario");
  expect_refused({"report", "r.nc", "r.nc"}, "r.nc: is the same run as r.nc: seed 1, replicate 0");
  expect_refused({"report", "r.nc", "-o", "r.nc"},
                 "--output r.nc is read for the report\n  allowed  any other name");
  folder_.write("b.json", "{\"type\":\"FeatureCollection\",\"features\":[]}");
  expect_refused({"report", "r.nc", "--boundaries", "b.json"},
                 "b.json: holds an outline of none of the communes\n"
                 "  features are found by INSEE code: their id, or a property");
  expect_refused({"report", "r.nc", "--boundaries", "absent.json"}, "absent.json: cannot be read");
}

TEST_F(Report, FiguresAreDrawnInEachForm) {
  for (const auto& [name, begin] : std::map<std::string, std::string>{
           {"e.svg", "<?xml version=\"1.0\""}, {"e.pdf", "%PDF-"}, {"e.png", "\x89PNG\r\n"}}) {
    const Ended ended = run_lien({"plot", "r.nc", "--figure", "engagement", "-o", name}, folder_.path());
    EXPECT_EQ(ended.out, name + "\n") << ended.err;
    EXPECT_THAT(text_of(folder_.path() / name), StartsWith(begin));
  }
  EXPECT_EQ(run_lien({"plot", "r.nc", "--figure", "map_mean_trust", "--month", "2008-03", "--language", "en"},
                     folder_.path())
                .exit_code,
            0);
  EXPECT_THAT(text_of(folder_.path() / "map_mean_trust.svg"),
              HasSubstr("Trust between contacts, March 2008"));
}

TEST_F(Report, EveryFigureThatIsListedCanBeDrawn) {
  const Ended listed = run_lien({"plot", "r.nc", "--list", "--language", "en"}, folder_.path());
  std::istringstream lines(listed.out);
  int drawn = 0;
  for (std::string line; std::getline(lines, line); ++drawn) {
    const std::string name = line.substr(0, line.find(' '));
    const Ended ended = run_lien({"plot", "r.nc", "--figure", name}, folder_.path());
    EXPECT_EQ(ended.exit_code, 0) << name << ": " << ended.err;
    EXPECT_THAT(text_of(folder_.path() / (name + ".svg")),
                testing::Not(testing::ContainsRegex("[-\", l]nan[\", ]")))
        << name;
  }
  EXPECT_GT(drawn, 20);
}

TEST_F(Report, PlotRefusesWhatIsNotThere) {
  expect_refused({"plot", "r.nc", "--figure", "engagment"},
                 "no figure 'engagment' in these results\n  did you mean 'engagement'?");
  expect_refused({"plot", "r.nc", "--figure", "engagement", "-o", "e.jpg"},
                 "--output e.jpg is of no known form\n  allowed  .svg, .pdf, .png");
  expect_refused({"plot", "r.nc", "--figure", "map_mean_trust", "--month", "2020-01"},
                 "no month '2020-01' in these results\n  allowed  2007-12 to 2008-12");
  expect_refused({"plot", "r.nc"}, "which figure?\n  --list names them, --figure NAME takes one");
}

}  // namespace
}  // namespace lien_test
