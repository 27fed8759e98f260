// What a month leaves an open third place with (MODEL SM11): money from the public, its own income, fees of
// those who came; one that has been in the red for `closing_months` closes. The schedule (openings) fills the
// gap. Formula: place_parameters.hpp.
#pragma once

#include "models/territory/submodels/place_parameters.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

class PlaceAccounts final : public sim::Submodel<World> {
 public:
  explicit PlaceAccounts(const PlaceParameters& parameters) : parameters_(parameters) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  struct Balance {
    std::uint32_t place;
    float cash;
    std::uint8_t months_broke;
  };
  PlaceParameters parameters_;
  std::vector<Balance> balances_;
};

}  // namespace territory
