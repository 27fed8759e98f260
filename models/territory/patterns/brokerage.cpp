#include "models/territory/patterns/brokerage.hpp"

#include <limits>

#include "models/territory/patterns/quantile.hpp"

namespace territory {

namespace {

constexpr std::int32_t fewest_catalyst_months = 12;

}  // namespace

Brokerage::Brokerage(const World& world, const CatalystParameters& catalysts)
    : catalysts_(catalysts),
      seen_(world.actors.size(), 0),
      begun_(world.geography.epcis.size(), 0.0),
      events_(world.geography.epcis.size(), 0.0),
      catalyst_months_(world.geography.epcis.size(), 0) {
  for (std::size_t i = 0; i < world.actors.size(); ++i) kind_.push_back(world.actors.kind[i]);
}

void Brokerage::observe(const World& world, sim::Month month, std::span<const std::uint32_t> partnerships) {
  if (month.value < first_month || month.value > last_month) return;
  const Ties& ties = world.ties;
  for (const std::uint32_t t : partnerships) {
    if (!ties.brokered(t)) continue;
    for (const std::uint32_t member : {ties.store.low_row(t), ties.store.high_row(t)}) {
      seen_[member] = 1;
      if (ties.since[t] == month.value) begun_[world.epci_of_actor(member)] += 0.5;
    }
  }
  if (!catalysts_.enabled) return;
  const auto seats = world.roster.catalyst_seats();
  for (std::size_t k = 0; k < seats.size(); ++k) {
    if (!world.actors.active[seats[k]]) continue;
    const std::uint32_t e = world.epci_of_actor(seats[k]);
    const double staff = catalysts_.team + world.epcis.team_boost[e];
    const double catalysis = 1.0 - catalysts_.operating_time * world.catalysts.operating[k];
    events_[e] += catalysts_.mean_gatherings(staff, catalysis) * (1.0 - catalysts_.workshop_share);
    ++catalyst_months_[e];
  }
}

std::array<double, 3> Brokerage::mix() const {
  std::array<double, 3> count{};
  double all = 0.0;
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    const auto family = static_cast<std::size_t>(family_of(kind_[i]));
    if (!seen_[i] || family >= count.size()) continue;
    ++count[family];
    ++all;
  }
  for (double& share : count) share = all > 0.0 ? share / all : std::numeric_limits<double>::quiet_NaN();
  return count;
}

double Brokerage::per_event_top_decile() const {
  std::vector<double> ratios;
  for (std::size_t e = 0; e < events_.size(); ++e) {
    if (catalyst_months_[e] >= fewest_catalyst_months && events_[e] > 0.0)
      ratios.push_back(begun_[e] / events_[e]);
  }
  return quantile(std::move(ratios), 0.9);
}

}  // namespace territory
