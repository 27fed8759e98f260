#include "models/territory/submodels/place_accounts.hpp"

namespace territory {

sim::Declaration PlaceAccounts::declaration() const {
  return {.name = "place_accounts",
          .phase = "P13",
          .meaning = "third places earn and spend; the broke close",
          .reads = {"places.active", "places.commune", "places.cash", "places.months_broke",
                    "places.attendance", "epcis.cash_cut"},
          .writes = {"places.cash", "places.months_broke", "places.active"}};
}

void PlaceAccounts::decide(const World& world, const sim::Step&) {
  balances_.clear();
  if (!parameters_.enabled) return;
  const Places& places = world.places;
  for (std::uint32_t p = 0; p < places.table.rows(); ++p) {
    if (!places.active[p]) continue;
    const double cut = world.epcis.cash_cut[world.geography.epci_of[places.commune[p]]];
    const double cash = places.cash[p] + parameters_.balance(places.attendance[p], cut);
    balances_.push_back({p, static_cast<float>(cash),
                         static_cast<std::uint8_t>(cash < 0.0 ? places.months_broke[p] + 1 : 0)});
  }
}

void PlaceAccounts::commit(World& world, const sim::Step&) {
  if (!parameters_.enabled) return;
  world.flows.places_closed = 0;
  for (const Balance& b : balances_) {
    const bool closes = b.months_broke >= parameters_.closing_months;
    world.places.cash[b.place] = closes ? 0.0F : b.cash;
    world.places.months_broke[b.place] = closes ? std::uint8_t{0} : b.months_broke;
    if (!closes) continue;
    world.places.active[b.place] = 0;
    ++world.flows.places_closed;
  }
}

}  // namespace territory
