// What catalysts broker, from January 2012 to December 2018 (HO5, C8): the years a laboratory of partnerships
// had when its figures were written down.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/territory/submodels/catalyst_parameters.hpp"
#include "models/territory/world/world.hpp"
#include "sim/core/calendar.hpp"

namespace territory {

class Brokerage {
 public:
  static constexpr int first_month = 48, last_month = 131;

  Brokerage(const World& world, const CatalystParameters& catalysts);

  /// `partnerships` as `live_partnerships` gives them.
  void observe(const World& world, sim::Month month, std::span<const std::uint32_t> partnerships);

  /// Companies, associations and public bodies among the organisations that had a partnership with somebody
  /// to whom a catalyst had introduced them: shares, sum 1; NaN when there was none.
  [[nodiscard]] std::array<double, 3> mix() const;
  /// Brokered partnerships begun per event, ninth decile over EPCI that had a catalyst for a year or more.
  /// A partnership counts by halves for the EPCI of its members; events are those a catalyst calls at its
  /// rate, given the time it has. NaN when there was no such EPCI.
  [[nodiscard]] double per_event_top_decile() const;

  template <class Self, class Use>
  static void each_store(Self& self, Use&& use) {
    use("brokerage organisations", self.seen_);
    use("brokerage begun", self.begun_);
    use("brokerage events", self.events_);
    use("brokerage months", self.catalyst_months_);
  }

 private:
  CatalystParameters catalysts_;
  std::vector<Kind> kind_;                     ///< by actor
  std::vector<std::uint8_t> seen_;             ///< by actor: in a brokered partnership
  std::vector<double> begun_, events_;         ///< by EPCI
  std::vector<std::int32_t> catalyst_months_;  ///< by EPCI
};

}  // namespace territory
