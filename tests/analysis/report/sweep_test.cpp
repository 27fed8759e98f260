// Figures of sweeps: difference maps, heat maps, parallel coordinates, as worked out by hand.
#include "analysis/report/experiment/sweep.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/experiment/experiment_page.hpp"
#include "analysis/report/map/map_frame.hpp"
#include "analysis/report/palette.hpp"
#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"
#include "tests/analysis/report/gathered_files.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using namespace analysis::report;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

using sim::nothing;

/// 2 × 2 × 2 points: y = a + 10 b + 2 a b, c does nothing; replicates differ by 1.
TestExperiment factorial() {
  TestExperiment experiment;
  experiment.arms.assign(8, "reference");
  experiment.factors = {
      {"a", {0, 0, 0, 0, 1, 1, 1, 1}}, {"b", {0, 0, 1, 1, 0, 0, 1, 1}}, {"c", {0, 1, 0, 1, 0, 1, 0, 1}}};
  const auto factors = experiment.factors;
  experiment.measures = {{"partnerships",
                          [factors](std::size_t p, std::size_t r) {
                            const double a = factors[0].numbers[p], b = factors[1].numbers[p];
                            return a + 10 * b + 2 * a * b + static_cast<double>(r);
                          }},
                         {"contacts", [](std::size_t, std::size_t) { return 5.0; }}};
  return experiment;
}

TEST(HeatMaps, AverageCellsAndCountTheirRuns) {
  const auto file = gathered_file_of(factorial());
  const Gathered gathered(file, "g.nc");
  const HeatMaps maps = heat_maps_of(gathered);
  EXPECT_EQ(maps.pairs, 3U);
  ASSERT_THAT(maps.measures, SizeIs(1)) << "contacts do not vary";
  ASSERT_THAT(maps.measures[0].pairs, SizeIs(3));
  const HeatPair& strongest = maps.measures[0].pairs[0];
  EXPECT_EQ(maps.axes[strongest.across].factor->name, "a");
  EXPECT_EQ(maps.axes[strongest.up].factor->name, "b");
  EXPECT_NEAR(strongest.strength, 1.0, 1e-12);
  // Replicates 0 and 1 add half on average; [up][across].
  const double expected[] = {0.5, 1.5, 10.5, 13.5};
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_NEAR(strongest.cells[k].mean, expected[k], 1e-12);
    // Student with 1 degree of freedom: 12.7062; s = sqrt(1/2), n = 2.
    EXPECT_NEAR(strongest.cells[k].high - strongest.cells[k].mean, 12.706204736174 * 0.5, 1e-6);
  }
  EXPECT_THAT(strongest.runs, ElementsAre(4, 4, 4, 4));
  EXPECT_FALSE(maps.axes[0].classes);
}

// The variance of points: 26/4·… by hand: means 0.5 1.5 10.5 13.5 twice, mean 6.5, sum of squares
// 2·(36+25+16+49).
TEST(HeatMaps, PutTheStrongestPairFirst) {
  const auto file = gathered_file_of(factorial());
  const Gathered gathered(file, "g.nc");
  const HeatMaps maps = heat_maps_of(gathered);
  const auto& pairs = maps.measures[0].pairs;
  // Between b only: means 1 and 12: 8·5.5² = 242 of 252; between a only: 5.5 and 7.5: 8 of 252.
  EXPECT_NEAR(pairs[1].strength, 242.0 / 252.0, 1e-12);
  EXPECT_NEAR(pairs[2].strength, 8.0 / 252.0, 1e-12);
}

TEST(HeatMaps, OfMissingRunsSayHowManyThereAre) {
  auto file = gathered_file_of(factorial());
  for (auto& variable : file.variables)
    if (variable.name == "partnerships") std::get<std::vector<double>>(variable.data)[0] = nothing;
  const Gathered gathered(file, "g.nc");
  const HeatPair pair = heat_maps_of(gathered).measures[0].pairs[0];
  EXPECT_THAT(pair.runs, ElementsAre(3, 4, 4, 4));
}

