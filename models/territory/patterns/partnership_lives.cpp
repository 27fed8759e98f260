#include "models/territory/patterns/partnership_lives.hpp"

#include <algorithm>
#include <numeric>

#include "models/territory/submodels/partnership_record.hpp"
#include "sim/math/nothing.hpp"

namespace territory {

namespace {

using sim::nothing;
constexpr int band = 6;
constexpr std::size_t fewest_bands = 4;
/// Years of the longest wait told apart; longer ones count with it.
constexpr std::size_t most_years = 60;

/// As lower_bound, for a place that is near: looks twice as far each time.
template <class Place>
Place first_not_below(Place from, Place end, std::uint64_t tie) {
  std::ptrdiff_t step = 1;
  while (step < end - from && from[step] < tie) {
    from += step;
    step *= 2;
  }
  return std::lower_bound(from, step < end - from ? from + step + 1 : end, tie);
}

}  // namespace

PartnershipLives::PartnershipLives()
    : exposed_(window_months, 0),
      ended_(window_months, 0),
      alive_(window_months, 0),
      waits_(most_years + 1, 0) {}

void PartnershipLives::observe(const World& world, sim::Month month,
                               std::span<const std::uint32_t> partnerships) {
  if (month.value > window_end) return;
  if (month.value >= 0) follow(world, month, partnerships);
  note_first_ones(world, month, partnerships);
}

void PartnershipLives::follow(const World& world, sim::Month month,
                              std::span<const std::uint32_t> partnerships) {
  std::vector<std::int32_t> alive(window_months, 0);
  for (const std::uint32_t t : partnerships) {
    if (world.ties.since[t] >= 0 && !has_public_member(world, t))
      ++alive[static_cast<std::size_t>(world.ties.since[t])];
  }
  for (int born = 0; born < month.value; ++born) {
    const auto age = static_cast<std::size_t>(month.value - born);
    const auto cohort = static_cast<std::size_t>(born);
    exposed_[age] += alive_[cohort];
    ended_[age] += alive_[cohort] - alive[cohort];
  }
  alive_ = std::move(alive);
}

/// Only partnerships begun this month can be first ones; in the first month, all there are.
void PartnershipLives::note_first_ones(const World& world, sim::Month month,
                                       std::span<const std::uint32_t> partnerships) {
  const Ties& ties = world.ties;
  const bool all = allied_.empty();
  std::vector<std::uint64_t> fresh;
  auto place = allied_.begin();  // both are ascending
  for (const std::uint32_t t : partnerships) {
    if ((!all && ties.since[t] != month.value) || has_public_member(world, t)) continue;
    const std::uint64_t tie = sim::word(ties.store.key(t));
    place = first_not_below(place, allied_.end(), tie);
    bool before = false;
    if (place != allied_.end() && *place == tie) {
      std::int16_t& noted = noted_[static_cast<std::size_t>(place - allied_.begin())];
      before = ties.born[t] <= noted;
      noted = static_cast<std::int16_t>(month.value);
    } else {
      fresh.push_back(tie);
    }
    if (before || ties.since[t] < 0) continue;
    const int wait = std::max(0, ties.since[t] - ties.born[t]);
    ++waits_[std::min(static_cast<std::size_t>(wait / 12), most_years)];
  }
  insert(fresh, static_cast<std::int16_t>(month.value));
}

/// Moves what is there up in runs, from the end; `fresh` is ascending.
void PartnershipLives::insert(std::span<const std::uint64_t> fresh, std::int16_t noted) {
  auto end = static_cast<std::ptrdiff_t>(allied_.size());  // of what has not moved
  allied_.resize(allied_.size() + fresh.size());
  noted_.resize(allied_.size());
  for (auto left = static_cast<std::ptrdiff_t>(fresh.size()); left > 0; --left) {
    const std::uint64_t tie = fresh[static_cast<std::size_t>(left - 1)];
    const auto begin = std::lower_bound(allied_.begin(), allied_.begin() + end, tie) - allied_.begin();
    std::move_backward(allied_.begin() + begin, allied_.begin() + end, allied_.begin() + end + left);
    std::move_backward(noted_.begin() + begin, noted_.begin() + end, noted_.begin() + end + left);
    allied_[static_cast<std::size_t>(begin + left - 1)] = tie;
    noted_[static_cast<std::size_t>(begin + left - 1)] = noted;
    end = begin;
  }
}

double PartnershipLives::survival(int months) const {
  double alive = 1.0;
  for (int age = 1; age <= months; ++age) {
    const auto a = static_cast<std::size_t>(age);
    if (a >= exposed_.size() || exposed_[a] == 0) return nothing;
    alive *= 1.0 - static_cast<double>(ended_[a]) / exposed_[a];
  }
  return alive;
}

PartnershipLives::Hazard PartnershipLives::hazard(int first, int last) const {
  const auto sum = [&](const std::vector<std::int32_t>& counts) {
    const auto end = std::min(static_cast<std::size_t>(last) + 1, counts.size());
    return std::accumulate(counts.begin() + first, counts.begin() + static_cast<std::ptrdiff_t>(end),
                           std::int64_t{0});
  };
  const std::int64_t endings = sum(ended_), exposure = sum(exposed_);
  return {exposure > 0 ? static_cast<double>(endings) / static_cast<double>(exposure) : nothing, endings};
}

double PartnershipLives::dangerous_age(std::int64_t fewest) const {
  double worst = -1.0, age = nothing;
  std::size_t bands = 0;
  for (int first = 1; first + band <= window_months; first += band) {
    const Hazard here = hazard(first, first + band - 1);
    if (here.endings < fewest) continue;
    ++bands;
    if (here.rate <= worst) continue;
    worst = here.rate;
    age = first + 0.5 * (band - 1);
  }
  return bands < fewest_bands ? nothing : age;
}

double PartnershipLives::wait_quantile(double share) const {
  const auto all = std::accumulate(waits_.begin(), waits_.end(), std::int64_t{0});
  if (all == 0) return nothing;
  std::int64_t within = 0;
  for (std::size_t years = 0; years < waits_.size(); ++years) {
    within += waits_[years];
    if (static_cast<double>(within) >= share * static_cast<double>(all)) return static_cast<double>(years);
  }
  return static_cast<double>(most_years);
}

}  // namespace territory
