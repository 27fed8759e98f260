#include "cli/checkpoint_plan.hpp"

#include <gtest/gtest.h>

namespace {

using cli::CheckpointPlan;
using sim::Month;
using namespace std::chrono_literals;

class Plan : public testing::Test {
 protected:
  CheckpointPlan::Clock clock() {
    return [this] { return now_; };
  }
  std::chrono::steady_clock::time_point now_{};
};

TEST_F(Plan, CountsMonthsFromTheFirstOfTheRun) {
  const CheckpointPlan plan(12, Month{-180}, clock());
  now_ += 48h;
  int due = 0;
  for (Month month{-180}; month < Month{156}; ++month) {
    if (!plan.due(month)) continue;
    ++due;
    EXPECT_EQ((month.value + 181) % 12, 0);
  }
  EXPECT_EQ(due, 28);
}

TEST_F(Plan, OfZeroNeverSaves) {
  const CheckpointPlan plan(0, Month{0}, clock());
  now_ += 48h;
  for (Month month{0}; month < Month{60}; ++month) EXPECT_FALSE(plan.due(month));
}

TEST_F(Plan, SavesEveryTenMinutesUnlessTold) {
  CheckpointPlan plan(std::nullopt, Month{0}, clock());
  now_ += 599s;
  EXPECT_FALSE(plan.due(Month{0}));
  now_ += 1s;
  EXPECT_TRUE(plan.due(Month{1}));
  EXPECT_TRUE(plan.due(Month{2})) << "until it is done";
  plan.saved();
  EXPECT_FALSE(plan.due(Month{3}));
  now_ += 11min;
  EXPECT_TRUE(plan.due(Month{4}));
}

}  // namespace
