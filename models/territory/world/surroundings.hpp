// Communes within some distance of each commune, itself among them: built once from the map, read all along.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/territory/world/geography.hpp"

namespace territory {

class Surroundings {
 public:
  struct Near {
    std::uint32_t commune;
    float km;
  };
  Surroundings(const Geography& geography, double radius_km);

  /// Ascending by commune.
  [[nodiscard]] std::span<const Near> of(std::size_t commune) const {
    return {near_.data() + offsets_[commune], near_.data() + offsets_[commune + 1]};
  }

 private:
  std::vector<std::size_t> offsets_;
  std::vector<Near> near_;
};

}  // namespace territory
