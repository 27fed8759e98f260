#include "sim/core/calendar.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using sim::Month;

TEST(Calendar, CountsFromJanuary2008) {
  EXPECT_EQ(sim::to_string(Month{0}), "2008-01");
  EXPECT_EQ(sim::end_date(Month{0}), "2008-01-31");
  EXPECT_EQ(sim::days_at_end_of(Month{0}), 30);
  EXPECT_EQ(sim::to_string(Month{92}), "2015-09");
  EXPECT_EQ(sim::end_date(Month{92}), "2015-09-30");
}

TEST(Calendar, DatesTheInitialStateTheDayBefore) {
  EXPECT_EQ(sim::to_string(Month{-1}), "2007-12");
  EXPECT_EQ(sim::end_date(Month{-1}), "2007-12-31");
  EXPECT_EQ(sim::days_at_end_of(Month{-1}), -1);
}

TEST(Calendar, ReachesBackThroughSpinUp) {
  EXPECT_EQ(sim::to_string(Month{-12}), "2007-01");
  EXPECT_EQ(sim::to_string(Month{-13}), "2006-12");
  EXPECT_EQ(sim::to_string(Month{-180}), "1993-01");
  EXPECT_EQ(sim::end_date(Month{-180}), "1993-01-31");
  // Fifteen years, three of them leap (1996, 2000, 2004), without the first 30 days.
  EXPECT_EQ(sim::days_at_end_of(Month{-180}), 30 - (15 * 365 + 3));
}

TEST(Calendar, KnowsLeapYears) {
  EXPECT_EQ(sim::end_date(Month{1}), "2008-02-29");
  EXPECT_EQ(sim::end_date(Month{13}), "2009-02-28");
  EXPECT_EQ(sim::end_date(Month{(2000 - 2008) * 12 + 1}), "2000-02-29");
  EXPECT_EQ(sim::end_date(Month{(2100 - 2008) * 12 + 1}), "2100-02-28");
  EXPECT_EQ(sim::days_at_end_of(Month{11}), 365);
  EXPECT_EQ(sim::days_at_end_of(Month{23}), 730);
}

TEST(Calendar, EndsEachMonthAMonthsDaysAfterTheLast) {
  for (int month = -1200; month < 1200; ++month) {
    const int days = sim::days_at_end_of(Month{month}) - sim::days_at_end_of(Month{month - 1});
    EXPECT_EQ(std::to_string(days), sim::end_date(Month{month}).substr(8));
    EXPECT_EQ(sim::month_of_year(Month{month}), ((month % 12) + 12) % 12 + 1);
  }
}

TEST(Calendar, ReadsBackEveryMonthItWrites) {
  for (int month = -1200; month < 1200; ++month) {
    const auto read = sim::parse_month(sim::to_string(Month{month}));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->value, month);
  }
  EXPECT_TRUE(sim::parse_month("1600-01").has_value());
  EXPECT_TRUE(sim::parse_month("2399-12").has_value());
}

TEST(Calendar, ReadsNothingElseAsAMonth) {
  for (const char* text : {"", "2015", "2015-9", "2015-00", "2015-13", "2015/09", "15-09-01", "2015-09-01",
                           " 2015-09", "2015-09 ", "+015-09", "2015-+9", "-015-09", "201a-09", "1599-12",
                           "2400-01", "0000-01", "2015-0\xC2"}) {
    EXPECT_FALSE(sim::parse_month(text).has_value()) << text;
  }
}

TEST(Calendar, OrdersAndCountsMonths) {
  EXPECT_LT(Month{-1}, Month{0});
  EXPECT_EQ((Month{-1} + 2).value, 1);
  EXPECT_EQ(Month{10} - Month{-2}, 12);
}

}  // namespace
