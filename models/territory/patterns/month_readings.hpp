// What patterns read of the state at the end of one month, and of gatherings over one year (C5, HO7, HO8,
// HO11).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/territory/submodels/gathering_parameters.hpp"
#include "models/territory/tally.hpp"
#include "models/territory/world/world.hpp"
#include "sim/core/calendar.hpp"

namespace territory {

/// One number each; NaN until its month.
enum class MonthReading : std::uint8_t {
  mecenat_share,  ///< of associations with a partnership, those with one of this type; the next three too
  responsible_practice_share,
  economic_cooperation_share,
  social_innovation_share,
  running_projects,     ///< per EPCI with a catalyst
  sessions,             ///< called by catalysts in the year, per EPCI with a catalyst
  partners_top_decile,  ///< members per project under way, ninth decile
  heterogeneity,        ///< Cochran's Q of the trust–age correlation between EPCI over its 95 % bound
  dense_ahead           ///< chance that a dense commune is further than a small one in Q4, ties half
};
inline constexpr std::size_t month_reading_count = 9;

/// EPCI whose correlation is told apart: at least so many partnerships.
inline constexpr double fewest_partnerships_of_epci = 10;
/// Dense: urban in the density grid (its first four classes). Small: rural and under so many inhabitants.
inline constexpr int last_urban_class = 4, small_commune_bound = 500;

/// Cochran's Q of correlations `r` over `n` pairs each (Fisher's z, weights n − 3), divided by the 95 % bound
/// of its χ² (Wilson and Hilferty's approximation): above 1, they differ by more than chance. NaN with fewer
/// than two.
[[nodiscard]] double heterogeneity(std::span<const double> r, std::span<const double> n);

class MonthReadings {
 public:
  static constexpr int association_month = 93, year_end = 95, q4_month = 106, calm_month = 143;

  explicit MonthReadings(const GatheringParameters& gatherings) : sittings_(gatherings.sittings) {}

  /// `epcis`: tallies of the month; not needed in the spin-up.
  void observe(const World& world, sim::Month month, std::span<const Tally> epcis);

  [[nodiscard]] double of(MonthReading reading) const { return values_[static_cast<std::size_t>(reading)]; }

  template <class Self, class Use>
  static void each_store(Self& self, Use&& use) {
    use("readings", self.values_);
    use("readings sessions", self.sessions_);
  }

 private:
  void set(MonthReading reading, double value) { values_[static_cast<std::size_t>(reading)] = value; }
  void read_types(const World& world);
  void read_projects(const World& world);
  void read_dynamics(const World& world);
  void read_correlations(const World& world, std::span<const Tally> epcis);

  int sittings_;
  std::vector<double> values_ =
      std::vector<double>(month_reading_count, std::numeric_limits<double>::quiet_NaN());
  std::vector<std::int64_t> sessions_ = std::vector<std::int64_t>(1, 0);
};

}  // namespace territory
