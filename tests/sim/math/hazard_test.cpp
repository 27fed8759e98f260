#include "sim/math/hazard.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

// On every decision that a draw of 32 bits can meet near the threshold, for hazards from tiny to certain.
TEST(Hazard, OccursExactlyWhenTheDrawIsBelowItsProbability) {
  for (int k = -120; k <= 20; ++k) {
    const double hazard = std::pow(10.0, k / 8.0);
    const double probability = 1.0 - sim::exp(-hazard);
    for (int step = -200; step <= 200; ++step) {
      for (const double u :
           {probability + step * 0x1p-32, probability + step * 0x1p-53, hazard + step * 0x1p-53}) {
        if (u <= 0.0 || u >= 1.0) continue;
        ASSERT_EQ(sim::occurs(hazard, u), u < probability) << "hazard " << hazard << ", u " << u;
      }
    }
  }
  EXPECT_FALSE(sim::occurs(0.0, 0x1p-33));
}

}  // namespace
