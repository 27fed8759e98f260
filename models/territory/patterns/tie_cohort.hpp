// Whether bridges die faster than embedded ties (HO9): contacts that are no partnership at the end of
// September 2014, with and without a common contact, looked for again a year later.
#pragma once

#include <cstdint>
#include <vector>

#include "models/territory/world/world.hpp"
#include "sim/core/calendar.hpp"
#include "sim/parallel/executor.hpp"

namespace territory {

class TieCohort {
 public:
  static constexpr int first_month = 80, later_month = first_month + 12;

  void observe(const World& world, sim::Month month, const sim::Executor& executor);

  /// Share of bridges (no common contact), and of embedded ties (one or more), that were gone; NaN before the
  /// second look or when there were none.
  [[nodiscard]] double bridges_gone() const { return gone(0); }
  [[nodiscard]] double embedded_gone() const { return gone(1); }

  template <class Self, class Use>
  static void each_store(Self& self, Use&& use) {
    use("cohort bridges", self.ties_[0]);
    use("cohort embedded", self.ties_[1]);
    use("cohort counts", self.counts_);
  }

 private:
  void choose(const World& world, const sim::Executor& executor);
  void look_again(const World& world);
  [[nodiscard]] double gone(std::size_t kind) const;

  std::vector<std::uint64_t> ties_[2];  ///< keys, ascending: bridges, embedded; empty but for that year
  /// Of bridges, how many there were and how many are gone; then of embedded ties.
  std::vector<std::int64_t> counts_ = std::vector<std::int64_t>(4, 0);
};

}  // namespace territory
