// Undirected pairs of actors of one population table, sorted by (min uid, max uid).
//
// A pair is one row: its columns hold what the two share and, in two columns, the two directed states
// (`ij` what the lower uid holds toward the higher, `ji` the reverse). Pairs appear and vanish in bulk, once
// a phase; between two such changes rows, neighbours and common neighbours are fixed and may be read from any
// thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/core/id.hpp"
#include "sim/parallel/executor.hpp"
#include "sim/state/column.hpp"
#include "sim/state/table.hpp"

namespace sim {

/// A pair by its members; `low` < `high`.
struct PairKey {
  Uid low;
  Uid high;
  friend constexpr auto operator<=>(const PairKey&, const PairKey&) = default;
};
/// The key as one number, in the same order.
[[nodiscard]] constexpr std::uint64_t word(PairKey key) {
  return std::uint64_t{key.low.value} << 32 | key.high.value;
}
[[nodiscard]] inline PairKey pair_key(Uid a, Uid b) { return a < b ? PairKey{a, b} : PairKey{b, a}; }

/// One end of a pair as seen from the other: the row of the neighbour in the population, the row of the pair.
struct Neighbour {
  std::uint32_t actor;
  std::uint32_t pair;
};

class PairStore {
 public:
  PairStore(std::string name, const Table& population);

  [[nodiscard]] ColumnRegistry& columns() { return columns_; }
  [[nodiscard]] const ColumnRegistry& columns() const { return columns_; }
  template <class T>
  Column<T> add(const std::string& name) {
    return columns_.add<T>(name);
  }

  [[nodiscard]] std::size_t size() const { return columns_.rows(); }
  [[nodiscard]] PairKey key(std::size_t pair) const { return {Uid{low_[pair]}, Uid{high_[pair]}}; }
  /// Uids of the members of a chunk of pairs.
  [[nodiscard]] std::span<const std::uint32_t> low_uids(const Chunk& chunk) const {
    return low_.all().subspan(chunk.begin, chunk.end - chunk.begin);
  }
  [[nodiscard]] std::span<const std::uint32_t> high_uids(const Chunk& chunk) const {
    return high_.all().subspan(chunk.begin, chunk.end - chunk.begin);
  }
  /// Population rows of the two members. Valid while the population neither grows nor shrinks; else `index`.
  [[nodiscard]] std::uint32_t low_row(std::size_t pair) const {
    return low_rows_.rows_as<std::uint32_t>()[pair];
  }
  [[nodiscard]] std::uint32_t high_row(std::size_t pair) const {
    return high_rows_.rows_as<std::uint32_t>()[pair];
  }

  /// Adds pairs (ascending, distinct, none present) with zeroed columns; gives their rows, ascending.
  std::vector<std::uint32_t> insert(const Executor& executor, std::span<const PairKey> keys);
  /// Removes pairs by row (ascending, distinct).
  void remove(const Executor& executor, std::span<const std::uint32_t> pairs);

  /// Brings member rows and neighbour lists up to date after the pairs or the population changed.
  void index(const Executor& executor);
  /// The same when only pairs changed since the last `index`.
  void index_neighbours(const Executor& executor);
  [[nodiscard]] bool indexed() const { return indexed_; }

  /// Neighbours of a population row in ascending order. Valid after `index`.
  [[nodiscard]] std::span<const Neighbour> neighbours(std::uint32_t actor) const {
    return {neighbours_.data() + offsets_[actor], neighbours_.data() + offsets_[actor + 1]};
  }
  /// Hints for loops that jump between actors: ask for an actor's place first, for its list a little later,
  /// and read the list later still.
  void fetch_place(std::uint32_t actor) const { __builtin_prefetch(&offsets_[actor]); }
  void fetch_neighbours(std::uint32_t actor) const {
    __builtin_prefetch(neighbours_.data() + offsets_[actor]);
  }
  /// Row of the pair of two population rows, or -1.
  [[nodiscard]] std::int64_t find(std::uint32_t actor_a, std::uint32_t actor_b) const;
  /// Calls `use(neighbour of a, neighbour of b)` for every neighbour the two share, ascending, until it gives
  /// false.
  template <class Use>
  void for_common(std::uint32_t actor_a, std::uint32_t actor_b, Use&& use) const;
  /// How many neighbours two population rows share, counting no further than `most`.
  [[nodiscard]] int common_neighbours(std::uint32_t actor_a, std::uint32_t actor_b, int most) const;

 private:
  template <class Use>
  void for_columns(const Executor& executor, Use&& use);

  const Table& population_;
  ColumnRegistry columns_;
  Column<std::uint32_t> low_, high_;
  // The index: derived from the columns and the population, never stored in a file.
  ColumnStore low_rows_, high_rows_;
  std::vector<std::uint32_t> offsets_;
  std::vector<std::uint32_t> runs_, places_;  // scratch of `index_neighbours`
  std::vector<Neighbour> neighbours_;
  bool indexed_ = false;
};

template <class Use>
void PairStore::for_common(std::uint32_t actor_a, std::uint32_t actor_b, Use&& use) const {
  const auto a = neighbours(actor_a);
  const auto b = neighbours(actor_b);
  const auto before = [](const Neighbour& n, std::uint32_t actor) { return n.actor < actor; };
  // Step through the shorter list. In the other one, walk if the lengths are alike, search if it is far
  // longer: hubs know hundreds.
  const bool a_is_short = a.size() <= b.size();
  const auto shorter = a_is_short ? a : b;
  const auto longer = a_is_short ? b : a;
  const bool search = longer.size() > 8 * shorter.size();
  auto place = longer.begin();
  for (const Neighbour& mine : shorter) {
    if (search) {
      place = std::lower_bound(place, longer.end(), mine.actor, before);
    } else {
      while (place != longer.end() && place->actor < mine.actor) ++place;
    }
    if (place == longer.end()) return;
    if (place->actor != mine.actor) continue;
    if (!(a_is_short ? use(mine, *place) : use(*place, mine))) return;
  }
}

}  // namespace sim
