// What must hold after every phase of every month, whatever the scenario.
#pragma once

#include <vector>

#include "models/territory/submodels/alliance_terms.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/simulation.hpp"

namespace territory {

/// `most_bonus` is the most that citizens can add to a capacity, as a share of it.
[[nodiscard]] std::vector<sim::Invariant<World>> invariants(const AllianceTerms& terms,
                                                            float most_bonus = 0.0F);

}  // namespace territory
