// Draws of some of the pairs of a chunk: the pairs that need them are gathered first, so that their blocks
// can be computed side by side.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "sim/parallel/executor.hpp"
#include "sim/random/first_blocks.hpp"
#include "sim/state/pair_store.hpp"

namespace sim {

class GatheredPairs {
 public:
  /// The pairs of a chunk for which `wanted(row)` is true, in order of rows. Whether a pair is wanted is a
  /// coin toss that a processor cannot guess, so no branch hangs on it: `wanted` had better have none either.
  template <class Wanted>
  GatheredPairs(const PairStore& pairs, const Chunk& chunk, Wanted&& wanted) {
    const std::size_t most = chunk.end - chunk.begin;
    rows_ = std::make_unique_for_overwrite<std::uint32_t[]>(3 * most);
    low_ = rows_.get() + most;
    high_ = low_ + most;
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
      const PairKey key = pairs.key(row);
      rows_[count_] = static_cast<std::uint32_t>(row);
      low_[count_] = key.low.value;
      high_[count_] = key.high.value;
      count_ += wanted(row) ? 1 : 0;
    }
  }

  /// Calls `use(row, draws of the pair)` in order of rows.
  template <class Use>
  void for_each(const Draws& draws, Use&& use) const {
    const FirstBlocks blocks(draws, {low_, count_}, {high_, count_});
    for (std::size_t k = 0; k < count_; ++k) use(std::size_t{rows_[k]}, blocks[k]);
  }

 private:
  std::unique_ptr<std::uint32_t[]> rows_;
  std::uint32_t* low_;
  std::uint32_t* high_;
  std::size_t count_ = 0;
};

}  // namespace sim
