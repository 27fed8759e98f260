// Patterns over runs made by hand: means, hits, arms, and what is refused.
#include "analysis/pattern_summary.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using analysis::PatternRun;
using territory::Use;
using territory::Verdict;
using testing::HasSubstr;

using sim::nothing;

PatternRun run(std::int64_t seed, double share, const std::string& embedding = "1.0") {
  PatternRun r;
  r.file = "seed_" + std::to_string(seed) + ".nc";
  r.seed = seed;
  r.source_hash = "abc";
  r.parameters = {{"endings.embedding", embedding}};
  const Verdict first = share > 0.33 && share < 0.41 ? Verdict::hit : Verdict::miss;
  const bool off = embedding == "0.0";
  r.rows = {{"C1", "share", Use::target, 0.37, 0.33, 0.41, share, first, ""},
            {"HO9", "bridges", Use::held_out, nothing, 1, nothing, 1.2,
             off ? Verdict::hit : Verdict::not_scored, off ? "" : "embedded ties are protected"}};
  return r;
}

TEST(PatternSummary, CountsHitsAndSpreadOverSeeds) {
  const auto arms = analysis::arms_of({run(1, 0.36), run(2, 0.38), run(3, 0.43)});
  ASSERT_EQ(arms.size(), 1U);
  const analysis::PatternSummary& c1 = arms[0].summaries[0];
  EXPECT_EQ(c1.runs, 3);
  EXPECT_EQ(c1.hits, 2);
  EXPECT_DOUBLE_EQ(c1.mean, 0.39);
  EXPECT_NEAR(c1.sd, std::sqrt((0.03 * 0.03 + 0.01 * 0.01 + 0.04 * 0.04) / 2), 1e-15);
  EXPECT_DOUBLE_EQ(c1.lowest, 0.36);
  EXPECT_DOUBLE_EQ(c1.highest, 0.43);
  EXPECT_EQ(arms[0].summaries[1].runs, 0);
}

TEST(PatternSummary, ARunWithoutAValueCountsForNothing) {
  PatternRun early = run(2, nothing);
  early.rows[0].verdict = Verdict::not_reached;
  const auto arms = analysis::arms_of({run(1, 0.36), early});
  EXPECT_EQ(arms[0].summaries[0].runs, 1);
  EXPECT_EQ(arms[0].summaries[0].values, 1);
  EXPECT_DOUBLE_EQ(arms[0].summaries[0].mean, 0.36);
  EXPECT_TRUE(std::isnan(arms[0].summaries[0].sd));
}

TEST(PatternSummary, TakesFromAnArmWhatOnlyThatArmScores) {
  const auto arms = analysis::arms_of({run(1, 0.36), run(1, 0.50, "0.0"), run(2, 0.36)});
  ASSERT_EQ(arms.size(), 2U);
  EXPECT_EQ(arms[0].runs.size(), 2U);
  EXPECT_EQ(arms[1].difference, "endings.embedding = 0.0");
  const auto scored = analysis::scored_patterns(arms);
  EXPECT_EQ(scored[0].arm, &arms[0]);
  EXPECT_EQ(scored[0].summary->hits, 2);
  EXPECT_EQ(scored[1].arm, &arms[1]);
  EXPECT_EQ(scored[1].summary->hits, 1);
}

TEST(PatternSummary, RefusesTheSameRunTwice) {
  EXPECT_THAT(lien_test::thrown_message<sim::InputError>([] {
                (void)analysis::arms_of({run(1, 0.36), run(1, 0.36)});
              }),
              HasSubstr("is the same run as seed_1.nc: seed 1, replicate 0"));
}

TEST(PatternSummary, RefusesRunsOfTwoPrograms) {
  PatternRun other = run(2, 0.36);
  other.source_hash = "def";
  EXPECT_THROW((void)analysis::arms_of({run(1, 0.36), other}), sim::InputError);
  other = run(2, 0.36);
  other.rows.pop_back();
  EXPECT_THROW((void)analysis::arms_of({run(1, 0.36), other}), sim::InputError);
}

}  // namespace
