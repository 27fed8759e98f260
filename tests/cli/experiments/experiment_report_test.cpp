// `lien report` and `lien plot` of sweeps: the page in a browser, the pictures, what is refused.
#include <gmock/gmock.h>

#include <sstream>

#include "tests/support/run_lien.hpp"
#include "tests/support/tiny_experiment.hpp"

namespace lien_test {
namespace {

using testing::HasSubstr;

/// Two arms of a sampled design on two EPCI: every figure of sweeps at once. Swept once for all tests.
class ExperimentReport : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const TinyExperiment tiny(
        "[experiment]\nscenario = \"territory.toml\"\ntitle = \"A tiny sweep\"\nreplicates = 3\n"
        "months = [\"2008-01\", \"2008-02\"]\nmeasures = [\"contacts\", \"mean_trust\"]\n"
        "epci_measures = [\"contacts\", \"mean_trust\"]\nepci_months = [\"2008-01\", \"2008-02\"]\n"
        "[design]\nkind = \"latin_hypercube\"\npoints = 20\n"
        "[[arm]]\nname = \"plain\"\n[[arm]]\nname = \"more\"\nset = [\"encounters.prior_mean=0.6\"]\n"
        "[[factor]]\nname = \"rate\"\nparameter = \"encounters.encounter_rate\"\nrange = [0.8, 3]\n"
        "[[factor]]\nname = \"closure\"\nparameter = \"encounters.closure\"\n");
    const Ended swept = run_lien({"sweep", "experiment.toml", "-o", "sweep", "-q"}, tiny.path());
    ASSERT_EQ(swept.exit_code, 0) << swept.err;
    ASSERT_EQ(run_lien({"gather", "sweep", "-o", "all.nc"}, tiny.path()).exit_code, 0);
    gathered_ = text_of(tiny.path() / "all.nc");
  }
  ExperimentReport() { folder_.write("all.nc", gathered_); }
  [[nodiscard]] Ended run(const std::vector<std::string>& words) const {
    return run_lien(words, folder_.path());
  }
  void expect_all_passed(const std::string& script) const {
    if (!std::filesystem::exists("/usr/bin/chromium")) GTEST_SKIP() << "no chromium";
    const Ended ended =
        run_command({"node", std::string(LIEN_PAGE_TOOLS "/") + script, "page.html"}, folder_.path());
    EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
    EXPECT_THAT(ended.out, testing::ContainsRegex("[1-9][0-9]* passed, 0 failed"));
  }
  TemporaryFolder folder_;
  static inline std::string gathered_;
};

TEST_F(ExperimentReport, PageDoesWhatAReaderExpects) {
  ASSERT_EQ(run({"report", "all.nc", "-o", "page.html"}).out, "page.html\n");
  expect_all_passed("check_experiment.mjs");
}

TEST_F(ExperimentReport, PageIsCleanForAssistiveTechnology) {
  ASSERT_EQ(run({"report", "all.nc", "-o", "page.html"}).exit_code, 0);
  expect_all_passed("check_access.mjs");
}

TEST_F(ExperimentReport, EveryFigureThatIsListedCanBeDrawn) {
  std::istringstream lines(run({"plot", "all.nc", "--list", "--language", "en"}).out);
  std::vector<std::string> names;
  for (std::string line; std::getline(lines, line);) names.push_back(line.substr(0, line.find(' ')));
  for (const char* expected :
       {"map_difference_contacts_more", "map_difference_mean_trust_more", "heat_contacts_rate_closure",
        "parallel_mean_trust", "sensitivity_contacts_plain", "sensitivity_contacts_more"})
    EXPECT_THAT(names, testing::Contains(expected));
  for (const std::string& name : names) {
    const Ended ended = run({"plot", "all.nc", "--figure", name});
    EXPECT_EQ(ended.exit_code, 0) << name << ": " << ended.err;
    EXPECT_THAT(text_of(folder_.path() / (name + ".svg")),
                testing::Not(testing::ContainsRegex("[-\", l]nan[\", ]")))
        << name;
  }
  const Ended pdf = run({"plot", "all.nc", "--figure", "map_difference_contacts_more", "--month", "2008-01",
                         "--language", "en", "-o", "m.pdf"});
  EXPECT_EQ(pdf.exit_code, 0) << pdf.err;
}

TEST_F(ExperimentReport, PlotRefusesAMonthThatIsNotKept) {
  const Ended ended =
      run({"plot", "all.nc", "--figure", "map_difference_contacts_more", "--month", "2009-01"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(ended.err,
            "no month '2009-01' of EPCI in this experiment\n  allowed  2008-01, 2008-02\n"
            "1 fault; nothing was written\n");
}

// The indices of the page are those that `lien sensitivity` prints.
TEST_F(ExperimentReport, PlotsTheIndicesThatSensitivityComputes) {
  const Ended sensitivity = run({"sensitivity", "all.nc", "--arm", "more", "--measure", "contacts"});
  ASSERT_EQ(sensitivity.exit_code, 0) << sensitivity.err;
  ASSERT_EQ(run({"plot", "all.nc", "--figure", "sensitivity_contacts_more", "--language", "en"}).exit_code,
            0);
  const std::string verdict = sensitivity.out.substr(sensitivity.out.find("Noise"), 40);
  EXPECT_THAT(text_of(folder_.path() / "sensitivity_contacts_more.svg"), HasSubstr(verdict.substr(0, 12)));
}

}  // namespace
}  // namespace lien_test
