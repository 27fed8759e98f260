// Which EPCI lie next to which: the nearest by the distance between centres of population. A boundary file
// would say who touches whom; centres are what the commune table gives, and six is how many neighbours a
// cell of a planar map has on average.
#pragma once

#include <cstdint>
#include <vector>

#include "models/territory/world/geography.hpp"

namespace territory {

inline constexpr std::size_t epci_neighbour_count = 6;

/// Rows of the nearest other EPCI, at most `count` of each, nearest first, ties to the lower row.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> epci_neighbours(
    const Geography& g, std::size_t count = epci_neighbour_count);

}  // namespace territory
