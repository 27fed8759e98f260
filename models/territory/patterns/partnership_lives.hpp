// How long partnerships live and how long they took to come about: what C9, HO10 and HO12 are read from.
//
// Company–association partnerships born from January 2008 on are followed to the end of the window or of the
// run, whichever is first (right-censored there), whatever ends them: their own ending, or the exit of a
// member. At age a months, `exposed[a]` counts those alive at age a − 1 and `ended[a]` those of them that are
// gone a month later; Kaplan–Meier's estimate is S(a) = Π_{k ≤ a} (1 − ended[k]/exposed[k]).
//
// The first partnership of a contact waited since the month the two met; a contact that was lost and made
// again begins anew.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/territory/patterns/window.hpp"
#include "models/territory/world/world.hpp"
#include "sim/core/calendar.hpp"

namespace territory {

class PartnershipLives {
 public:
  PartnershipLives();

  /// At the end of every month, the spin-up's too; `partnerships` as `live_partnerships` gives them.
  void observe(const World& world, sim::Month month, std::span<const std::uint32_t> partnerships);

  /// By age in months, from 0 (never at risk) on.
  [[nodiscard]] std::span<const std::int32_t> exposed() const { return exposed_; }
  [[nodiscard]] std::span<const std::int32_t> ended() const { return ended_; }
  /// First partnerships of the window, by whole years since the two met.
  [[nodiscard]] std::span<const std::int32_t> waits() const { return waits_; }

  /// Kaplan–Meier's estimate at age `months`; NaN when nothing was followed so far.
  [[nodiscard]] double survival(int months) const;
  /// Endings per month of exposure over ages `first` to `last`, and how many endings it rests on.
  struct Hazard {
    double rate;  ///< NaN without exposure
    std::int64_t endings;
  };
  [[nodiscard]] Hazard hazard(int first, int last) const;
  /// Middle of the band of six months (1–6, 7–12, …) with the highest hazard, among bands with at least
  /// `fewest` endings; NaN when fewer than four have them.
  [[nodiscard]] double dangerous_age(std::int64_t fewest) const;
  /// Years within which `share` of the waits lie; NaN without any.
  [[nodiscard]] double wait_quantile(double share) const;

  /// False when stores taken from a checkpoint do not fit together.
  [[nodiscard]] bool sound() const {
    return allied_.size() == noted_.size() && std::ranges::is_sorted(allied_);
  }
  /// Everything that must survive an interruption, one store after the other.
  template <class Self, class Use>
  static void each_store(Self& self, Use&& use) {
    use("lives exposed", self.exposed_);
    use("lives ended", self.ended_);
    use("lives alive", self.alive_);
    use("lives waits", self.waits_);
    use("lives allied", self.allied_);
    use("lives noted", self.noted_);
  }

 private:
  void follow(const World& world, sim::Month month, std::span<const std::uint32_t> partnerships);
  void note_first_ones(const World& world, sim::Month month, std::span<const std::uint32_t> partnerships);
  void insert(std::span<const std::uint64_t> fresh, std::int16_t noted);

  std::vector<std::int32_t> exposed_, ended_;
  std::vector<std::int32_t> alive_;  ///< by month of birth, a month ago
  std::vector<std::int32_t> waits_;
  /// Contacts that ever were partnerships, ascending, and the month in which they last became one: a contact
  /// made since is another.
  std::vector<std::uint64_t> allied_;
  std::vector<std::int16_t> noted_;
};

}  // namespace territory
