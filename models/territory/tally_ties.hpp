// What contacts and partnerships add to tallies. Territories are `units`: EPCI, or communes; `unit_of` gives
// that of a commune. Both add to members of their own and each sums in the order of ties, so that they may go
// side by side and no bit depends on the threads.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/territory/tally.hpp"

namespace territory {

/// What every tie adds: half to the territory of each member; those of two families (companies, associations,
/// mayors) once more.
void tally_contacts(const World& world, std::span<const std::uint32_t> unit_of, std::span<Tally> units);

/// What partnerships add beside; `partnerships` as `live_partnerships` gives them.
void tally_alliances(const World& world, sim::Month month, std::span<const std::uint32_t> partnerships,
                     std::span<const std::uint32_t> unit_of, std::span<Tally> units);

/// Actors with a partner, and Burt's constraint of them; `partnerships` as above.
void tally_constraint(const World& world, std::span<const std::uint32_t> partnerships,
                      const sim::Executor& executor, std::span<Tally> epcis);

}  // namespace territory