/// 64 points on a lattice that fills the square, y = a.
TestExperiment sampled() {
  TestExperiment experiment;
  experiment.design = "latin_hypercube";
  experiment.arms.assign(64, "reference");
  experiment.factors = {{"a", {}}, {"b", {}}};
  for (int k = 0; k < 64; ++k) {
    experiment.factors[0].numbers.push_back(k / 64.0);
    experiment.factors[1].numbers.push_back(k * 19 % 64 / 64.0);
  }
  experiment.measures = {
      {"mean_trust", [](std::size_t p, std::size_t) { return static_cast<double>(p) / 64; }}};
  return experiment;
}

TEST(HeatMaps, OfSampledDesignsAreInClasses) {
  const auto file = gathered_file_of(sampled());
  const Gathered gathered(file, "g.nc");
  const HeatMaps maps = heat_maps_of(gathered);
  EXPECT_TRUE(maps.axes[0].classes);
  ASSERT_THAT(maps.axes[0].groups, SizeIs(4));
  EXPECT_EQ(maps.axes[0].groups[1].label.en, "0.25 – 0.484");
  EXPECT_EQ(maps.axes[0].groups[1].label.fr, "0,25 – 0,484");
  std::size_t runs = 0;
  for (const std::size_t cell : maps.measures[0].pairs[0].runs) runs += cell;
  EXPECT_EQ(runs, 128U);
}

TEST(HeatMaps, AreNotMadeOfOneAtATimeNorOfADiagonal) {
  TestExperiment experiment = sampled();
  experiment.design = "one_at_a_time";
  auto file = gathered_file_of(experiment);
  EXPECT_THAT(heat_maps_of(Gathered(file, "g.nc")).measures, IsEmpty());
  experiment.design = "list";
  experiment.factors[1].numbers = experiment.factors[0].numbers;
  file = gathered_file_of(experiment);
  EXPECT_THAT(heat_maps_of(Gathered(file, "g.nc")).measures, IsEmpty()) << "12 of 16 cells are empty";
}

TEST(Groups, KeepEqualValuesTogether) {
  GatheredFactor factor{"a", "", "", "", {}, {}};
  for (int k = 0; k < 30; ++k) factor.numbers.push_back(k < 20 ? 1.0 : k);
  const auto groups = groups_of(factor, 5, 3);
  ASSERT_THAT(groups, SizeIs(2));
  EXPECT_THAT(groups[0].points, SizeIs(20));
  EXPECT_EQ(groups[0].label.en, "1 – 1");
}

TEST(ParallelCoordinates, HaveALineForEachPointAndFifthsOfTheOutcome) {
  const auto file = gathered_file_of(sampled());
  const Gathered gathered(file, "g.nc");
  const auto lines = parallel_of(gathered);
  ASSERT_TRUE(lines);
  EXPECT_THAT(lines->points, SizeIs(64));
  ASSERT_THAT(lines->axes, SizeIs(2)) << "a single arm is no axis";
  const ParallelOutcome& outcome = lines->outcomes[0];
  EXPECT_THAT(outcome.limits, ElementsAre(12 / 64.0, 25 / 64.0, 38 / 64.0, 51 / 64.0));
  EXPECT_EQ(class_of(outcome, 0.0), 0U);
  EXPECT_EQ(class_of(outcome, 25 / 64.0), 2U);
  EXPECT_EQ(class_of(outcome, 1.0), 4U);
}

