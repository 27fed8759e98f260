// What a month leaves an open catalyst with (MODEL SM10): legitimacy, cash, the choice to operate, the end.
//
// Each hosted project that enters `perpetuate` this month is spun off or operated, by `policy`. A catalyst
// whose cash has been below zero for `closing_months` closes: its contacts are gone with its people, its seat
// waits for the next generation. Formulas: catalyst_parameters.hpp. Limits L24 and L30.
#pragma once

#include "models/territory/submodels/catalyst_parameters.hpp"
#include "models/territory/world/traits.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

class CatalystAccounts final : public sim::Submodel<World> {
 public:
  /// `seats_in_places`: whether a seat in a third place saves money.
  CatalystAccounts(const CatalystParameters& parameters, bool seats_in_places, const TraitDrawer& traits)
      : parameters_(parameters), seats_in_places_(seats_in_places), traits_(traits) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  struct Balance {
    std::uint32_t seat, row;
    float legitimacy, cash, operating;
    std::uint8_t months_broke;
    bool closes;
  };
  void forget_contacts(World& world, const sim::Step& step);

  CatalystParameters parameters_;
  bool seats_in_places_;
  const TraitDrawer& traits_;
  std::vector<Balance> balances_;
  sim::PerChunk<std::uint32_t> lost_;
};

}  // namespace territory
