#include "sim/state/pair_store.hpp"

#include <algorithm>

#include "sim/core/error.hpp"

namespace sim {

namespace {

constexpr std::size_t keys_a_piece = 512;
/// Of the pairs when they are indexed: each costs four bytes an actor.
constexpr int most_pieces = 8;

/// First row whose pair is not before `key`.
std::size_t lower_bound(const PairStore& pairs, PairKey key) {
  std::size_t from = 0, left = pairs.size();
  while (left > 0) {
    const std::size_t half = left / 2;
    if (pairs.key(from + half) < key) {
      from += half + 1;
      left -= half + 1;
    } else {
      left = half;
    }
  }
  return from;
}

}  // namespace

PairStore::PairStore(std::string name, const Table& population)
    : population_(population),
      columns_(std::move(name)),
      low_rows_("low_row", element_type<std::uint32_t>(), sizeof(std::uint32_t), typeid(std::uint32_t)),
      high_rows_("high_row", element_type<std::uint32_t>(), sizeof(std::uint32_t), typeid(std::uint32_t)) {
  low_ = columns_.add<std::uint32_t>("uid_low");
  high_ = columns_.add<std::uint32_t>("uid_high");
}

/// Calls `use(store)` for every column and for the member rows, which move with them.
template <class Use>
void PairStore::for_columns(const Executor& executor, Use&& use) {
  const std::size_t registered = columns_.column_count();
  executor.for_indices(registered + 2, [&](std::size_t c) {
    use(c < registered ? columns_.store(c) : c == registered ? low_rows_ : high_rows_);
  });
}

std::vector<std::uint32_t> PairStore::insert(const Executor& executor, std::span<const PairKey> keys) {
  // All that can be wrong with the keys is found before anything changes.
  std::vector<std::uint32_t> rows(keys.size()), low_rows(keys.size()), high_rows(keys.size());
  executor.for_pieces(keys.size(), keys_a_piece, [&](std::size_t begin, std::size_t end) {
    std::size_t old = lower_bound(*this, keys[begin]);
    for (std::size_t k = begin; k < end; ++k) {
      if (!(keys[k].low < keys[k].high) || (k > 0 && !(keys[k - 1] < keys[k]))) {
        throw InvariantError("pairs to insert are not ascending and distinct");
      }
      while (old < size() && key(old) < keys[k]) ++old;
      if (old < size() && key(old) == keys[k]) throw InvariantError("a pair to insert is present already");
      rows[k] = static_cast<std::uint32_t>(old);
      low_rows[k] = population_.row_of(keys[k].low);
      high_rows[k] = population_.row_of(keys[k].high);
    }
  });
  for_columns(executor, [&](ColumnStore& column) { column.open_rows(rows); });
  columns_.set_rows(size() + keys.size());
  for (std::size_t k = 0; k < keys.size(); ++k) {
    rows[k] += static_cast<std::uint32_t>(k);
    low_[rows[k]] = keys[k].low.value;
    high_[rows[k]] = keys[k].high.value;
    low_rows_.rows_as<std::uint32_t>()[rows[k]] = low_rows[k];
    high_rows_.rows_as<std::uint32_t>()[rows[k]] = high_rows[k];
  }
  indexed_ = false;
  return rows;
}

void PairStore::remove(const Executor& executor, std::span<const std::uint32_t> pairs) {
  if (pairs.empty()) return;
  for_columns(executor, [&](ColumnStore& column) { column.drop_rows(pairs); });
  columns_.set_rows(size() - pairs.size());
  indexed_ = false;
}

void PairStore::index(const Executor& executor) {
  low_rows_.resize(size());
  high_rows_.resize(size());
  executor.for_chunks(size(), [&](const Chunk& chunk) {
    for (std::size_t p = chunk.begin; p < chunk.end; ++p) {
      low_rows_.rows_as<std::uint32_t>()[p] = population_.row_of(Uid{low_[p]});
      high_rows_.rows_as<std::uint32_t>()[p] = population_.row_of(Uid{high_[p]});
    }
  });
  index_neighbours(executor);
}

void PairStore::index_neighbours(const Executor& executor) {
  // Pairs come sorted by their lower member, so its higher neighbours are one run of pairs, in order; the
  // lower neighbours of an actor arrive in order too when the pairs are passed once. A list holds the lower
  // neighbours, then the higher ones. The pairs are passed in as many pieces as there are threads: each
  // counts, then fills, the places of its own lower neighbours, after those of the pieces before it.
  const std::size_t pairs = size(), actors = population_.rows();
  const auto pieces = static_cast<std::size_t>(std::min(executor.threads(), most_pieces));
  const std::uint32_t* low = low_rows_.rows_as<std::uint32_t>();
  const std::uint32_t* high = high_rows_.rows_as<std::uint32_t>();
  const auto first_pair = [&](std::size_t piece) { return pairs * piece / pieces; };

  runs_.assign(actors + 1, 0);  // at a + 1: end of the run of a's pairs as lower member; 0 = no such pair
  places_.resize(pieces * actors);
  executor.for_indices(pieces, [&](std::size_t piece) {
    std::uint32_t* lower = places_.data() + piece * actors;
    std::fill_n(lower, actors, 0U);
    const std::size_t begin = first_pair(piece), end = first_pair(piece + 1);
    for (std::size_t p = begin; p < end; ++p) ++lower[high[p]];
    // The last pair of a run is the last to write its end. A run that goes on in the next piece is left to
    // that one.
    std::size_t own_end = end;
    while (end < pairs && own_end > begin && low[own_end - 1] == low[end]) --own_end;
    for (std::size_t p = begin; p < own_end; ++p) runs_[low[p] + 1] = static_cast<std::uint32_t>(p) + 1;
  });

  offsets_.resize(actors + 1);
  neighbours_.resize(2 * pairs);
  std::uint32_t place = 0, run_begin = 0;
  for (std::size_t a = 0; a < actors; ++a) {
    offsets_[a] = place;
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      std::uint32_t& lower = places_[piece * actors + a];
      const std::uint32_t count = lower;
      lower = place;
      place += count;
    }
    const std::uint32_t run_end = std::max(runs_[a + 1], run_begin);
    runs_[a] = place - run_begin;  // from now on: what leads from a pair to its place in the list of a
    place += run_end - run_begin;
    run_begin = run_end;
  }
  offsets_[actors] = place;

  executor.for_indices(pieces, [&](std::size_t piece) {
    std::uint32_t* next = places_.data() + piece * actors;
    const std::size_t end = first_pair(piece + 1);
    for (std::size_t p = first_pair(piece); p < end; ++p) {
      const auto pair = static_cast<std::uint32_t>(p);
      neighbours_[pair + runs_[low[p]]] = {high[p], pair};
      neighbours_[next[high[p]]++] = {low[p], pair};
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