TEST(ParallelCoordinates, TakeEvenlyOfMany) {
  TestExperiment experiment;
  experiment.design = "sobol";
  experiment.arms.assign(3000, "one");
  for (std::size_t k = 1; k < 3000; k += 2) experiment.arms[k] = "another";
  experiment.factors = {{"a", {}}};
  for (int k = 0; k < 3000; ++k) experiment.factors[0].numbers.push_back(k);
  experiment.measures = {{"contacts", [](std::size_t p, std::size_t) { return static_cast<double>(p % 7); }}};
  const auto file = gathered_file_of(experiment);
  const Gathered gathered(file, "g.nc");
  const auto lines = parallel_of(gathered);
  ASSERT_TRUE(lines);
  EXPECT_THAT(lines->points, SizeIs(1000));
  EXPECT_EQ(lines->points[2], 6U);
  EXPECT_EQ(lines->of, 3000U);
  EXPECT_THAT(lines->axes[0].texts, ElementsAre("another", "one"));
}

TEST(ParallelCoordinates, AreNotMadeOfFactorialDesigns) {
  const auto file = gathered_file_of(factorial());
  EXPECT_FALSE(parallel_of(Gathered(file, "g.nc")));
}

/// Two arms × three replicates × two EPCI: the second arm adds 0.1 ± 0.01 in the first EPCI, −0.05 ± 0.5 in
/// the other.
sim::output::ResultFile compared(std::vector<double> second_of_town = {-0.55, -0.05, 0.45}) {
  TestExperiment experiment;
  experiment.arms = {"reference", "other"};
  experiment.replicates = 3;
  experiment.measures = {{"mean_trust", [](std::size_t p, std::size_t r) {
                            return 0.1 * static_cast<double>(p) + static_cast<double>(r);
                          }}};
  sim::output::ResultFile file = gathered_file_of(experiment);
  const double own[] = {0.09, 0.10, 0.11};
  std::vector<double> values;
  for (int arm = 0; arm < 2; ++arm)
    for (std::size_t r = 0; r < 3; ++r)
      for (int epci = 0; epci < 2; ++epci)
        values.push_back(static_cast<double>(r) + (arm == 0 ? 0.0 : epci == 0 ? own[r] : second_of_town[r]));
  add_epcis(file, values);
  return file;
}

TEST(DifferenceMaps, ArePairedAndMarkWhatHoldsZero) {
  const auto file = compared();
  const Gathered gathered(file, "g.nc");
  const auto maps = difference_maps_of(gathered);
  ASSERT_TRUE(maps);
  EXPECT_THAT(maps->arms, ElementsAre("other"));
  const Estimate& high = maps->at(maps->measures[0], 0, 0, 0, 2);
  EXPECT_NEAR(high.mean, 0.1, 1e-12);
  EXPECT_NEAR(high.low, 0.1 - 4.302652729749464 * 0.01 / std::sqrt(3.0), 1e-9);
  EXPECT_TRUE(leaves_out_zero(high));
  const Estimate& town = maps->at(maps->measures[0], 0, 0, 1, 2);
  EXPECT_NEAR(town.mean, -0.05, 1e-12);
  EXPECT_FALSE(leaves_out_zero(town));
  EXPECT_NEAR(maps->measures[0].step, 0.025, 1e-12) << "a quarter of the largest difference but the odd one";
}

TEST(DifferenceMaps, OfRunsThatFailedHaveNoPair) {
  const auto file = compared({nothing, -0.05, nothing});
  const Gathered gathered(file, "g.nc");
  const auto maps = difference_maps_of(gathered);
  const Estimate& town = maps->at(maps->measures[0], 0, 0, 1, 2);
  EXPECT_EQ(town.count, 1U);
  EXPECT_FALSE(leaves_out_zero(town));
}

TEST(DifferenceMaps, AreCentredOnZero) {
  EXPECT_EQ(diverging_class(0.0, 1), -1);
  EXPECT_EQ(diverging_class(nothing, 1), -2);
  EXPECT_EQ(diverging_class(1e-9, 1), 4);
  EXPECT_EQ(diverging_class(-1e-9, 1), 3);
  EXPECT_EQ(diverging_class(1.5, 1), 5);
  EXPECT_EQ(diverging_class(-2.5, 1), 1);
  EXPECT_EQ(diverging_class(99, 1), 7);
  EXPECT_EQ(diverging_class(-99, 1), 0);
}

