#include "models/territory/patterns/partnership_lives.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "models/territory/submodels/partnership_record.hpp"

namespace territory {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr int band = 6;
constexpr std::size_t fewest_bands = 4;
/// Years of the longest wait told apart; longer ones count with it.
constexpr std::size_t most_years = 60;

bool is_private_alliance(const World& world, std::size_t tie) {
  return world.ties.alliance[tie] != Alliance::none && !has_public_member(world, tie);
}

}  // namespace

PartnershipLives::PartnershipLives()
    : exposed_(window_months, 0),
      ended_(window_months, 0),
      alive_(window_months, 0),
      waits_(most_years + 1, 0) {}

void PartnershipLives::observe(const World& world, sim::Month month) {
  observe_survival(world, month);
  observe_first_ones(world, month);
}

void PartnershipLives::observe_survival(const World& world, sim::Month month) {
  if (month.value >= 0 && month.value <= window_end) follow(world, month);
}

void PartnershipLives::observe_first_ones(const World& world, sim::Month month) {
  if (month.value <= window_end) note_first_ones(world, month);
}

void PartnershipLives::follow(const World& world, sim::Month month) {
  std::vector<std::int32_t> alive(window_months, 0);
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    if (is_private_alliance(world, t) && world.ties.since[t] >= 0)
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

/// Ties and `allied_` are in the same order: one walk through both forgets lost ties and finds new ones.
void PartnershipLives::note_first_ones(const World& world, sim::Month month) {
  const Ties& ties = world.ties;
  std::vector<std::uint64_t> allied;
  allied.reserve(allied_.size());
  auto known = allied_.begin();
  for (std::size_t t = 0; t < ties.size(); ++t) {
    const std::uint64_t tie = sim::word(ties.store.key(t));
    while (known != allied_.end() && *known < tie) ++known;
    const bool before = known != allied_.end() && *known == tie && ties.born[t] < month.value;
    if (!before && !is_private_alliance(world, t)) continue;
    allied.push_back(tie);
    if (before || ties.since[t] < 0) continue;
    const int wait = std::max(0, ties.since[t] - ties.born[t]);
    ++waits_[std::min(static_cast<std::size_t>(wait / 12), most_years)];
  }
  allied_ = std::move(allied);
}

double PartnershipLives::survival(int months) const {
  double alive = 1.0;
  for (int age = 1; age <= months; ++age) {
    const auto a = static_cast<std::size_t>(age);
    if (a >= exposed_.size() || exposed_[a] == 0) return nan;
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
  return {exposure > 0 ? static_cast<double>(endings) / static_cast<double>(exposure) : nan, endings};
}

double PartnershipLives::dangerous_age(std::int64_t fewest) const {
  double worst = -1.0, age = nan;
  std::size_t bands = 0;
  for (int first = 1; first + band <= window_months; first += band) {
    const Hazard here = hazard(first, first + band - 1);
    if (here.endings < fewest) continue;
    ++bands;
    if (here.rate <= worst) continue;
    worst = here.rate;
    age = first + 0.5 * (band - 1);
  }
  return bands < fewest_bands ? nan : age;
}

double PartnershipLives::wait_quantile(double share) const {
  const auto all = std::accumulate(waits_.begin(), waits_.end(), std::int64_t{0});
  if (all == 0) return nan;
  std::int64_t within = 0;
  for (std::size_t years = 0; years < waits_.size(); ++years) {
    within += waits_[years];
    if (static_cast<double>(within) >= share * static_cast<double>(all)) return static_cast<double>(years);
  }
  return static_cast<double>(most_years);
}

}  // namespace territory
