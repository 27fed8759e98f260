// Who of those mobilised at a launch contributes later (HO6).
//
// The dynamic of an EPCI is launched in the first month, from January 2008 on, in which one of its actors is
// at an event. Mobilised: its actors at an event within twelve months of the launch. Contributors: those of
// them who sit in a workshop or belong to a project within the thirty-six months that follow the launch. EPCI
// launched too late to be followed to December 2020 are left out.
#pragma once

#include <cstdint>
#include <vector>

#include "models/territory/world/world.hpp"
#include "sim/core/calendar.hpp"

namespace territory {

class Mobilisation {
 public:
  static constexpr int mobilising_months = 12, followed_months = 36;

  explicit Mobilisation(const World& world);

  void observe(const World& world, sim::Month month);

  /// Contributors over mobilised, in EPCI whose thirty-six months are over at the end of `month`; NaN when
  /// nobody was mobilised.
  [[nodiscard]] double contributor_share(sim::Month month) const;

  template <class Self, class Use>
  static void each_store(Self& self, Use&& use) {
    use("mobilisation launched", self.launched_);
    use("mobilisation state", self.state_);
  }

 private:
  std::vector<std::uint32_t> epci_of_;  ///< by actor; seats never move
  std::vector<std::int16_t> launched_;  ///< month, by EPCI; −1 = not yet
  std::vector<std::uint8_t> state_;     ///< by actor: 1 mobilised, 2 contributed too
};

}  // namespace territory
