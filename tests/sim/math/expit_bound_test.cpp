#include "sim/math/expit_bound.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

TEST(ExpitBound, IsNeverBelowAndCloseAbove) {
  const sim::ExpitBound bound;
  for (int k = -400'000; k <= 400'000; ++k) {
    const double x = k * 1e-4 + 3e-5;  // from -40 to 40, off the edges of the cells
    ASSERT_GE(bound(x), sim::expit(x)) << x;
    if (x > -8) {
      ASSERT_LE(bound(x), 1.032 * sim::expit(x)) << x;
    }
  }
}

TEST(ExpitBound, HoldsAtTheEdgesOfItsCells) {
  const sim::ExpitBound bound;
  for (int k = -300; k <= 300; ++k) {
    const double edge = k / 32.0;
    for (const double x : {std::nextafter(edge, -1e3), edge, std::nextafter(edge, 1e3)})
      ASSERT_GE(bound(x), sim::expit(x)) << x;
  }
  EXPECT_EQ(bound(1e300), 1.0);
  EXPECT_LT(bound(-1e300), 4e-4);
}

}  // namespace
