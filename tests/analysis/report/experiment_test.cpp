// A gathered experiment: intervals, paired differences, responses, as worked out by hand.
#include <gmock/gmock.h>

#include <cmath>

#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/experiment/experiment_page.hpp"
#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using namespace analysis::report;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

using sim::nothing;

/// Two arms × two values of one factor × three replicates × two months of one measure. Replicates differ by
/// 10, arms by 1 and a little, the factor adds its value.
sim::output::ResultFile gathered_file() {
  sim::output::ResultFile file;
  file.dimensions = {{"point", 4, false}, {"replicate", 3, false}, {"time", 2, false}};
  const auto add = [&](const std::string& name, std::vector<std::string> along, sim::output::Values values) {
    file.variables.push_back(
        {name, std::move(along), std::move(values), {{"units", "1"}, {"long_name", name}}});
  };
  add("point", {"point"}, std::vector<std::int32_t>{0, 1, 2, 3});
  add("replicate", {"replicate"}, std::vector<std::int32_t>{0, 1, 2});
  add("month", {"time"}, std::vector<std::int32_t>{-1, 155});
  add("arm", {"point"}, std::vector<std::string>{"reference", "reference", "other", "other"});
  add("factor_rate", {"point"}, std::vector<double>{0.0, 4.0, 0.0, 4.0});
  add("run_status", {"point", "replicate"}, std::vector<std::int8_t>(12, 2));
  std::vector<double> values;
  const double extra[] = {0.9, 1.0, 1.1};
  for (int point = 0; point < 4; ++point)
    for (int r = 0; r < 3; ++r)
      for (int month = 0; month < 2; ++month)
        values.push_back(10.0 * r + (point % 2) * 4.0 + (point / 2) * extra[r] * month);
  add("partnerships", {"point", "replicate", "time"}, values);
  file.attributes = {{"title", "Test"}, {"lien_kind", "experiment"}, {"design", "factorial"}};
  return file;
}

// Student's 97.5 % quantile with 2 degrees of freedom is 4.302653; s = 0.1, n = 3.
TEST(GatheredExperiment, IntervalsAreStudents) {
  const Estimate estimate = estimate_of({0.9, nothing, 1.0, 1.1});
  EXPECT_EQ(estimate.count, 3U);
  EXPECT_NEAR(estimate.mean, 1.0, 1e-12);
  EXPECT_NEAR(estimate.high - estimate.mean, 4.302652729749464 * 0.1 / std::sqrt(3.0), 1e-9);
  EXPECT_TRUE(std::isnan(estimate_of({5.0}).low));
  EXPECT_EQ(estimate_of({nothing}).count, 0U);
}

TEST(GatheredExperiment, DifferencesArePairedByReplicate) {
  const Gathered gathered(gathered_file(), "g.nc");
  const std::vector<Verdict> verdicts = verdicts_of(gathered);
  ASSERT_THAT(verdicts, SizeIs(1));
  EXPECT_NEAR(verdicts[0].difference.mean, 1.0, 1e-12);
  EXPECT_NEAR(verdicts[0].difference.low, 1.0 - 4.302652729749464 * 0.1 / std::sqrt(3.0), 1e-9);
  EXPECT_TRUE(verdicts[0].differs);
  EXPECT_TRUE(verdicts[0].overlaps);  // replicates differ by far more than arms
}

TEST(GatheredExperiment, SaysWhereBandsCannotTellArmsApart) {
  const std::vector<Figure> figures = experiment_figures(Gathered(gathered_file(), "g.nc"));
  const auto arms = std::ranges::find(figures, "arms_partnerships", &Figure::id);
  ASSERT_NE(arms, figures.end());
  EXPECT_THAT(arms->series, SizeIs(2));
  ASSERT_THAT(arms->remarks, SizeIs(1));
  EXPECT_THAT(arms->remarks[0].en, HasSubstr("overlap from end to end"));
}

TEST(GatheredExperiment, ResponsesAverageOverTheOtherFactors) {
  const std::vector<Figure> figures = experiment_figures(Gathered(gathered_file(), "g.nc"));
  const auto response = std::ranges::find(figures, "response_partnerships_rate", &Figure::id);
  ASSERT_NE(response, figures.end());
  EXPECT_EQ(response->categories[1].fr, "4");
  EXPECT_THAT(response->series[0].values, ElementsAre(DoubleNear(10.5, 1e-12), DoubleNear(14.5, 1e-12)));
}

TEST(GatheredExperiment, OfFailedRunsIsMissing) {
  sim::output::ResultFile file = gathered_file();
  auto& values = std::get<std::vector<double>>(file.variables.back().data);
  values[1] = nothing;  // the first point, the first replicate, the last month
  const Gathered gathered(file, "g.nc");
  EXPECT_EQ(verdicts_of(gathered)[0].difference.count, 2U);
}

TEST(GatheredExperiment, IsRefusedWhenItIsNone) {
  const auto message = [](auto change) {
    return thrown_message<sim::InputError>([&] {
      sim::output::ResultFile file = gathered_file();
      change(file);
      (void)experiment_page_of(file, "g.nc", PageLanguage::french);
    });
  };
  EXPECT_EQ(message([](auto& file) { file.attributes.clear(); }),
            "g.nc: is no gathered experiment\n  a gathered experiment is written by lien gather");
  EXPECT_EQ(message([](auto& file) { file.variables.pop_back(); }),
            "g.nc: holds no measure\n  a gathered experiment is written by lien gather");
}

TEST(GatheredExperiment, BecomesAPage) {
  const std::string page = experiment_page_of(gathered_file(), "g.nc", PageLanguage::english);
  EXPECT_THAT(page, HasSubstr("<title>Test – Lien</title>"));
  EXPECT_LT(page.size(), 900'000U);
}

}  // namespace
}  // namespace lien_test
