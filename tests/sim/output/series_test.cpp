#include "sim/output/series.hpp"

#include <gtest/gtest.h>

#include "sim/core/error.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using sim::Month;
using sim::output::Measure;
using sim::output::ResultFile;
using sim::output::Series;
using sim::output::Variable;

const std::vector<Measure> two_measures = {{"trust", "1", "mean trust"}, {"meetings", "1", "meetings held"}};

/// Two measures over three units, two rows: value = 100 · measure + 10 · row + unit.
Series filled(bool wide) {
  Series series("time", "epci", 3, two_measures, wide);
  for (int row = 0; row < 2; ++row) {
    const auto values = series.open_row();
    for (int m = 0; m < 2; ++m) {
      for (int unit = 0; unit < 3; ++unit) values[3 * m + unit] = 100 * m + 10 * row + unit;
    }
  }
  return series;
}

TEST(Series, TurnsMeasureMajorRowsIntoOneVariableAMeasure) {
  ResultFile file;
  filled(false).add_to(file);
  ASSERT_EQ(file.variables.size(), 2U);
  EXPECT_EQ(file.variables[0].name, "trust");
  EXPECT_EQ(file.variables[0].dimensions, (std::vector<std::string>{"time", "epci"}));
  EXPECT_EQ(std::get<std::vector<float>>(file.variables[0].data), (std::vector<float>{0, 1, 2, 10, 11, 12}));
  EXPECT_EQ(std::get<std::vector<float>>(file.variables[1].data),
            (std::vector<float>{100, 101, 102, 110, 111, 112}));
}

TEST(Series, CarriesUnitAndMeaning) {
  ResultFile file;
  filled(false).add_to(file);
  const Variable& meetings = file.variables[1];
  EXPECT_EQ(std::get<std::string>(*find_attribute(meetings.attributes, "units")), "1");
  EXPECT_EQ(std::get<std::string>(*find_attribute(meetings.attributes, "long_name")), "meetings held");
}

TEST(Series, OfThePerimeterHasNoSecondDimension) {
  Series series("year", "", 1, two_measures, true);
  series.open_row()[1] = 2.5;
  ResultFile file;
  series.add_to(file);
  EXPECT_EQ(file.variables[1].dimensions, std::vector<std::string>{"year"});
  EXPECT_EQ(std::get<std::vector<double>>(file.variables[1].data), std::vector<double>{2.5});
}

TEST(Series, WithoutRowsAddsEmptyVariables) {
  ResultFile file;
  Series("time", "", 1, two_measures, false).add_to(file);
  ASSERT_EQ(file.variables.size(), 2U);
  EXPECT_EQ(sim::output::value_count(file.variables[0].data), 0U);
}

TEST(Series, OpensEveryRowAtZero) {
  Series series("time", "", 1, two_measures, true);
  series.open_row()[0] = 1;
  EXPECT_EQ(series.open_row()[0], 0.0);
  EXPECT_EQ(series.rows(), 2U);
}

TEST(Series, FindsAValueByRowMeasureAndUnit) {
  for (const bool wide : {false, true}) {
    const Series series = filled(wide);
    EXPECT_EQ(series.at(0, "trust"), 0.0);
    EXPECT_EQ(series.at(0, "meetings", 2), 102.0);
    EXPECT_EQ(series.at(1, "meetings", 1), 111.0);
  }
}

// Whoever reads a row as soon as it is written (a target, a progress line) must see what the file will hold.
TEST(Series, NarrowsAValueFromTheFirstReadingOn) {
  for (const bool wide : {false, true}) {
    Series series("time", "", 1, two_measures, wide);
    series.open_row()[0] = 0.1;
    const double expected = wide ? 0.1 : static_cast<double>(0.1F);
    EXPECT_EQ(series.at(0, "trust"), expected);
    series.open_row();
    EXPECT_EQ(series.at(0, "trust"), expected);
  }
}

TEST(Series, KeepsDoublesWhenWide) {
  Series series("time", "", 1, two_measures, true);
  series.open_row()[0] = 0.1;
  series.open_row()[0] = 0.2;
  ResultFile file;
  series.add_to(file);
  EXPECT_EQ(std::get<std::vector<double>>(file.variables[0].data), (std::vector<double>{0.1, 0.2}));
}

