// The page of a calibration: its figures show the posterior that is known, and nothing that the file does not
// hold.
#include "analysis/report/calibration/calibration_page.hpp"

#include <gmock/gmock.h>

#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/calibration/calibration_figures.hpp"
#include "analysis/report/calibration/calibration_words.hpp"
#include "analysis/report/calibration/plot_axes.hpp"
#include "analysis/report/calibration/plot_drawing.hpp"
#include "analysis/report/calibration/plot_json.hpp"
#include "sim/core/error.hpp"
#include "tests/analysis/report/synthetic_calibration.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using namespace analysis::report;
using sim::output::ResultFile;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const ResultFile& abc_file() {
  static const ResultFile file = synthetic_abc();
  return file;
}
CalibrationRecord record_of(const ResultFile& file) { return read_calibration_result(file, "c.nc"); }

PlotFigure figure(const CalibrationRecord& record, const std::string& id) {
  for (PlotFigure& one : calibration_figures(record))
    if (one.id == id) return one;
  ADD_FAILURE() << "no figure " << id;
  return {};
}
std::vector<std::string> ids(const ResultFile& file) {
  std::vector<std::string> all;
  for (const PlotFigure& one : calibration_figures(record_of(file))) all.push_back(one.id);
  return all;
}
sim::output::Variable& variable(ResultFile& file, const std::string& name) {
  return *std::ranges::find(file.variables, name, &sim::output::Variable::name);
}
std::vector<double>& numbers(ResultFile& file, const std::string& name) {
  return std::get<std::vector<double>>(variable(file, name).data);
}

// p is Beta(15, 7) on the cube: each bar is the mass of its bin within 4.5 standard errors.
TEST(CalibrationPage, HistogramIsThatOfTheKnownPosterior) {
  const CalibrationRecord record = record_of(abc_file());
  const PlotFigure posteriors = figure(record, "posteriors");
  ASSERT_THAT(posteriors.panels, SizeIs(4));
  const PlotPanel& p = posteriors.panels[0];
  ASSERT_THAT(p.lines, SizeIs(3));  // kept, adjusted, prior
  const PlotLine& kept = p.lines[0];
  const std::size_t bins = kept.x.size() / 2;
  const double size = record.posterior->effective_size();
  ASSERT_GT(size, 100);
  double sum = 0;
  for (std::size_t k = 0; k < bins; ++k) {
    const double from = (kept.x[2 * k] - 10) / 10, to = (kept.x[2 * k + 1] - 10) / 10;
    const double mass = boost::math::ibeta(15, 7, to) - boost::math::ibeta(15, 7, from);
    EXPECT_NEAR(kept.y[2 * k] / static_cast<double>(bins), mass,
                4.5 * std::sqrt(mass * (1 - mass) / size) + 1e-3)
        << "bin " << k;
    sum += kept.y[2 * k] / static_cast<double>(bins);
  }
  EXPECT_NEAR(sum, 1, 1e-9);
  EXPECT_THAT(p.lines[2].y, ElementsAre(1, 1));
  EXPECT_TRUE(p.lines[2].dashed);
}

TEST(CalibrationPage, IntervalsAreThoseOfTheKnownPosterior) {
  const CalibrationRecord record = record_of(abc_file());
  const PlotFigure posteriors = figure(record, "posteriors");
  const PlotSpan& p = posteriors.panels[0].spans[0];
  const double error = 10 * 0.0971 * 1.2533 / std::sqrt(record.posterior->effective_size());
  EXPECT_NEAR(p.middle, 16.874, 4.5 * error);
  EXPECT_NEAR(p.low, 14.782, 12 * error);  // tails are known less well
  EXPECT_NEAR(p.high, 18.541, 12 * error);
  EXPECT_FALSE(p.upright);
  EXPECT_THAT(posteriors.panels[0].remarks, IsEmpty());
  ASSERT_THAT(posteriors.panels[3].remarks, SizeIs(1));
  EXPECT_THAT(posteriors.panels[3].remarks[0].en, HasSubstr("Not identified"));
  EXPECT_NEAR(std::log(posteriors.panels[3].spans[0].middle / 0.1), 0, 1.2)
      << "middle of a logarithmic prior";
  EXPECT_TRUE(posteriors.panels[3].x.logarithmic);
  EXPECT_THAT(posteriors.panels[3].x.ticks, testing::Contains(0.1));
  EXPECT_THAT(posteriors.tables[0].rows, SizeIs(8));  // kept and adjusted
  EXPECT_EQ(std::get<std::string>(posteriors.tables[0].rows[3][0]), "idle");
  EXPECT_EQ(std::get<Text>(posteriors.tables[0].rows[3].back()).fr, "non identifié");
  EXPECT_THAT(posteriors.population.en, HasSubstr("400 draws kept, worth "));
  EXPECT_THAT(posteriors.population.en, HasSubstr("2 seeds a candidate"));
}

