#include "models/territory/patterns/tie_cohort.hpp"

#include <algorithm>
#include <limits>

namespace territory {

namespace {

/// Who knows whom at the end of the month, ascending: the store's own index may still hold contacts lost in
/// it.
std::vector<std::vector<std::uint32_t>> acquaintances(const World& world) {
  std::vector<std::vector<std::uint32_t>> known(world.actors.size());
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    const std::uint32_t low = world.ties.store.low_row(t), high = world.ties.store.high_row(t);
    known[low].push_back(high);
    known[high].push_back(low);
  }
  for (auto& others : known) std::ranges::sort(others);
  return known;
}

bool have_common(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  const auto& shorter = a.size() <= b.size() ? a : b;
  const auto& longer = a.size() <= b.size() ? b : a;
  return std::ranges::any_of(shorter,
                             [&](std::uint32_t actor) { return std::ranges::binary_search(longer, actor); });
}

}  // namespace

void TieCohort::observe(const World& world, sim::Month month) {
  const Ties& ties = world.ties;
  if (month.value == first_month) {
    const auto known = acquaintances(world);
    for (std::size_t t = 0; t < ties.size(); ++t) {
      if (ties.alliance[t] != Alliance::none) continue;
      const bool embedded = have_common(known[ties.store.low_row(t)], known[ties.store.high_row(t)]);
      ties_[embedded ? 1 : 0].push_back(sim::word(ties.store.key(t)));
    }
  }
  if (month.value != later_month) return;
  for (std::size_t kind = 0; kind < 2; ++kind) {
    std::size_t t = 0;
    std::int64_t left = 0;
    for (const std::uint64_t tie : ties_[kind]) {
      while (t < ties.size() && sim::word(ties.store.key(t)) < tie) ++t;
      // A contact made again since is another one.
      left += t < ties.size() && sim::word(ties.store.key(t)) == tie && ties.born[t] <= first_month;
    }
    counts_[2 * kind] = static_cast<std::int64_t>(ties_[kind].size());
    counts_[2 * kind + 1] = counts_[2 * kind] - left;
    ties_[kind].clear();
  }
}

double TieCohort::gone(std::size_t kind) const {
  if (counts_[2 * kind] == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(counts_[2 * kind + 1]) / static_cast<double>(counts_[2 * kind]);
}

}  // namespace territory
