// Which communes are near which: those within a radius of each, nearest first. Built once, since communes
// stay where they are.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/territory/world/geography.hpp"
#include "sim/parallel/executor.hpp"

namespace territory {

class Neighbourhoods {
 public:
  Neighbourhoods() = default;
  /// Distances are those of `distance_km`; the commune itself, at distance 0, comes first.
  Neighbourhoods(const Geography& geography, double radius_km, const sim::Executor& executor);

  /// Communes within the radius of `commune`, nearest first, ties by row.
  [[nodiscard]] std::span<const std::uint32_t> around(std::size_t commune) const {
    return {communes_.data() + offsets_[commune], communes_.data() + offsets_[commune + 1]};
  }
  /// How far each of them is, in the same order.
  [[nodiscard]] std::span<const float> kilometres(std::size_t commune) const {
    return {km_.data() + offsets_[commune], km_.data() + offsets_[commune + 1]};
  }

 private:
  std::vector<std::size_t> offsets_;
  std::vector<std::uint32_t> communes_;
  std::vector<float> km_;
};

/// The given communes in order of their distance from `origin`, ties by row.
void sort_by_distance(const Geography& geography, std::uint32_t origin, std::span<std::uint32_t> communes);

}  // namespace territory
