// Every scenario that comes with the program is valid and runs.
#include "tests/support/shipped_scenarios.hpp"

#include "tests/support/json_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

class Shipped : public testing::TestWithParam<std::string> {};

TEST_P(Shipped, IsValid) {
  const Ended ended = run_lien({"validate", shipped(GetParam()), "--json"}, LIEN_SOURCE_DIR);
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ended.err, "");
  const auto report = lien_test::json_of(ended.out);
  EXPECT_EQ(report["valid"], true);
  EXPECT_GT(report["expected_actors"], 100);
  const Ended text = run_lien({"validate", shipped(GetParam())}, LIEN_SOURCE_DIR);
  EXPECT_EQ(text.out.find(shipped(GetParam()) + " is valid: "), 0U) << text.out;
}

TEST_P(Shipped, RunsThreeMonths) {
  const TemporaryFolder folder;
  std::vector<std::string> options{"--months", "3", "--set", "run.spinup_months=3", "-o", "r.nc"};
  for (const std::string& option : within_reach(GetParam())) options.push_back(option);
  const auto summary = json_run(shipped(GetParam()), options, folder.path());
  EXPECT_EQ(summary.value("last_month", ""), "2008-03");
  EXPECT_EQ(run_lien({"digest", "r.nc"}, folder.path()).out, summary.value("digest", "") + "\n");
}

TEST_P(Shipped, OpensWithAComment) {
  EXPECT_EQ(text_of(shipped(GetParam())).substr(0, 2), "# ") << "say first what the scenario is for";
}

INSTANTIATE_TEST_SUITE_P(All, Shipped, testing::ValuesIn(shipped_scenarios()),
                         [](const auto& scenario) { return test_name(scenario.param); });

}  // namespace
}  // namespace lien_test