TEST(DifferenceMaps, OfTooManyNumbersKeepTheLastMonths) {
  TestExperiment experiment;
  experiment.arms = {"reference", "other"};
  experiment.measures = {{"mean_trust", [](std::size_t, std::size_t) { return 0.5; }}};
  auto file = gathered_file_of(experiment);
  add_epcis(file, std::vector<double>(2 * 2 * 2, 0.5));
  for (auto& variable : file.variables) {
    if (variable.name == "epci_month") variable.data = std::vector<std::int32_t>{153, 154, 155};
    if (variable.name == "epci_mean_trust") variable.data = std::vector<double>(2 * 2 * 3 * 2, 0.5);
  }
  const Gathered gathered(file, "g.nc");
  const auto maps = difference_maps_of(gathered, 12);  // 6 numbers a month
  EXPECT_THAT(maps->months, ElementsAre(1, 2));
  EXPECT_EQ(maps->months_left_out, 1U);
  EXPECT_EQ(maps->measures[0].step, 0) << "nothing differs";
}

TEST(DifferenceMaps, NeedASecondArmAndPlaces) {
  auto file = compared();
  std::erase_if(file.variables, [](const auto& variable) { return variable.name == "commune_latitude"; });
  EXPECT_FALSE(difference_maps_of(Gathered(file, "g.nc")));
  const std::string page = experiment_page_of(file, "g.nc", PageLanguage::english);
  EXPECT_THAT(page, HasSubstr("<title>Test"));
}

TEST(Hatching, FillsAShapeAndLeavesItsHole) {
  const std::vector<std::vector<Point>> ring{{{0, 0}, {40, 0}, {40, 40}, {0, 40}},
                                             {{10, 10}, {10, 30}, {30, 30}, {30, 10}}};
  double length = 0;
  for (const Line& line : hatching(ring, 2, "#000000")) {
    length += std::hypot(line.points[1].x - line.points[0].x, line.points[1].y - line.points[0].y);
    const Point middle{(line.points[0].x + line.points[1].x) / 2, (line.points[0].y + line.points[1].y) / 2};
    EXPECT_FALSE(middle.x > 10.1 && middle.x < 29.9 && middle.y > 10.1 && middle.y < 29.9);
  }
  EXPECT_NEAR(length * 2, 1200, 60) << "strokes as far apart as they are told, over the area";
}

std::vector<Picture> pictures(const Sweep& sweep, const std::string& month = "") {
  return pictures_of(sweep, month);
}

TEST(SweepPictures, SayTheirNumbersAndWhatTheyRestOn) {
  const auto file = compared();
  const Gathered gathered(file, "g.nc");
  const Sweep sweep = sweep_of(file, "g.nc", gathered, {});
  const auto all = pictures(sweep);
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].id, "map_difference_mean_trust_other");
  const std::string svg = svg_of(all[0].draw(false));
  EXPECT_THAT(svg, HasSubstr("difference of “other”, by EPCI, December 2020"));
  EXPECT_THAT(svg, HasSubstr("2 points × 3 replicates, seed 7"));
  EXPECT_THAT(svg, HasSubstr("epci_mean_trust"));
  EXPECT_THAT(svg, HasSubstr(std::string(diverging_colours[7])));
  EXPECT_THAT(svg, HasSubstr("the interval holds 0"));
  EXPECT_EQ(thrown_message<sim::InputError>([&] { (void)pictures(sweep, "2019-12")[0].draw(false); }),
            "no month '2019-12' of EPCI in this experiment\n  allowed  2020-12");
}

