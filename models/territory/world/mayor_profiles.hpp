// Which of the five profiles a mayor has (MODEL SM14, S1.11): drawn by commune when the world is built and
// again whenever an election replaces the mayor.
#pragma once

#include <array>

#include "models/territory/world/world.hpp"
#include "sim/random/draws.hpp"

namespace territory {

using ProfileShares = std::array<double, profile_count>;
inline constexpr ProfileShares even_profiles{0.2, 0.2, 0.2, 0.2, 0.2};

/// The profile on which `u` in (0, 1) falls.
[[nodiscard]] Profile profile_at(const ProfileShares& shares, double u);
/// First profiles of all communes.
void draw_profiles(World& world, const ProfileShares& shares, sim::RandomKey key);

}  // namespace territory
