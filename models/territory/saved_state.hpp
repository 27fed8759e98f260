// The state of a territory in a checkpoint. Geography, roster and kernel are not in it: they follow from the
// scenario, by which the world must have been built before it is restored.
#pragma once

#include "models/territory/scenario.hpp"
#include "models/territory/world/world.hpp"
#include "sim/output/checkpoint.hpp"

namespace territory {

/// Refers to the columns of the world, which must not change until the file is written.
void save_state(World& world, sim::output::CheckpointSections& sections);

/// Turns a world fresh from building into the one saved: the months after `done` go on as if there had been
/// no break, bit by bit. InputError when the saved state is not one of this scenario's world or none that a
/// run reaches; the world is then not to be used.
void restore_state(World& world, const Scenario& scenario, const sim::output::CheckpointView& checkpoint,
                   sim::Month done, const sim::Executor& executor);

}  // namespace territory