TEST(CalibrationPage, ReadsBackWhatWasWritten) {
  const auto plan = synthetic_plan();
  const auto result = analysis::abc_smc(4, synthetic_simulator(), plan.observed(), plan.abc);
  const auto reading =
      analysis::read_posterior(result.generations.back().points, result.generations.back().weights);
  const CalibrationRecord record = record_of(abc_file());
  for (std::size_t d = 0; d < 4; ++d) {
    EXPECT_NEAR(record.posterior->reading.marginals[d].median, reading.marginals[d].median, 1e-12);
    EXPECT_NEAR(record.posterior->reading.marginals[d].contraction, reading.marginals[d].contraction, 1e-12);
  }
  EXPECT_EQ(record.parameters[3].logarithmic, true);
  EXPECT_EQ(record.targets[0].month, sim::Month{29});
  EXPECT_EQ(record.generations.size(), result.generations.size());
  EXPECT_EQ(record.generations.back().evidence, result.generations.back().evidence);
}

TEST(CalibrationPage, FindsTheRidge) {
  const CalibrationRecord record = record_of(abc_file());
  const PlotFigure ridges = figure(record, "ridges");
  ASSERT_THAT(ridges.panels, SizeIs(1));
  EXPECT_EQ(ridges.panels[0].title.en, "a × b");
  EXPECT_EQ(ridges.panels[0].about.en, "correlation \u22121.00");
  // a is uniform, b is 1 − a and something uniform within ±.045: −1 / √(1 + 12 · .045² / 3).
  EXPECT_NEAR(record.posterior->reading.ridges[0].correlation, -0.996, 0.002);
  EXPECT_THAT(ridges.panels[0].dots[0].x, SizeIs(250)) << "of 400 draws as many as can be told apart";
  for (std::size_t k = 0; k < 250; ++k)  // b runs from −1 to 1: b = 1 − 2 a, give or take the tolerance
    EXPECT_NEAR(ridges.panels[0].dots[0].y[k], 1 - 2 * ridges.panels[0].dots[0].x[k], 0.091);
  const PlotFigure table = figure(record, "correlations");
  ASSERT_THAT(table.panels[0].zones, SizeIs(12));
  EXPECT_EQ(std::ranges::count_if(table.panels[0].zones, &PlotZone::bold), 2);
  EXPECT_THAT(headlines_of(record)[2].value.en, "1");
  EXPECT_THAT(headlines_of(record)[1].value.en, "1 of 4");
  EXPECT_THAT(headlines_of(record)[1].sentence.fr, HasSubstr("Non identifié : a, b et idle."));
}

TEST(CalibrationPage, SetsSimulationsBesideTheTargets) {
  ResultFile file = abc_file();
  EXPECT_EQ(share_within_all(record_of(file)), 1);
  numbers(file, "target_value")[0] = 15.5;  // all have 14: 1.5 tolerances below
  const CalibrationRecord record = record_of(file);
  const PlotFigure predictive = figure(record, "predictive");
  ASSERT_THAT(predictive.panels, SizeIs(1));
  const PlotPanel& panel = predictive.panels[0];
  EXPECT_EQ(panel.notes[0].words.fr, "0\u202f%");
  EXPECT_TRUE(panel.notes[0].bold);
  EXPECT_EQ(panel.notes[1].words.en, "100%");
  EXPECT_THAT(panel.dots[0].x, testing::Each(DoubleNear(-1.5, 1e-12)));
  EXPECT_DOUBLE_EQ(panel.spans[0].middle, -1.5);
  EXPECT_LE(panel.x.low, -1.5);
  EXPECT_NEAR(std::get<double>(predictive.tables[0].rows[0][3]), 14, 1e-9);
  EXPECT_EQ(share_within_all(record), 0);
  EXPECT_THAT(headlines_of(record)[0].sentence.en, HasSubstr("The one least met: successes, 0%."));
  EXPECT_THAT(predictive.measures, ElementsAre("contacts", "C1"));
}