TEST(SweepPictures, OfHeatAndLinesAreDrawnInBothLanguages) {
  for (const TestExperiment& experiment : {factorial(), sampled()}) {
    const auto file = gathered_file_of(experiment);
    const Gathered gathered(file, "g.nc");
    const Sweep sweep = sweep_of(file, "g.nc", gathered, {});
    for (const Picture& picture : pictures(sweep)) {
      for (const bool french : {false, true}) {
        const std::string svg = svg_of(picture.draw(french));
        EXPECT_THAT(svg, HasSubstr(french ? "graine 7" : "seed 7")) << picture.id;
        EXPECT_THAT(svg, Not(testing::ContainsRegex("[-\", l]nan[\", ]"))) << picture.id;
      }
    }
  }
}

TEST(SweepJson, HoldsNothingThatTheFileDoesNot) {
  const auto file = gathered_file_of(factorial());
  const Gathered gathered(file, "g.nc");
  PackedSeries packed;
  const auto json = sweep_json(sweep_of(file, "g.nc", gathered, {}), {}, packed);
  EXPECT_TRUE(json["differences"].is_null());
  EXPECT_TRUE(json["mapNote"].is_null());
  EXPECT_TRUE(json["parallel"].is_null());
  EXPECT_EQ(json["heat"]["measures"][0]["pairs"][0]["values"], nlohmann::json({0.5, 1.5, 10.5, 13.5}));
  EXPECT_TRUE(packed.bytes().empty());
}

// Ten scenarios, thirty indicators, every month of 28 years, 188 EPCI.
TEST(SweepPage, StaysSmall) {
  TestExperiment experiment;
  for (int arm = 0; arm < 10; ++arm) experiment.arms.push_back("arm" + std::to_string(arm));
  experiment.replicates = 3;
  for (int month = -1; month < 336; ++month) experiment.months.push_back(month);
  experiment.months.erase(experiment.months.begin());
  auto file = gathered_file_of(experiment);
  std::uint64_t state = 42;
  const auto random = [&] {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(state >> 11) * 0x1p-53;
  };
  for (int k = 0; k < 30; ++k) {
    std::vector<double> values;
    for (int run = 0; run < 30; ++run) {
      double now = random();
      for (std::size_t month = 0; month < experiment.months.size(); ++month)
        values.push_back(now += 0.01 * (random() - 0.5));
    }
    add_variable(file, "measure" + std::to_string(k), {"point", "replicate", "time"}, values);
  }
  constexpr std::size_t epcis = 188;
  std::vector<std::string> codes, communes;
  std::vector<double> longitudes, latitudes;
  std::vector<std::int32_t> of;
  for (std::size_t k = 0; k < epcis; ++k) codes.push_back(std::to_string(200000000 + k));
  for (std::size_t k = 0; k < 3935; ++k) {
    communes.push_back(std::to_string(10000 + k));
    longitudes.push_back(1.5 + 3 * random());
    latitudes.push_back(43.5 + 3 * random());
    of.push_back(static_cast<std::int32_t>(std::min(13.0, (longitudes[k] - 1.5) * 14 / 3) * 14 / 14 * 13 +
                                           std::min(12.0, (latitudes[k] - 43.5) * 13 / 3)) %
                 static_cast<std::int32_t>(epcis));
  }
  add_variable(file, "epci", {"epci"}, codes);
  add_variable(file, "epci_month", {"epci_time"}, std::vector<std::int32_t>{155, 335});
  add_variable(file, "commune", {"commune"}, communes);
  add_variable(file, "commune_epci", {"commune"}, of);
  add_variable(file, "commune_longitude", {"commune"}, longitudes);
  add_variable(file, "commune_latitude", {"commune"}, latitudes);
  for (int k = 0; k < 30; ++k) {
    std::vector<double> values;
    for (std::size_t n = 0; n < 30 * 2 * epcis; ++n) values.push_back(random());
    add_variable(file, "epci_measure" + std::to_string(k), {"point", "replicate", "epci_time", "epci"},
                 values);
  }
  const std::string page = experiment_page_of(file, "g.nc", PageLanguage::english);
  EXPECT_LE(page.size(), 2'500'000U);
  EXPECT_GT(page.size(), 900'000U) << "the figures are not there";
}

}  // namespace
}  // namespace lien_test
