// Figures say what the results hold, and nothing they do not.
#include <gmock/gmock.h>

#include <cmath>

#include "analysis/report/drawing.hpp"
#include "analysis/report/figures/build.hpp"
#include "analysis/report/headlines.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/picture_file.hpp"
#include "analysis/report/ticks.hpp"
#include "sim/core/error.hpp"
#include "tests/analysis/report/synthetic_run.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using namespace analysis::report;
using ReportRun = analysis::report::Run;  // inside a test, Run is the test's own
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

RunSet one_run(const SyntheticSize& size = {}) {
  std::vector<ReportRun> runs;
  runs.push_back(synthetic_run(size));
  return RunSet(std::move(runs));
}

/// Replaces the values of a monthly measure, or adds it.
void set_series(ReportRun& run, const std::string& name, const std::vector<double>& values) {
  for (auto& variable : run.content.variables) {
    if (variable.name == name) {
      variable.data = values;
      return;
    }
  }
  run.content.variables.push_back({name, {"time"}, values, {}});
}

TEST(Figures, LeaveOutWhatTheResultDoesNotHold) {
  std::vector<std::string> ids;
  for (const Figure& figure : figures_of(one_run())) ids.push_back(figure.id);
  EXPECT_THAT(ids, ElementsAre("trust_over_time", "partnerships_by_partner", "engagement", "mayor_states",
                               "mayor_involvement"));
}

TEST(Figures, AddUpWholeYearsOnly) {
  ReportRun run = synthetic_run({31, 3, 12});  // December 2007 to June 2010
  std::vector<double> born(31, 2.0);
  born[0] = 1e9;  // the initial row belongs to no year
  set_series(run, "partnerships_born", born);
  std::vector<ReportRun> runs;
  runs.push_back(std::move(run));
  const std::vector<Figure> figures = figures_of(RunSet(std::move(runs)));
  const auto found = std::ranges::find(figures, "births_and_ends", &Figure::id);
  ASSERT_NE(found, figures.end());
  EXPECT_THAT(found->x, ElementsAre(2008, 2009));
  EXPECT_THAT(found->series[0].values, ElementsAre(24, 24));
}

TEST(Figures, SayWhichCurvesCoincide) {
  ReportRun run = synthetic_run({});
  set_series(run, "mean_trust", std::vector<double>(25, 0.5));
  set_series(run, "partnership_trust", std::vector<double>(25, 0.5));
  std::vector<double> other(25, 0.5);
  other.back() = 0.9;
  set_series(run, "collective_trust", other);
  std::vector<ReportRun> runs;
  runs.push_back(std::move(run));
  const Figure trust = figures_of(RunSet(std::move(runs))).front();
  ASSERT_THAT(trust.remarks, SizeIs(1));
  EXPECT_EQ(trust.remarks[0].en, "The curves “between contacts” and “between partners” coincide.");
}

// Kaplan and Meier by hand: 10 followed, 2 end; 8 followed, 4 end: 0.8, then 0.4.
TEST(Figures, SurvivalIsTheRunningProduct) {
  ReportRun run = synthetic_run({});
  run.content.dimensions.push_back({"life_month", 3, false});
  run.content.variables.push_back({"life_exposed", {"life_month"}, std::vector<std::int32_t>{10, 8, 0}, {}});
  run.content.variables.push_back({"life_ended", {"life_month"}, std::vector<std::int32_t>{2, 4, 0}, {}});
  std::vector<ReportRun> runs;
  runs.push_back(std::move(run));
  const std::vector<Figure> figures = figures_of(RunSet(std::move(runs)));
  const auto found = std::ranges::find(figures, "partnership_survival", &Figure::id);
  ASSERT_NE(found, figures.end());
  const Series& alive = found->series[0];
  EXPECT_THAT(alive.values,
              ElementsAre(1.0, testing::DoubleNear(0.8, 1e-12), testing::DoubleNear(0.4, 1e-12)));
  // exp(±1.959964·√(2/(10·8)) / log 0.8) as powers of 0.8: Greenwood on the scale log(−log S).
  const double width = 1.959963984540054 * std::sqrt(2.0 / 80) / -std::log(0.8);
  EXPECT_NEAR(alive.low[1], std::pow(0.8, std::exp(width)), 1e-12);
  EXPECT_NEAR(alive.high[1], std::pow(0.8, std::exp(-width)), 1e-12);
}

TEST(RunSet, IsTheMeanAndTheRangeOfItsRuns) {
  ReportRun run = synthetic_run({2, 1, 1});
  set_series(run, "mean_trust", {0.25, std::nan("")});
  std::vector<ReportRun> runs;
  runs.push_back(std::move(run));
  const RunSet set(std::move(runs));
  EXPECT_THAT(set.series("mean_trust").mean[0], 0.25);
  EXPECT_TRUE(std::isnan(set.series("mean_trust").mean[1]));
  EXPECT_THAT(set.series("mean_trust").low, IsEmpty());
  EXPECT_EQ(set.size_text().fr, "1 simulation, graine 1");
}

