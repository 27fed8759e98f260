// `lien report` and `lien plot` of what `lien calibrate FILE` leaves: the page in a browser, the pictures,
// the refusals.
#include <gmock/gmock.h>

#include "tests/cli/small_calibration.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// The small calibration, run once for all tests of this file.
class CalibrationReport : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const TemporaryFolder folder;
    folder.write("short.toml", short_scenario());
    folder.write("task.toml", small_calibration("title = \"A small one\"\n"));
    const Ended ended = run_lien({"calibrate", "task.toml", "-o", "fit", "-q"}, folder.path());
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    result_ = text_of(folder.path() / "fit" / "calibration.nc");
  }
  CalibrationReport() { folder_.write("fit.nc", result_); }
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
  static inline std::string result_;
};

TEST_F(CalibrationReport, IsWhatAReaderExpects) {
  ASSERT_EQ(run({"report", "fit.nc", "-o", "page.html"}).out, "page.html\n");
  expect_all_passed({"check_calibration.mjs", "A small one", "births,start", "C1b,trust"});
}

TEST_F(CalibrationReport, IsCleanForAssistiveTechnology) {
  ASSERT_EQ(run({"report", "fit.nc", "-o", "page.html"}).exit_code, 0);
  expect_all_passed({"check_access.mjs"});
}

TEST_F(CalibrationReport, IsNamedAfterTheFile) {
  EXPECT_EQ(run({"report", "fit.nc", "--language", "en"}).out, "fit.html\n");
  EXPECT_THAT(text_of(folder_.path() / "fit.html"), HasSubstr("<title>A small one – Lien</title>"));
  EXPECT_THAT(text_of(folder_.path() / "fit.html"), Not(HasSubstr(folder_.path().string())));
}

TEST_F(CalibrationReport, FiguresAreDrawnInEachForm) {
  const Ended list = run({"plot", "fit.nc", "--list", "--language", "en"});
  EXPECT_THAT(list.out, HasSubstr("posteriors                   Each parameter, before and after\n"));
  for (const std::string figure :
       {"posteriors", "correlations", "predictive", "waves", "emulators", "generations"}) {
    EXPECT_THAT(list.out, HasSubstr(figure));
    EXPECT_EQ(run({"plot", "fit.nc", "--figure", figure}).out, figure + ".svg\n");
    EXPECT_EQ(run({"plot", "fit.nc", "--figure", figure, "-o", "f.pdf"}).exit_code, 0);
    EXPECT_THAT(text_of(folder_.path() / "f.pdf"), StartsWith("%PDF-"));
    EXPECT_EQ(run({"plot", "fit.nc", "--figure", figure, "-o", "f.png"}).exit_code, 0);
    EXPECT_THAT(text_of(folder_.path() / (figure + ".svg")), Not(HasSubstr("nan")));
  }
  expect_refused({"plot", "fit.nc", "--figure", "posterior"},
                 "no figure 'posterior' in these results\n  did you mean 'posteriors'?");
}

TEST_F(CalibrationReport, RefusesWhatItCannotTellOf) {
  folder_.write("other.nc", result_);
  expect_refused({"report", "fit.nc", "other.nc"},
                 "fit.nc: is the result of a calibration\n  a report is about one of them, or about runs");
  folder_.write("cut.nc", result_.substr(0, result_.size() / 2));
  const Ended cut = run({"report", "cut.nc"});
  EXPECT_EQ(cut.exit_code, 2);
  EXPECT_THAT(cut.err, StartsWith("cut.nc"));
}

}  // namespace
}  // namespace lien_test
