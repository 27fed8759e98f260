// The first block of draws of many actors or pairs at once.
//
// Most decisions need one block per actor and month. They are computed side by side in vector
// registers where the processor has them; the words are the same either way (Philox is integer arithmetic).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/random/draws.hpp"

namespace sim {

/// Block 0 of counters (a[k], b[k], when, 0) under `key`; word w of counter k goes to out[w][k].
void philox_blocks(const PhiloxKey& key, std::uint32_t when, std::span<const std::uint32_t> a,
                   std::span<const std::uint32_t> b, const std::array<std::uint32_t*, 4>& out);

/// Draws of the rows of a chunk, their first blocks computed ahead. `a` and `b` are uid columns cut to the
/// chunk; an empty `b` stands for actors. The spans must outlive this object.
class FirstBlocks {
 public:
  FirstBlocks(const Draws& draws, std::span<const std::uint32_t> a, std::span<const std::uint32_t> b = {});

  /// Draws of row k of the chunk, as Draws::of gives them.
  [[nodiscard]] KeyedDraws operator[](std::size_t k) const {
    const PhiloxBlock words{words_[k], words_[n_ + k], words_[2 * n_ + k], words_[3 * n_ + k]};
    return {draws_.key(), a_[k], b_.empty() ? no_uid.value : b_[k], draws_.when(), words};
  }

 private:
  Draws draws_;
  std::span<const std::uint32_t> a_, b_;
  std::size_t n_;
  std::vector<std::uint32_t> words_;
};

}  // namespace sim
