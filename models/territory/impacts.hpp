// The three impacts of co-construction, in numbers (MODEL SM17, S1.19): innovation, performance by family,
// trust of territories; and the funder's leverage (S0.20). Summed into the tallies that measures read.
//
//   company       1 + rse_gain · √n · T̄      n live partnerships, T̄ the mean trust between the partners
//   association   −Σ s·ln s / ln 4           s the shares of its four sources of finance
//   public        Σ (N̄ − N) / Σ (1 + units)  over domains and communes; units that mayors have in use
#pragma once

#include <span>
#include <vector>

#include "models/territory/tally.hpp"

namespace territory {

/// States of communes, and what they make of their EPCI.
void tally_dynamics(const World& world, std::span<Tally> epcis, std::span<Tally> communes);
/// Sum over the live partnerships of each actor of the mean trust between the two; by row.
[[nodiscard]] std::vector<double> partner_trust(const World& world,
                                                std::span<const std::uint32_t> partnerships);
/// After the counts of actors. `trust` is `partner_trust` of this world.
void tally_impacts(const World& world, double rse_gain, std::span<const double> trust, std::span<Tally> epcis,
                   const sim::Executor& executor);

}  // namespace territory
