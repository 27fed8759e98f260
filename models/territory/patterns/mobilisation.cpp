#include "models/territory/patterns/mobilisation.hpp"

#include <algorithm>
#include <limits>

#include "models/territory/patterns/window.hpp"

namespace territory {

namespace {

constexpr std::uint8_t is_mobilised = 1, is_contributor = 2;

}  // namespace

Mobilisation::Mobilisation(const World& world)
    : launched_(world.geography.epcis.size(), -1), state_(world.actors.size(), 0) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) epci_of_.push_back(world.epci_of_actor(i));
}

void Mobilisation::observe(const World& world, sim::Month month) {
  if (month.value < 0 || month.value > window_end) return;
  const Actors& actors = world.actors;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    std::int16_t& launched = launched_[epci_of_[i]];
    if (launched < 0 && (actors.participation[i] & participation::event))
      launched = static_cast<std::int16_t>(month.value);
  }
  for (std::size_t i = 0; i < actors.size(); ++i) {
    const int launched = launched_[epci_of_[i]];
    const int since = month.value - launched;
    if (launched < 0 || since >= followed_months) continue;
    if (since < mobilising_months && (actors.participation[i] & participation::event))
      state_[i] |= is_mobilised;
    if ((actors.participation[i] & participation::workshop) || actors.projects[i] > 0)
      state_[i] |= is_contributor;
  }
}

double Mobilisation::contributor_share(sim::Month month) const {
  std::int64_t mobilised = 0, contributors = 0;
  const int last = std::min(month.value, window_end);
  for (std::size_t i = 0; i < state_.size(); ++i) {
    const int launched = launched_[epci_of_[i]];
    if (launched < 0 || launched + followed_months - 1 > last || !(state_[i] & is_mobilised)) continue;
    ++mobilised;
    contributors += (state_[i] & is_contributor) != 0;
  }
  return mobilised > 0 ? static_cast<double>(contributors) / static_cast<double>(mobilised)
                       : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace territory
