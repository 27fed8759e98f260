#include "sim/core/text.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace {

using sim::nearest;
using Words = std::vector<std::string>;

TEST(Nearest, FindsASlipOfEachKind) {
  const Words words = {"retention", "population", "centrality"};
  EXPECT_EQ(nearest("retention", words), "retention");
  EXPECT_EQ(nearest("retenton", words), "retention");      // left out
  EXPECT_EQ(nearest("poppulation", words), "population");  // doubled
  EXPECT_EQ(nearest("centralitt", words), "centrality");   // replaced
  EXPECT_EQ(nearest("cetnrality", words), "centrality");   // swapped
}

TEST(Nearest, SaysNothingWhenTooMuchWouldChange) {
  EXPECT_EQ(nearest("trust", Words{"budget", "mandate"}), "");
  EXPECT_EQ(nearest("trust", Words{}), "");
  EXPECT_EQ(nearest("abcdef", Words{"abcxyz"}), "");        // three letters of six
  EXPECT_EQ(nearest("abcdef", Words{"abcdyz"}), "abcdyz");  // two of six: a third
}

TEST(Nearest, CountsASwapOnce) {
  EXPECT_EQ(nearest("ab", Words{"ba"}), "ba");  // as two replacements it would be too far
}

TEST(Nearest, PrefersTheCloserThenTheEarlier) {
  EXPECT_EQ(nearest("seats", Words{"sets_", "seat", "beats"}), "seat");
  EXPECT_EQ(nearest("gold", Words{"bold", "cold"}), "bold");
}

TEST(Number, IsTheShortestThatReadsBack) {
  EXPECT_EQ(sim::number(0.05), "0.05");
  EXPECT_EQ(sim::number(12.0), "12");
  EXPECT_EQ(sim::number(-0.1), "-0.1");
  EXPECT_EQ(sim::number(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(sim::number(std::numeric_limits<double>::infinity()), "inf");
}

}  // namespace
