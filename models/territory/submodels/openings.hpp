// How many catalysts and third places there are (MODEL D5, SM11): stocks that follow a schedule, seats filled
// where there are most inhabitants for each seat already open (highest averages, d'Hondt).
//
//   catalysts   density · M inhabitants · month/155 from month 0 to 155, then × (1 + growth) a month
//   places      cap / (1 + (cap/start − 1)·e^{−growth·(month − 126)/12}) per million inhabitants
#pragma once

#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

struct CatalystParameters {
  double density = 5.2;
  double growth = 0;
  int seats = 8;

  void describe(sim::ParameterVisitor& parameters);
  /// Catalysts open at the end of `month` among `population` inhabitants.
  [[nodiscard]] int stock(sim::Month month, double population) const;
};

struct PlaceParameters {
  double start = 27;
  double cap = 150;
  double growth = 0.1736;
  int seats = 8;

  void describe(sim::ParameterVisitor& parameters);
  [[nodiscard]] int stock(sim::Month month, double population) const;
};

class Openings final : public sim::Submodel<World> {
 public:
  Openings(const CatalystParameters& catalysts, const PlaceParameters& places)
      : catalysts_(catalysts), places_(places) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  CatalystParameters catalysts_;
  PlaceParameters places_;
  std::vector<std::uint32_t> opening_catalysts_, opening_places_;
};

}  // namespace territory
