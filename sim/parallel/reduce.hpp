// Sums whose bits do not depend on threads or grain: each block of 1 024 rows is added in row order, then the
// blocks in block order.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/parallel/executor.hpp"

namespace sim {

inline constexpr std::size_t reduction_block = 1024;

/// Folds rows 0 … rows-1 into a `Sum`: `add(sum, row)` within a block, `sum += block` over blocks. `zero` is
/// the start value of every block and of the total.
template <class Sum, class Add>
Sum reduce_rows(const Executor& executor, std::size_t rows, const Sum& zero, Add&& add) {
  const std::size_t blocks = (rows + reduction_block - 1) / reduction_block;
  std::vector<Sum> partial(blocks, zero);
  executor.for_indices(blocks, [&](std::size_t block) {
    const std::size_t begin = block * reduction_block;
    const std::size_t end = begin + reduction_block < rows ? begin + reduction_block : rows;
    for (std::size_t row = begin; row < end; ++row) add(partial[block], row);
  });
  Sum total = zero;
  for (const Sum& sum : partial) total += sum;
  return total;
}

}  // namespace sim
