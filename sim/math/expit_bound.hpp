// A quick upper bound of expit: decides most comparisons with a uniform before the exponential is needed.
#pragma once

#include <array>
#include <cstddef>

#include "sim/math/elementary.hpp"

namespace sim {

/// expit(x) ≤ bound(x) for every x, at most 3.2 % above it for x > −8; below, it stays at expit(−8 + 1/32).
class ExpitBound {
 public:
  ExpitBound() {
    for (std::size_t cell = 0; cell + 1 < cells; ++cell)
      bound_[cell] = expit(static_cast<double>(cell + 1) / per_unit - reach);
    bound_[cells - 1] = 1.0;
  }

  [[nodiscard]] double operator()(double x) const {
    const double place = (x + reach) * per_unit;
    if (!(place > 0.0)) return bound_[0];
    return place < cells - 1 ? bound_[static_cast<std::size_t>(place)] : 1.0;
  }

 private:
  static constexpr double reach = 8.0, per_unit = 32.0;
  static constexpr std::size_t cells = 513;  // 16 units, and one for all beyond
  std::array<double, cells> bound_{};
};

}  // namespace sim
