// Whether something of a given hazard happens within a month: P = 1 − e^{−h}.
#pragma once

#include "sim/math/elementary.hpp"

namespace sim {

/// More than 1 − e^{−h} can exceed h (h ≥ 0) by the rounding of its two operations.
inline constexpr double hazard_rounding = 1e-15;

/// u < 1 − e^{−h} for u uniform in (0, 1) and h ≥ 0. As 1 − e^{−h} ≤ h, most draws are decided without the
/// exponential.
[[nodiscard]] inline bool occurs(double hazard, double u) {
  return u < hazard + hazard_rounding && u < 1.0 - exp(-hazard);
}

}  // namespace sim
