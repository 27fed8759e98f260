// When a run saves its state without being asked to.
#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "sim/core/calendar.hpp"

namespace cli {

/// Every so many months, never (0), or, unless told, whenever ten minutes have passed since the last time:
/// then the cost is small and the loss bounded, however large the territory.
class CheckpointPlan {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;
  static constexpr auto usual_interval = std::chrono::minutes(10);

  CheckpointPlan(std::optional<int> every, sim::Month first, Clock clock = std::chrono::steady_clock::now)
      : every_(every), first_(first), clock_(std::move(clock)), last_(clock_()) {}

  [[nodiscard]] bool due(sim::Month month) const {
    if (every_) return *every_ > 0 && (month - first_ + 1) % *every_ == 0;
    return clock_() - last_ >= usual_interval;
  }
  void saved() { last_ = clock_(); }

 private:
  std::optional<int> every_;
  sim::Month first_;
  Clock clock_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace cli