TEST(CalibrationPage, TellsOfEachGeneration) {
  const CalibrationRecord record = record_of(abc_file());
  const PlotFigure generations = figure(record, "generations");
  ASSERT_THAT(generations.panels, SizeIs(4));
  EXPECT_THAT(generations.tables[0].rows, SizeIs(record.generations.size()));
  EXPECT_EQ(generations.panels[0].lines[0].y.back(), record.generations.back().tolerance);
  EXPECT_EQ(generations.panels[1].lines[0].y.front(), 100);
  EXPECT_THAT(end_text(record).en, HasSubstr("ABC reached its final tolerance, 0.9."));
}

TEST(CalibrationPage, DrawsNothingThatTheFileDoesNotHold) {
  EXPECT_THAT(ids(abc_file()),
              ElementsAre("posteriors", "correlations", "ridges", "predictive", "generations"));
  const ResultFile history = synthetic_history();
  EXPECT_THAT(ids(history), ElementsAre("waves", "emulators"));
  const CalibrationRecord record = record_of(history);
  ASSERT_THAT(headlines_of(record), SizeIs(1));
  EXPECT_EQ(headlines_of(record)[0].id, "left");
  const PlotFigure waves = figure(record, "waves");
  const PlotSpan& last = waves.panels[0].spans.back();
  EXPECT_DOUBLE_EQ(last.middle, 100 * record.waves.back().left);
  EXPECT_NEAR(last.high - last.low, 400 * record.waves.back().left_error, 1e-9);
  EXPECT_THAT(figure(record, "emulators").panels[0].zones, SizeIs(2 * record.waves.size()));
  const std::string page = calibration_page_of(history, "c.nc", PageLanguage::english);
  EXPECT_THAT(page, HasSubstr("What the waves leave of the prior"));
  EXPECT_THAT(page, Not(HasSubstr("What the posterior simulates")));
}

TEST(CalibrationPage, SaysWhichEmulatorsAreDoubtful) {
  ResultFile file = synthetic_history();
  for (double& share : numbers(file, "wave_doubtful")) share = 0.01;
  EXPECT_EQ(figure(record_of(file), "emulators").remarks[0].en, "No emulator is doubtful.");
  numbers(file, "wave_doubtful")[1] = 0.075;
  const PlotFigure emulators = figure(record_of(file), "emulators");
  EXPECT_THAT(emulators.remarks[0].en, HasSubstr("1 doubtful emulator"));
  EXPECT_EQ(std::ranges::count_if(emulators.panels[0].zones, &PlotZone::bold), 1);
}

TEST(CalibrationPage, SaysWhereThereIsNoAdjustment) {
  ResultFile file = abc_file();
  for (auto& attribute : file.attributes)
    if (attribute.name == "regression_adjusted") attribute.value = std::int64_t{0};
  const PlotFigure posteriors = figure(record_of(file), "posteriors");
  EXPECT_THAT(posteriors.panels[0].lines, SizeIs(2));
  EXPECT_THAT(posteriors.panels[0].spans, SizeIs(1));
  EXPECT_THAT(posteriors.remarks[0].fr, HasSubstr("Trop peu de tirages"));
  EXPECT_THAT(posteriors.tables[0].rows, SizeIs(4));
}

TEST(CalibrationPage, DrawsEveryFigureInBothLanguages) {
  for (const ResultFile& file : {abc_file(), synthetic_history()}) {
    for (const PlotFigure& one : calibration_figures(record_of(file))) {
      for (const bool french : {true, false}) {
        const std::string svg = svg_of(drawing_of(one, french));
        EXPECT_THAT(svg, Not(HasSubstr("nan"))) << one.id;
        EXPECT_THAT(svg, Not(HasSubstr("inf"))) << one.id;
        EXPECT_THAT(svg, HasSubstr(french ? one.title.fr : one.title.en));
        EXPECT_THAT(svg, HasSubstr(french ? "N : " + one.population.fr : "N : "));
      }
      EXPECT_FALSE(one.population.en.empty() || one.band.en.empty() || one.tables.empty()) << one.id;
      for (const PlotTable& table : one.tables)
        for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.header.size()) << table.name;
    }
  }
}

