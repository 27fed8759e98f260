// Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"), from Random123.
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cstdint>

namespace sim {

using PhiloxKey = std::array<std::uint32_t, 2>;
using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxBlock = std::array<std::uint32_t, 4>;

inline PhiloxBlock philox(const PhiloxCounter& counter, const PhiloxKey& key) {
  const r123::Philox4x32::ctr_type c{{counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x32::key_type k{{key[0], key[1]}};
  const r123::Philox4x32::ctr_type out = r123::Philox4x32{}(c, k);  // 10 rounds by default
  return {out[0], out[1], out[2], out[3]};
}

}  // namespace sim
