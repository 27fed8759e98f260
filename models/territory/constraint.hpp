// Burt's constraint (Burt 1992, Structural Holes, ch. 2): how far an actor's partners lead back to one
// another.
//
//   c_i = Σ_{j ∈ N(i)} (p_ij + Σ_{q ∈ N(i), q ≠ j} p_iq·p_qj)²,   p_ij = 1/d_i for a partner, else 0
//
// in the undirected, unweighted network of live partnerships; N(i) are the partners of i, d_i their number.
// An actor whose partners do not know one another has 1/d_i. It is what networkx calls `constraint`.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/territory/world/world.hpp"
#include "sim/parallel/executor.hpp"

namespace territory {

/// Constraint of every actor; 0 for one without a partner, whom it is not defined for (it is positive else).
/// `partnerships` as `live_partnerships` gives them.
[[nodiscard]] std::vector<double> partner_constraint(const World& world,
                                                     std::span<const std::uint32_t> partnerships,
                                                     const sim::Executor& executor);

}  // namespace territory