TEST(CalibrationPage, AxesKeepTheirEndsAndRoundTheirTicks) {
  const PlotAxis plain = axis_between(0.15, 0.45, false, {});
  EXPECT_EQ(plain.low, 0.15);
  EXPECT_EQ(plain.tick_texts.front().fr, "0,2");
  EXPECT_LE(plain.ticks.back(), 0.45 + 1e-9);
  const PlotAxis decades = axis_between(0.006, 0.02, true, {});
  EXPECT_THAT(decades.ticks, ElementsAre(DoubleNear(0.01, 1e-12), DoubleNear(0.02, 1e-12)));
  EXPECT_THAT(axis_between(0.0001, 100, true, {}).ticks, SizeIs(7));
  EXPECT_EQ(three_digits(0.012345).en, "0.0123");
  EXPECT_EQ(three_digits(std::nan("")).en, "–");
}

TEST(CalibrationPage, RefusesWhatIsNone) {
  const auto message = [](auto change) {
    return thrown_message<sim::InputError>([&] {
      ResultFile file = abc_file();
      change(file);
      (void)calibration_page_of(file, "c.nc", PageLanguage::french);
    });
  };
  const std::string expected = "\n  expected  calibration.nc, as lien calibrate FILE leaves it";
  const auto without = [](const std::string& name) {
    return [name](ResultFile& file) {
      std::erase_if(file.variables, [&](const auto& v) { return v.name == name; });
    };
  };
  EXPECT_EQ(message([](auto& file) { file.attributes.clear(); }),
            "c.nc: is no result of a calibration" + expected);
  EXPECT_EQ(message([](auto& file) {
              for (auto& a : file.attributes)
                if (a.name == "calibration_format_version") a.value = std::int64_t{9};
            }),
            "c.nc: was written by a newer Lien (format 9, this program reads up to 1)" + expected);
  EXPECT_EQ(message(without("prior_scale")),
            "c.nc: does not say on which scale its priors are uniform: an earlier Lien wrote it\n"
            "  the same command writes it anew from the runs that its folder holds");
  EXPECT_EQ(message(without("posterior_statistics")), "c.nc: holds no 'posterior_statistics'" + expected);
  EXPECT_EQ(message([](auto& file) { numbers(file, "posterior_weight")[0] += 0.5; }),
            "c.nc: 'posterior_weight' are no weights: their sum is not 1" + expected);
  EXPECT_EQ(message([](auto& file) { numbers(file, "posterior")[0] = 21; }),
            "c.nc: a draw of p lies outside its prior" + expected);
  EXPECT_EQ(message([](auto& file) { numbers(file, "adjusted").pop_back(); }),
            "c.nc: 'adjusted' holds 1599 values, not 1600" + expected);
  EXPECT_EQ(message([](auto& file) { numbers(file, "prior_low")[3] = 0; }),
            "c.nc: the prior of idle is none: log from 0 to 1" + expected);
  EXPECT_EQ(message([](auto& file) { numbers(file, "generation_evidence")[0] = std::nan(""); }),
            "c.nc: 'generation_evidence' holds a value that is no number" + expected);
  EXPECT_EQ(message([](auto& file) {
              std::get<std::vector<std::string>>(variable(file, "target_month").data)[0] = "x";
            }),
            "c.nc: target successes has no month or no tolerance" + expected);
}

TEST(CalibrationPage, TakesHostileTextsAsText) {
  ResultFile file = abc_file();
  const std::string hostile = "</title><script>harm()</script><img src=x onerror=harm()> {{data}}";
  for (auto& attribute : file.attributes)
    if (attribute.name == "title" || attribute.name == "summary" || attribute.name == "scenario")
      attribute.value = hostile;
  for (const char* name : {"parameter", "parameter_key", "target", "target_source", "target_measure"})
    std::get<std::vector<std::string>>(variable(file, name).data)[0] = hostile;
  const std::string page = calibration_page_of(file, "c.nc", PageLanguage::english);
  EXPECT_THAT(page, Not(HasSubstr("<script>harm")));
  EXPECT_THAT(page, Not(HasSubstr("<img src=x")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;harm()&lt;/script&gt;"));
}

}  // namespace
}  // namespace lien_test
