// How many catalysts and third places there are (MODEL D5, SM11): stocks that follow a schedule, seats filled
// where there are most inhabitants for each seat already open (highest averages, d'Hondt).
//
//   catalysts   density · M inhabitants · month/155 from month 0 to 155, then × (1 + growth) a month
//   places      cap / (1 + (cap/start − 1)·e^{−growth·(month − 126)/12}) per million inhabitants
//
// What closed this month opens again in the same EPCI or commune: the rule of highest averages gives the seat
// back. Under `mode` endogenous an EPCI without a catalyst gets one with probability birth · share of its
// actors at level ≥2, from January 2008 on. A catalyst that opens draws its host, skill and neutrality.
#pragma once

#include "models/territory/submodels/catalyst_parameters.hpp"
#include "models/territory/submodels/place_parameters.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

class Openings final : public sim::Submodel<World> {
 public:
  Openings(const CatalystParameters& catalysts, const PlaceParameters& places)
      : catalysts_(catalysts), places_(places) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  void decide_births(const World& world, const sim::Step& step);
  void decide_schedule(const World& world, const sim::Step& step);
  void decide_places(const World& world, const sim::Step& step);
  void open_catalyst(World& world, std::size_t seat, bool has_place, const sim::Step& step) const;
  [[nodiscard]] Host draw_host(bool has_place, sim::KeyedDraws& draws) const;

  CatalystParameters catalysts_;
  PlaceParameters places_;
  std::vector<std::uint32_t> opening_catalysts_, opening_places_;  ///< seats
};

}  // namespace territory
