// The page of `lien report` in a browser: a reader's every move, assistive technology, odd results; and the
// script of the page under its type checker and linter.
#include <gmock/gmock.h>

#include <filesystem>

#include "tests/support/json_run.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

const std::string tools = LIEN_PAGE_TOOLS;

#define SKIP_WITHOUT_BROWSER() \
  if (!std::filesystem::exists("/usr/bin/chromium")) GTEST_SKIP() << "no chromium"

/// `page.html` of a run of mini.toml with these settings.
void make_page(const TemporaryFolder& folder, const std::vector<std::string>& settings) {
  std::vector<std::string> words{"run", shipped("mini.toml"), "-q", "-o", "mini.nc"};
  words.insert(words.end(), settings.begin(), settings.end());
  const Ended run = run_lien(words, folder.path());
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const Ended report = run_lien({"report", "mini.nc", "-o", "page.html"}, folder.path());
  ASSERT_EQ(report.exit_code, 0) << report.err;
  ASSERT_EQ(report.out, "page.html\n");
}

/// A check of tests/report on that page; its last line says how many passed.
void expect_all_passed(const TemporaryFolder& folder, const std::string& script,
                       const std::vector<std::string>& more = {}) {
  std::vector<std::string> words{"node", tools + "/" + script, "page.html"};
  words.insert(words.end(), more.begin(), more.end());
  const Ended ended = run_command(words, folder.path());
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out, testing::ContainsRegex("[1-9][0-9]* passed, 0 failed"));
}

TEST(ReportPage, DoesWhatAReaderExpects) {
  SKIP_WITHOUT_BROWSER();
  const TemporaryFolder folder;
  make_page(folder, {"--until", "2016-12", "--set", "output.snapshots=[\"2010-12\", \"2015-09\"]"});
  expect_all_passed(folder, "check_page.mjs");
}

TEST(ReportPage, IsCleanForAssistiveTechnology) {
  SKIP_WITHOUT_BROWSER();
  const TemporaryFolder folder;
  make_page(folder, {"--until", "2016-12", "--set", "output.snapshots=[\"2015-09\"]"});
  expect_all_passed(folder, "check_access.mjs");
}

// A month has no whole year, nothing to compare with, and most measures of so small a territory are missing.
TEST(ReportPage, ShowsAResultOfOneMonth) {
  SKIP_WITHOUT_BROWSER();
  const TemporaryFolder folder;
  make_page(folder, {"--months", "1", "--set", "run.title=\"One month\""});
  expect_all_passed(folder, "check_odd_page.mjs", {"One month"});
}

TEST(ReportPage, TakesAHostileTitleAsText) {
  SKIP_WITHOUT_BROWSER();
  const TemporaryFolder folder;
  const std::string title =
      "</title></script><script>window.harmed=1</script><img src=x onerror=harmed=1> \"'`${x} {{data}} &amp; "
      "\u202e\u05e9";
  folder.write("hostile.toml", "extends = \"" + shipped("mini.toml") + "\"\n[run]\ntitle = '''" + title +
                                   "'''\nquestion = '''" + title + "'''\n");
  const Ended run =
      run_lien({"run", "hostile.toml", "-q", "--until", "2010-12", "-o", "r.nc"}, folder.path());
  ASSERT_EQ(run.exit_code, 0) << run.err;
  ASSERT_EQ(run_lien({"report", "r.nc", "-o", "page.html"}, folder.path()).exit_code, 0);
  expect_all_passed(folder, "check_odd_page.mjs", {title});
}

TEST(ReportPage, HasAScriptThatIsTypeCheckedAndLinted) {
  for (const std::vector<std::string>& tool :
       {std::vector<std::string>{"/node_modules/.bin/tsc", "--noEmit"},
        std::vector<std::string>{"/node_modules/.bin/eslint", "--max-warnings=0", "page"}}) {
    std::vector<std::string> words{tools + tool[0]};
    words.insert(words.end(), tool.begin() + 1, tool.end());
    const Ended ended = run_command(words, tools);
    EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  }
}

}  // namespace
}  // namespace lien_test
