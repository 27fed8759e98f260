#include "models/territory/patterns/tie_cohort.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>

namespace territory {

namespace {

/// Who knows whom at the end of the month: the store's own index may still hold contacts lost in it.
class Acquaintances {
 public:
  explicit Acquaintances(const World& world) : begin_(world.actors.size() + 1, 0) {
    const sim::PairStore& ties = world.ties.store;
    for (std::size_t t = 0; t < ties.size(); ++t) {
      ++begin_[ties.low_row(t)];
      ++begin_[ties.high_row(t)];
    }
    std::exclusive_scan(begin_.begin(), begin_.end(), begin_.begin(), 0U);
    others_.resize(begin_.back());
    std::vector<std::uint32_t> next(begin_);
    // In the order of ties those below an actor come before those above it, both ascending.
    for (std::size_t t = 0; t < ties.size(); ++t) {
      others_[next[ties.low_row(t)]++] = ties.high_row(t);
      others_[next[ties.high_row(t)]++] = ties.low_row(t);
    }
  }

  /// Ascending.
  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t actor) const {
    return {others_.data() + begin_[actor], others_.data() + begin_[actor + 1]};
  }

 private:
  std::vector<std::uint32_t> begin_, others_;
};

bool have_common(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  const auto shorter = a.size() <= b.size() ? a : b;
  const auto longer = a.size() <= b.size() ? b : a;
  return std::ranges::any_of(shorter,
                             [&](std::uint32_t actor) { return std::ranges::binary_search(longer, actor); });
}

}  // namespace

void TieCohort::observe(const World& world, sim::Month month, const sim::Executor& executor) {
  if (month.value == first_month) choose(world, executor);
  if (month.value == later_month) look_again(world);
}

void TieCohort::choose(const World& world, const sim::Executor& executor) {
  const Ties& ties = world.ties;
  const Acquaintances known(world);
  sim::PerChunk<std::uint64_t> keys[2];
  for (auto& kind : keys) kind.reset(executor.chunk_count(ties.size()));
  executor.for_chunks(ties.size(), [&](const sim::Chunk& chunk) {
    for (std::size_t t = chunk.begin; t < chunk.end; ++t) {
      if (ties.alliance[t] != Alliance::none) continue;
      const bool embedded = have_common(known.of(ties.store.low_row(t)), known.of(ties.store.high_row(t)));
      keys[embedded ? 1 : 0][chunk].push_back(sim::word(ties.store.key(t)));
    }
  });
  for (std::size_t kind = 0; kind < 2; ++kind) keys[kind].join_into(ties_[kind]);
}

void TieCohort::look_again(const World& world) {
  const Ties& ties = world.ties;
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
