// Draws of some of the pairs of a chunk: the pairs are gathered first, so that their blocks can be computed
// side by side.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/parallel/executor.hpp"
#include "sim/random/first_blocks.hpp"
#include "sim/state/pair_store.hpp"

namespace sim {

class GatheredPairs {
 public:
  explicit GatheredPairs(const Chunk& chunk) {
    for (auto* column : {&rows_, &low_, &high_}) column->reserve(chunk.end - chunk.begin);
  }

  void add(std::size_t row, PairKey key) {
    rows_.push_back(static_cast<std::uint32_t>(row));
    low_.push_back(key.low.value);
    high_.push_back(key.high.value);
  }

  /// Calls `use(row, draws of the pair)` in the order the pairs were added.
  template <class Use>
  void for_each(const Draws& draws, Use&& use) const {
    const FirstBlocks blocks(draws, low_, high_);
    for (std::size_t k = 0; k < rows_.size(); ++k) use(std::size_t{rows_[k]}, blocks[k]);
  }

 private:
  std::vector<std::uint32_t> rows_, low_, high_;
};

}  // namespace sim
