// What a sensitivity analysis takes of a gathered experiment, and what it refuses.
#include "analysis/sensitivity/sensitivity_runs.hpp"

#include <gmock/gmock.h>

#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"
#include "sim/output/series.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using analysis::SensitivityChoice;
using analysis::SensitivityRuns;
using sim::output::ResultFile;
using sim::output::Variable;
using testing::ElementsAre;

using sim::nothing;

/// Two arms of three points, two replicates, two months; the value of `trust` says which is which: arm,
/// point, replicate, month, a digit each. `rare` has no value at one point.
ResultFile gathered() {
  ResultFile file;
  file.attributes = {{"lien_kind", std::string("experiment")}, {"design", std::string("saltelli")}};
  file.dimensions = {{"point", 6, false}, {"replicate", 2, false}};
  sim::output::add_monthly_axis(file, std::vector<sim::Month>{{11}, {23}});
  file.variables.push_back(
      {"arm", {"point"}, std::vector<std::string>{"base", "base", "base", "more", "more", "more"}, {}});
  file.variables.push_back({"factor_rate", {"point"}, std::vector<double>{1, 2, 3, 1, 2, 3}, {}});
  file.variables.push_back({"factor_size", {"point"}, std::vector<double>{7, 8, 7, 7, 8, 7}, {}});
  file.variables.push_back({"run_status", {"point", "replicate"}, std::vector<std::int8_t>(12, 2), {}});
  std::vector<double> trust, rare;
  for (int arm = 1; arm <= 2; ++arm)
    for (int point = 1; point <= 3; ++point)
      for (int replicate = 1; replicate <= 2; ++replicate)
        for (int month = 1; month <= 2; ++month) {
          trust.push_back(1000 * arm + 100 * point + 10 * replicate + month);
          rare.push_back(arm == 1 && point == 2 ? nothing : 0.5);
        }
  file.variables.push_back({"trust", {"point", "replicate", "time"}, trust, {}});
  file.variables.push_back({"rare", {"point", "replicate", "time"}, rare, {}});
  return file;
}

Variable& variable(ResultFile& file, const std::string& name) {
  for (Variable& one : file.variables)
    if (one.name == name) return one;
  throw std::runtime_error("no " + name);
}

std::string refusal(const ResultFile& file, const SensitivityChoice& choice) {
  return thrown_message<sim::InputError>([&] { (void)analysis::sensitivity_runs(file, "all.nc", choice); });
}

TEST(SensitivityRuns, GiveTheFactorsAndMeasuresOfOneArm) {
  const SensitivityRuns runs = analysis::sensitivity_runs(gathered(), "all.nc", {"more", {}, sim::Month{11}});
  EXPECT_THAT(runs.design.factors, ElementsAre("rate", "size"));
  std::vector<std::vector<double>> rows;
  runs.design.each_row(
      [&](std::span<const double> values, int) { rows.emplace_back(values.begin(), values.end()); });
  EXPECT_THAT(rows, ElementsAre(ElementsAre(1, 7), ElementsAre(2, 8), ElementsAre(3, 7)));
  EXPECT_EQ(runs.kind, "saltelli");
  EXPECT_EQ(runs.month, "2008-12");
  ASSERT_EQ(runs.responses.size(), 2U);
  EXPECT_EQ(runs.responses[0].name, "trust");
  EXPECT_EQ(runs.responses[0].replicates, 2U);
  EXPECT_THAT(runs.responses[0].values, ElementsAre(2111, 2211, 2311, 2121, 2221, 2321));
  EXPECT_THAT(runs.notes, ElementsAre());
}

TEST(SensitivityRuns, LeaveOutWhatWasNotDoneAndSaySo) {
  ResultFile file = gathered();
  std::get<std::vector<std::int8_t>>(variable(file, "run_status").data)[2] = 1;  // base, point 1, replicate 0
  const SensitivityRuns runs = analysis::sensitivity_runs(file, "all.nc", {"base", {}, {}});
  ASSERT_EQ(runs.responses.size(), 1U);
  EXPECT_EQ(runs.month, "2009-12");  // the last one
  EXPECT_THAT(runs.responses[0].values, ElementsAre(1122, 1222, 1322));
  EXPECT_THAT(runs.notes, ElementsAre("Replicate 0 is left out, not being done at every point.",
                                      "'rare' is left out, having no value at point 1."));
}

TEST(SensitivityRuns, RefuseWhatTheyCannotGive) {
  EXPECT_EQ(refusal(gathered(), {}), "all.nc: holds 2 arms\n  allowed  --arm with one of base, more");
  EXPECT_EQ(refusal(gathered(), {"mroe", {}, {}}), "all.nc: there is no arm 'mroe'\n  nearest  'more'");
  EXPECT_EQ(refusal(gathered(), {"more", {"trsut"}, {}}),
            "all.nc: there is no measure 'trsut' in it\n  nearest  'trust'");
  EXPECT_EQ(refusal(gathered(), {"base", {"rare"}, {}}),
            "all.nc: 'rare' has no value at point 1, replicate 0\n"
            "  expected  a measure that has one in every run");
  EXPECT_EQ(refusal(gathered(), {"base", {}, sim::Month{12}}),
            "all.nc: does not hold 2009-01\n  allowed  2008-12, 2009-12");
  ResultFile file = gathered();
  variable(file, "factor_size").data = std::vector<double>(6, 7);
  EXPECT_EQ(refusal(file, {"base", {}, {}}), "all.nc: factor 'size' is 7 at every point");
  variable(file, "factor_size").data = std::vector<double>{1, nothing, 3, 4, 5, 6};
  EXPECT_EQ(refusal(file, {"base", {}, {}}), "all.nc: factor 'size' has no value at point 1");
  variable(file, "factor_size").data = std::vector<std::string>(6, "beta");
  EXPECT_EQ(refusal(file, {"base", {}, {}}),
            "all.nc: factor 'size' is a text\n  expected  factors that are numbers; use arms for choices");
  file = gathered();
  variable(file, "run_status").data = std::vector<std::int8_t>(12, 0);
  EXPECT_EQ(refusal(file, {"base", {}, {}}),
            "all.nc: 6 of 6 runs are not done, and no replicate is done at every point\n"
            "  hint  `lien sweep` goes on with what is missing");
  file.attributes.clear();
  EXPECT_EQ(refusal(file, {}),
            "all.nc: is not the gathered file of an experiment\n  expected  what `lien gather` writes");
}

}  // namespace
}  // namespace lien_test
