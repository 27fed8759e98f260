// What `lien test` leaves for a report, and `lien report` and `lien plot` of it: the page in a browser, the
// pictures, the refusals.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/cli/small_hypothesis.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/run_lien.hpp"

namespace lien_test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// The small hypothesis, tested once for all tests of this file.
class HypothesisReport : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    TemporaryFolder folder;
    write_small_hypothesis(folder);
    const Ended ended = run_lien({"test", "T.toml", "-q", "-o", "tests"}, folder.path());
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    study_ = text_of(folder.path() / "tests" / "T" / "study.json");
  }
  HypothesisReport() {
    if (!study_.empty()) folder_.write("tests/T/study.json", study_);
  }
  [[nodiscard]] Ended run(const std::vector<std::string>& words) const {
    return run_lien(words, folder_.path());
  }
  void expect_refused(const std::vector<std::string>& words, const std::string& sentence) const {
    const auto before = content_of(folder_.path());
    const Ended ended = run(words);
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(ended.err, sentence + "\n1 fault; nothing was written\n");
    EXPECT_EQ(content_of(folder_.path()), before);
  }
  /// A check of tests/report on page.html.
  void expect_all_passed(std::vector<std::string> words) const {
    if (!std::filesystem::exists("/usr/bin/chromium")) GTEST_SKIP() << "no chromium";
    words[0] = std::string(LIEN_PAGE_TOOLS "/") + words[0];
    words.insert(words.begin(), "node");
    words.insert(words.begin() + 2, "page.html");
    const Ended ended = run_command(words, folder_.path());
    EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
    EXPECT_THAT(ended.out, testing::ContainsRegex("[1-9][0-9]* passed, 0 failed"));
  }
  TemporaryFolder folder_;
  static inline std::string study_;
};

TEST_F(HypothesisReport, HoldsWhatTheTestPrints) {
  const TemporaryFolder folder;
  write_small_hypothesis(folder);
  const Ended ended = run_lien({"test", "T.toml", "-q", "--json"}, folder.path());
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  auto printed = lien_test::json_of(ended.out)[0];
  printed.erase("p_holm");  // of all that were tested by one command
  const std::string left = text_of(folder.path() / "hypotheses" / "T" / "study.json");
  EXPECT_EQ(lien_test::json_of(left), printed);
  EXPECT_EQ(left, study_) << "the same test gives the same file";
  EXPECT_EQ(printed["arms"][1]["set"][0], "encounters.encounter_rate=2.8");
  EXPECT_EQ(printed["program"].get<std::string>().size(), 64U);
}

TEST_F(HypothesisReport, IsWhatAReaderExpects) {
  ASSERT_EQ(run({"report", "tests/T", "-o", "page.html"}).out, "page.html\n");
  expect_all_passed({"check_hypotheses.mjs", "T", "Plus de rencontres font plus de contacts.", "1"});
}

TEST_F(HypothesisReport, IsCleanForAssistiveTechnology) {
  ASSERT_EQ(run({"report", "tests", "-o", "page.html"}).exit_code, 0);
  expect_all_passed({"check_access.mjs"});
}

TEST_F(HypothesisReport, OfSeveralTakesHostileTextsAsText) {
  const std::string hostile =
      "</title></script><script>window.harmed=1</script><img src=x onerror=harmed=1> \"'`${x} {{data}} &amp; "
      "\u202e\u05e9";
  auto json = lien_test::json_of(study_);
  json["id"] = "A1";
  json["statement"] = {{"fr", hostile}, {"en", hostile}};
  for (const char* key : {"origin", "remark", "file", "scenario", "program"}) json[key] = hostile;
  json["arms"][0]["name"] = hostile;
  json["arms"][1]["set"][0] = hostile;
  json["frozen"]["now"] = hostile;  // changed after it was frozen
  json["claims"][0]["name"] = "=" + hostile;
  json["claims"][0]["weights"][0] = hostile;
  folder_.write("tests/A1/study.json", json.dump());
  ASSERT_EQ(run({"report", "tests", "-o", "page.html", "--language", "fr"}).exit_code, 0);
  EXPECT_THAT(text_of(folder_.path() / "page.html"), Not(HasSubstr("<script>window.harmed")));
  expect_all_passed({"check_hypotheses.mjs", "A1", hostile, "2"});
}

TEST_F(HypothesisReport, IsNamedAfterTheHypothesis) {
  EXPECT_EQ(run({"report", "tests/"}).out, "T.html\n");
  EXPECT_THAT(text_of(folder_.path() / "T.html"), HasSubstr("<title>Hypothèse T – Lien</title>"));
  EXPECT_EQ(run({"report", "tests/T/study.json", "-o", "b.html"}).exit_code, 0);
  EXPECT_EQ(text_of(folder_.path() / "T.html"), text_of(folder_.path() / "b.html"));
}

TEST_F(HypothesisReport, FiguresAreDrawnInEachForm) {
  EXPECT_EQ(run({"plot", "tests/T", "--list", "--language", "en"}).out,
            "effects                      The effects, theory by theory\n"
            "draws                        The effects when what is assumed is drawn\n");
  for (const std::string figure : {"effects", "draws"}) {
    EXPECT_EQ(run({"plot", "tests/T", "--figure", figure}).out, figure + ".svg\n");
    EXPECT_EQ(run({"plot", "tests/T", "--figure", figure, "-o", "f.pdf"}).exit_code, 0);
    EXPECT_THAT(text_of(folder_.path() / "f.pdf"), StartsWith("%PDF-"));
    EXPECT_EQ(run({"plot", "tests/T", "--figure", figure, "-o", "f.png"}).exit_code, 0);
    EXPECT_THAT(text_of(folder_.path() / (figure + ".svg")), Not(HasSubstr("nan")));
  }
  EXPECT_THAT(text_of(folder_.path() / "effects.svg"), HasSubstr("T – Les effets, théorie par théorie"));
  expect_refused({"plot", "tests/T", "--figure", "effect"},
                 "no figure 'effect' in these results\n  did you mean 'effects'?");
}

TEST_F(HypothesisReport, RefusesWhatItCannotTellOf) {
  folder_.write("new.json", "{\"format_version\": 7}");
  expect_refused({"report", "new.json"},
                 "new.json: was written by a newer Lien (format 7, this program reads up to 1)\n"
                 "  expected  study.json of 'lien test'");
  folder_.write("empty/a.txt", "");
  expect_refused({"report", "empty"},
                 "empty: holds no study of a hypothesis\n"
                 "  expected  the folder of 'lien test --output', or of a hypothesis in it");
  expect_refused({"report", "tests/T", "r.nc"},
                 "tests/T is of hypotheses, r.nc is a result\n"
                 "  allowed  folders of 'lien test' or results, not both");
  expect_refused({"report", "tests/T", "tests/T/study.json"},
                 "two studies are of the hypothesis T\n  a page is about each hypothesis once");
  expect_refused({"report", "tests/T", "-o", "tests/T/study.json"},
                 "--output tests/T/study.json is read for the report\n  allowed  any other name");
  folder_.write("tests/U/study.json", edited(study_, "\"id\": \"T\"", "\"id\": \"U\""));
  expect_refused({"plot", "tests", "--figure", "effects"},
                 "these are 2 hypotheses\n  a picture is of one: give its folder");
}

}  // namespace
}  // namespace lien_test
