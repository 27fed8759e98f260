// What must hold after every phase of every month, whatever the scenario.
#pragma once

#include <vector>

#include "models/territory/submodels/alliance_terms.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/simulation.hpp"

namespace territory {

[[nodiscard]] std::vector<sim::Invariant<World>> invariants(const AllianceTerms& terms);

}  // namespace territory