TEST(Series, RefusesWhatItDoesNotHold) {
  const Series series = filled(false);
  EXPECT_EQ(lien_test::thrown_message<sim::InvariantError>([&] { (void)series.at(0, "turst"); }),
            "no series measures 'turst'");
  for (const std::size_t last : {0U, 1U}) {
    EXPECT_THROW((void)series.at(last, "meetings", 3), sim::InvariantError) << "unit 3 of 3, row " << last;
    EXPECT_THROW((void)series.at(last, "trust", 3), sim::InvariantError) << "unit 3 of 3, row " << last;
  }
  EXPECT_THROW((void)series.at(2, "trust"), sim::InvariantError);
  EXPECT_THROW((void)Series("time", "", 1, two_measures, false).at(0, "trust"), sim::InvariantError);
}

TEST(MonthlyAxis, DatesRowsAtMonthEnds) {
  ResultFile file;
  add_monthly_axis(file, std::vector<Month>{{-1}, {0}, {1}, {12}});
  ASSERT_EQ(file.dimensions.size(), 1U);
  EXPECT_EQ(file.dimensions[0].name, "time");
  EXPECT_EQ(file.dimensions[0].length, 4U);
  EXPECT_TRUE(file.dimensions[0].unlimited);
  EXPECT_EQ(std::get<std::vector<std::int32_t>>(file.variables[0].data),
            (std::vector<std::int32_t>{-1, 30, 59, 396}));
  EXPECT_EQ(std::get<std::vector<std::int32_t>>(file.variables[1].data),
            (std::vector<std::int32_t>{-1, 0, 1, 12}));
}

TEST(YearlyAxis, NamesTheYearThatEnds) {
  ResultFile file;
  add_yearly_axis(file, std::vector<Month>{{-1}, {11}, {23}});
  EXPECT_EQ(file.dimensions[0].name, "year");
  EXPECT_EQ(std::get<std::vector<std::int32_t>>(file.variables[0].data),
            (std::vector<std::int32_t>{2007, 2008, 2009}));
}

TEST(Series, WithItsAxesIsAValidResult) {
  ResultFile file;
  add_monthly_axis(file, std::vector<Month>{{0}, {1}});
  file.dimensions.push_back({"epci", 3});
  filled(false).add_to(file);
  EXPECT_NO_THROW(validate(file));
}

TEST(Series, GoOnFromSavedRowsAsIfUnbroken) {
  for (const bool wide : {true, false}) {
    Series unbroken = filled(wide), begun = filled(wide), resumed("time", "epci", 3, two_measures, wide);
    unbroken.open_row()[4] = begun.open_row()[4] = 0.1;  // no float
    ASSERT_TRUE(resumed.restore_rows(begun.saved_rows()));
    EXPECT_EQ(resumed.rows(), 3U);
    EXPECT_EQ(resumed.saved_rows(), begun.saved_rows());
    unbroken.open_row()[0] = resumed.open_row()[0] = 1e-300;
    ResultFile expected, found;
    unbroken.add_to(expected);
    resumed.add_to(found);
    for (std::size_t v = 0; v < expected.variables.size(); ++v)
      EXPECT_EQ(found.variables[v].data, expected.variables[v].data);
    EXPECT_EQ(resumed.at(2, "meetings", 1), unbroken.at(2, "meetings", 1));
  }
}

TEST(Series, RefuseRowsThatAreNotTheirs) {
  Series series = filled(true);
  const auto rows = series.saved_rows();
  for (const std::size_t size : {rows.size() - 1, rows.size() - 8, std::size_t{8}, std::size_t{1}})
    EXPECT_FALSE(series.restore_rows(std::span(rows).first(size)));
  EXPECT_EQ(series.saved_rows(), rows) << "what is refused changes nothing";
  EXPECT_TRUE(series.restore_rows({}));
  EXPECT_EQ(series.rows(), 0U);
}

}  // namespace
