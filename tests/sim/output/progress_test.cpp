#include "sim/output/progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace {

using namespace sim::output;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// A run on a clock that only the test moves, written into memory.
class ProgressTest : public testing::Test {
 protected:
  ProgressTest() {
    unsetenv("NO_COLOR");
    out_ = open_memstream(&text_, &size_);
  }
  ~ProgressTest() override {
    std::fclose(out_);
    free(text_);
    unsetenv("NO_COLOR");
  }

  Progress::Clock clock() {
    return [this] { return now_; };
  }
  std::string text() {
    std::fflush(out_);
    return {text_, size_};
  }
  /// What a terminal shows one after the other, without colours and cursor movements.
  std::vector<std::string> frames() {
    std::vector<std::string> frames;
    std::istringstream stream(text());
    for (std::string frame; std::getline(stream, frame, '\r');) {
      for (const std::string code : {"\x1b[32m", "\x1b[0m", "\x1b[K"}) {
        for (std::size_t at; (at = frame.find(code)) != std::string::npos;) frame.erase(at, code.size());
      }
      std::erase(frame, '\n');
      if (!frame.empty()) frames.push_back(frame);
    }
    return frames;
  }

  std::FILE* out_ = nullptr;
  char* text_ = nullptr;
  std::size_t size_ = 0;
  Progress::Instant now_{};
};

TEST_F(ProgressTest, PlainLinesComeAtIntervalsOnly) {
  {
    Progress progress(ProgressMode::plain, out_, 120, clock());
    progress.update({-1}, 0, 1000);
    for (int month = 0; month < 24; ++month) {
      now_ += 1s;
      progress.update({month}, month + 1, 1000);
      if (month == 8) {
        EXPECT_THAT(text(), IsEmpty());
      }
    }
  }
  EXPECT_EQ(text(),
            "2008-10   8 %  1000 agents  1.0 k agent-months/s  1 min 50 s left\n"
            "2009-08  16 %  1000 agents  1.0 k agent-months/s  1 min 40 s left\n"
            "2009-12  20 %  1000 agents  1.0 k agent-months/s  96 s left\n");
}

TEST_F(ProgressTest, ShortRunsLeaveNoLineInALog) {
  Progress progress(ProgressMode::plain, out_, 3, clock());
  for (int done = 0; done <= 3; ++done) progress.update({done - 1}, done, 10);
  progress.finish();
  EXPECT_THAT(text(), IsEmpty());
}

TEST_F(ProgressTest, IntervalCanBeChanged) {
  Progress progress(ProgressMode::plain, out_, 100, clock());
  progress.set_interval(1s);
  progress.update({-1}, 0, 10);
  now_ += 1s;
  progress.update({0}, 1, 10);
  EXPECT_EQ(text(), "2008-01   1 %  10 agents  10 agent-months/s  99 s left\n");
}

TEST_F(ProgressTest, QuietPrintsNothing) {
  Progress progress(ProgressMode::quiet, out_, 100, clock());
  for (int done = 0; done <= 100; ++done) {
    now_ += 60s;
    progress.update({done - 1}, done, 10);
  }
  progress.finish();
  EXPECT_THAT(text(), IsEmpty());
}

TEST_F(ProgressTest, TerminalShowsOneLineRedrawn) {
  {
    Progress progress(ProgressMode::terminal, out_, 200, clock());
    progress.update({-1}, 0, 71234);
    now_ += 2s;
    progress.update({63}, 64, 71234);
    now_ += 1ms;
    progress.update({64}, 65, 71234);  // too soon to be drawn
  }
  EXPECT_THAT(frames(),
              ElementsAre(testing::AllOf(StartsWith("2007-12 ["), HasSubstr("]   0 %  71234 agents")),
                          testing::AllOf(StartsWith("2013-04 [==="),
                                         HasSubstr("  32 %  71234 agents  2.3 M agent-months/s  4 s left")),
                          StartsWith("2013-05 [===")));
  const std::string written = text();
  EXPECT_EQ(std::ranges::count(written, '\n'), 1);
  EXPECT_EQ(written.back(), '\n');
}

TEST_F(ProgressTest, FitsEightyColumnsWhateverTheNumbers) {
  for (const std::int64_t agents : {std::int64_t{0}, std::int64_t{5}, std::int64_t{68'000'000},
                                    std::int64_t{9'000'000'000'000'000'000}}) {
    for (const auto step : {std::chrono::seconds(1), std::chrono::seconds(100'000'000)}) {
      Progress progress(ProgressMode::terminal, out_, 500, clock());
      for (int done : {0, 1, 250, 500, 600}) {
        progress.update({done - 1}, done, agents);
        now_ += step;
      }
    }
  }
  for (const std::string& frame : frames()) EXPECT_LT(frame.size(), 80U) << frame;
}

TEST_F(ProgressTest, ColoursUnlessAskedNot) {
  {
    Progress progress(ProgressMode::terminal, out_, 10, clock());
    progress.update({4}, 5, 10);
  }
  EXPECT_THAT(text(), HasSubstr("\x1b[32m"));
  std::rewind(out_);
  setenv("NO_COLOR", "1", 1);
  {
    Progress progress(ProgressMode::terminal, out_, 10, clock());
    progress.update({4}, 5, 10);
  }
  EXPECT_THAT(text(), Not(HasSubstr("\x1b[32m")));
  EXPECT_THAT(text(), HasSubstr("["));
}

TEST_F(ProgressTest, ResumedRunsMeasureOnlyTheirOwnMonths) {
  Progress progress(ProgressMode::plain, out_, 200, clock());
  progress.update({99}, 100, 50);
  now_ += 10s;
  progress.update({109}, 110, 50);
  EXPECT_EQ(text(), "2017-02  55 %  50 agents  50 agent-months/s  90 s left\n");
}

TEST_F(ProgressTest, ExceptionLeavesACleanLine) {
  try {
    Progress progress(ProgressMode::terminal, out_, 10, clock());
    progress.update({4}, 5, 10);
    throw std::runtime_error("the run broke");
  } catch (const std::runtime_error&) {
  }
  EXPECT_EQ(text().back(), '\n');
}

TEST_F(ProgressTest, NothingToDoIsDone) {
  Progress progress(ProgressMode::terminal, out_, 0, clock());
  progress.update({-1}, 0, 0);
  progress.finish();
  progress.finish();
  EXPECT_THAT(frames().back(), HasSubstr("100 %"));
}

TEST(ProgressMode, FollowsTheStream) {
  std::FILE* file = std::tmpfile();
  EXPECT_EQ(progress_mode(file, false), ProgressMode::plain);
  EXPECT_EQ(progress_mode(file, true), ProgressMode::quiet);
  std::fclose(file);
}

TEST(Duration, IsReadAtAGlance) {
  EXPECT_EQ(duration_text(0s), "0 s");
  EXPECT_EQ(duration_text(99s), "99 s");
  EXPECT_EQ(duration_text(200s), "3 min 20 s");
  EXPECT_EQ(duration_text(7500s), "2 h 05 min");
}

}  // namespace
