#include "sim/state/pair_store.hpp"

#include <algorithm>

#include "sim/core/error.hpp"

namespace sim {

PairStore::PairStore(std::string name, const Table& population)
    : population_(population), columns_(std::move(name)) {
  low_ = columns_.add<std::uint32_t>("uid_low");
  high_ = columns_.add<std::uint32_t>("uid_high");
}

std::vector<std::uint32_t> PairStore::insert(const Executor& executor, std::span<const PairKey> keys) {
  // All that can be wrong with the keys is found before anything changes.
  std::vector<std::uint32_t> before(keys.size()), low_rows(keys.size()), high_rows(keys.size());
  std::size_t old = 0;
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (!(keys[k].low < keys[k].high) || (k > 0 && !(keys[k - 1] < keys[k]))) {
      throw InvariantError("pairs to insert are not ascending and distinct");
    }
    while (old < size() && key(old) < keys[k]) ++old;
    if (old < size() && key(old) == keys[k]) throw InvariantError("a pair to insert is present already");
    before[k] = static_cast<std::uint32_t>(old);
    low_rows[k] = population_.row_of(keys[k].low);
    high_rows[k] = population_.row_of(keys[k].high);
  }
  executor.for_indices(columns_.column_count(), [&](std::size_t c) { columns_.store(c).open_rows(before); });
  columns_.set_rows(size() + keys.size());
  low_rows_.resize(size());
  high_rows_.resize(size());
  std::size_t run_end = size() - keys.size();
  for (std::size_t k = keys.size(); k-- > 0;) {
    const std::size_t row = before[k] + k;
    std::copy_backward(low_rows_.begin() + before[k], low_rows_.begin() + run_end,
                       low_rows_.begin() + run_end + k + 1);
    std::copy_backward(high_rows_.begin() + before[k], high_rows_.begin() + run_end,
                       high_rows_.begin() + run_end + k + 1);
    run_end = before[k];
    low_[row] = keys[k].low.value;
    high_[row] = keys[k].high.value;
    low_rows_[row] = low_rows[k];
    high_rows_[row] = high_rows[k];
    before[k] = static_cast<std::uint32_t>(row);
  }
  indexed_ = false;
  return before;
}

void PairStore::remove(const Executor& executor, std::span<const std::uint32_t> pairs) {
  if (pairs.empty()) return;
  executor.for_indices(columns_.column_count(), [&](std::size_t c) { columns_.store(c).drop_rows(pairs); });
  columns_.set_rows(size() - pairs.size());
  std::size_t write = pairs[0];
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    const std::size_t end = k + 1 < pairs.size() ? pairs[k + 1] : low_rows_.size();
    for (std::size_t row = pairs[k] + std::size_t{1}; row < end; ++row, ++write) {
      low_rows_[write] = low_rows_[row];
      high_rows_[write] = high_rows_[row];
    }
  }
  low_rows_.resize(write);
  high_rows_.resize(write);
  indexed_ = false;
}

void PairStore::index(const Executor& executor) {
  const std::size_t pairs = size();
  low_rows_.resize(pairs);
  high_rows_.resize(pairs);
  for (std::size_t p = 0; p < pairs; ++p) {
    low_rows_[p] = population_.row_of(Uid{low_[p]});
    high_rows_[p] = population_.row_of(Uid{high_[p]});
  }
  index_neighbours(executor);
}

void PairStore::index_neighbours(const Executor& executor) {
  const std::size_t pairs = size();
  const std::size_t actors = population_.rows();
  // Pairs come sorted by their lower member, so its higher neighbours are one run of pairs, in order; the
  // lower neighbours of an actor arrive in order too when the pairs are passed once. The two halves fill
  // different places, side by side.
  runs_.assign(actors + 1, 0);
  lower_.assign(actors, 0);
  executor.for_indices(2, [&](std::size_t half) {
    if (half == 0) {
      for (std::size_t p = 0; p < pairs; ++p) ++runs_[low_rows_[p] + 1];
      for (std::size_t a = 1; a <= actors; ++a) runs_[a] += runs_[a - 1];
    } else {
      for (std::size_t p = 0; p < pairs; ++p) ++lower_[high_rows_[p]];
    }
  });
  offsets_.resize(actors + 1);
  offsets_[0] = 0;
  for (std::size_t a = 0; a < actors; ++a)
    offsets_[a + 1] = offsets_[a] + lower_[a] + (runs_[a + 1] - runs_[a]);
  neighbours_.resize(2 * pairs);
  executor.for_indices(2, [&](std::size_t half) {
    if (half == 0) {
      for (std::size_t a = 0; a < actors; ++a) {
        std::uint32_t place = offsets_[a + 1] - (runs_[a + 1] - runs_[a]);
        for (std::uint32_t p = runs_[a]; p < runs_[a + 1]; ++p) neighbours_[place++] = {high_rows_[p], p};
      }
    } else {
      next_.assign(offsets_.begin(), offsets_.end() - 1);
      for (std::size_t p = 0; p < pairs; ++p) {
        neighbours_[next_[high_rows_[p]]++] = {low_rows_[p], static_cast<std::uint32_t>(p)};
      }
    }
  });
  indexed_ = true;
}

std::int64_t PairStore::find(std::uint32_t actor_a, std::uint32_t actor_b) const {
  auto list = neighbours(actor_a);
  std::uint32_t wanted = actor_b;
  const auto other = neighbours(actor_b);
  if (other.size() < list.size()) {
    list = other;
    wanted = actor_a;
  }
  const auto place =
      std::lower_bound(list.begin(), list.end(), wanted,
                       [](const Neighbour& n, std::uint32_t actor) { return n.actor < actor; });
  return place != list.end() && place->actor == wanted ? static_cast<std::int64_t>(place->pair) : -1;
}

int PairStore::common_neighbours(std::uint32_t actor_a, std::uint32_t actor_b, int most) const {
  int count = 0;
  if (most <= 0) return count;
  for_common(actor_a, actor_b, [&](const Neighbour&, const Neighbour&) { return ++count < most; });
  return count;
}

}  // namespace sim
