// Sixteen normal deviates, one a fragility domain, from two blocks of draws.
#pragma once

#include "models/territory/world/world.hpp"
#include "sim/math/distributions.hpp"
#include "sim/random/draws.hpp"

namespace territory {

/// Coarse normals from the eight words that start at draw 0, two to a word.
[[nodiscard]] inline Domains sixteen_normals(const sim::CoarseNormal& normal, sim::KeyedDraws draws) {
  Domains z;
  for (std::uint32_t w = 0; w < domain_count / 2; ++w) {
    const std::uint32_t word = draws.word(w);
    z[2 * w] = normal(static_cast<std::uint16_t>(word & 0xFFFF));
    z[2 * w + 1] = normal(static_cast<std::uint16_t>(word >> 16));
  }
  return z;
}

}  // namespace territory
