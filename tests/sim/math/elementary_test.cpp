#include "sim/math/elementary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

TEST(Elementary, AreThoseOfTheLibrary) {
  EXPECT_EQ(sim::exp(0.0), 1.0);
  EXPECT_EQ(sim::log(1.0), 0.0);
  EXPECT_EQ(sim::pow(2.0, 10.0), 1024.0);
  EXPECT_NEAR(sim::exp(1.0), 2.718281828459045, 1e-15);
  EXPECT_NEAR(sim::log(10.0), 2.302585092994046, 1e-15);
}

TEST(Expit, HasItsLimitsAndItsCentre) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(sim::expit(0.0), 0.5);
  EXPECT_EQ(sim::expit(infinity), 1.0);
  EXPECT_EQ(sim::expit(-infinity), 0.0);
  EXPECT_EQ(sim::expit(800.0), 1.0);
  EXPECT_EQ(sim::expit(-800.0), 0.0);  // e^800 overflows to infinity, whose inverse is 0
  EXPECT_TRUE(std::isnan(sim::expit(std::nan(""))));
}

TEST(Expit, IsTheInverseOfTheLogOddsAndSymmetric) {
  for (const double p : {1e-6, 0.01, 0.25, 0.5, 0.8, 0.999}) {
    EXPECT_NEAR(sim::expit(std::log(p / (1 - p))), p, 1e-15);
    EXPECT_NEAR(sim::expit(std::log((1 - p) / p)), 1 - p, 1e-15);
  }
}

}  // namespace
