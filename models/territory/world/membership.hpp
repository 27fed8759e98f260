// What lists actors from one month to the next must let go of those who leave: a seat keeps its uid when
// another organisation takes it.
#pragma once

#include <cstdint>
#include <span>

#include "models/territory/world/world.hpp"

namespace territory {

/// Drops the actors of these rows (ascending) from every workshop under way.
void leave_workshops(World& world, std::span<const std::uint32_t> rows);

}  // namespace territory