TEST(RunSet, RefusesWhatCannotBeOneReport) {
  const auto message = [](auto change) {
    return thrown_message<sim::InputError>([&] {
      std::vector<ReportRun> runs;
      runs.push_back(synthetic_run({}, 1));
      runs.push_back(synthetic_run({}, 2));
      change(runs);
      RunSet set(std::move(runs));
    });
  };
  EXPECT_EQ(message([](auto& runs) { runs.clear(); }), "no result to report on");
  EXPECT_EQ(message([](auto& runs) { runs[1] = synthetic_run({13}, 2); }),
            "seed_2.nc: has other months than seed_1.nc");
  EXPECT_EQ(message([](auto& runs) {
              runs[1] = synthetic_run({25, 4}, 2);
            }),
            "seed_2.nc: is of other territories than seed_1.nc");
  EXPECT_EQ(message([](auto& runs) { runs[1].content.variables.clear(); }),
            "seed_2.nc: holds no 'month'\n  a report is made of results of lien run");
}

TEST(Numbers, AreWrittenAsEachLanguageDoes) {
  EXPECT_EQ(written(0.4567, Unit::share).fr, "45,7\u202f%");
  EXPECT_EQ(written(0.4567, Unit::share).en, "45.7%");
  EXPECT_EQ(written(1234567, Unit::count).fr, "1\u202f234\u202f567");
  EXPECT_EQ(written(1234567, Unit::count).en, "1,234,567");
  EXPECT_EQ(written(-0.0001, Unit::decimal).en, "0.000");
  EXPECT_EQ(written(-1234.5, Unit::decimal).en, "\u22121,234.5");
  EXPECT_EQ(written(std::nan(""), Unit::share).fr, "–");
  EXPECT_EQ(month_name(92).fr, "septembre 2015");
  EXPECT_EQ(month_name(-1).en, "December 2007");
}

TEST(Numbers, OfDifferencesOfSharesAreInPoints) {
  EXPECT_EQ(written_difference(-0.032, Unit::share).fr, "\u22123,2\u202fpt");
  EXPECT_EQ(written_difference(0.032, Unit::share).en, "+3.2 pp");
  EXPECT_EQ(written_difference(12, Unit::count).en, "+12");
  EXPECT_EQ(written_difference(0, Unit::share).en, "0.0 pp");
}

TEST(Ticks, AreRoundAndEncloseTheValues) {
  EXPECT_THAT(round_ticks(0, 0.47, 5), ElementsAre(0, 0.1, 0.2, 0.30000000000000004, 0.4, 0.5));
  EXPECT_EQ(decimals_of(round_ticks(0, 0.47, 5)), 1);
  const std::vector<double> flat = round_ticks(3, 3, 5);
  EXPECT_LE(flat.front(), 3);
  EXPECT_GE(flat.back(), 3);
}

TEST(Drawings, WriteNumbersAlongTheirAxisWithTheirDecimals) {
  Figure figure;
  figure.axis = Axis::number;
  figure.x = {0.2, 0.25, 0.3};
  figure.series.push_back({"a", {"a", "a"}, 0, false, {1, 2, 3}, {}, {}});
  const std::string french = picture_of(drawing_of(figure, {"N", "N"}, true), PictureForm::svg);
  const std::string english = picture_of(drawing_of(figure, {"N", "N"}, false), PictureForm::svg);
  for (const char* number : {">0,2<", ">0,25<", ">0,3<"}) EXPECT_THAT(french, HasSubstr(number));
  for (const char* number : {">0.2<", ">0.25<", ">0.3<"}) EXPECT_THAT(english, HasSubstr(number));
  figure.x = {12, 24, 1234};
  EXPECT_THAT(picture_of(drawing_of(figure, {"N", "N"}, true), PictureForm::svg), HasSubstr(">1234<"));
}

TEST(Pictures, AreOfTheFormTheyClaim) {
  const Drawing drawing = drawing_of(figures_of(one_run()).front(), {"N", "N"}, true);
  const std::string svg = picture_of(drawing, PictureForm::svg);
  EXPECT_THAT(svg, testing::StartsWith("<?xml"));
  EXPECT_THAT(svg, HasSubstr("La confiance au fil du temps"));
  EXPECT_THAT(svg, testing::Not(testing::ContainsRegex("[-\", l]nan[\", ]")));
  EXPECT_THAT(picture_of(drawing, PictureForm::pdf), testing::StartsWith("%PDF-"));
  EXPECT_THAT(picture_of(drawing, PictureForm::png), testing::StartsWith("\x89PNG"));
}

}  // namespace
}  // namespace lien_test
