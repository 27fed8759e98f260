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
/// Performance by family, each summed in the order of rows; `partnerships` as `live_partnerships` gives them.
void tally_companies(const World& world, std::span<const std::uint32_t> partnerships, double rse_gain,
                     std::span<Tally> epcis);
void tally_associations(const World& world, std::span<Tally> epcis);
void tally_public_bodies(const World& world, std::span<Tally> epcis);
/// Trust and money of EPCI; after the counts of actors, by which trust is weighted.
void tally_territories(const World& world, std::span<Tally> epcis);

}  // namespace territory
