// The state columns of a world in a checkpoint: a list that says what each is, and the rows as they lie in
// memory.
#pragma once

#include <vector>

#include "sim/output/checkpoint.hpp"
#include "sim/state/column.hpp"

namespace sim::output {

/// Refers to the rows, which must stay as they are until the file is written.
void save_columns(const std::vector<ColumnRegistry*>& registries, CheckpointSections& sections);

/// Gives every registry the rows saved, more or fewer than it had. InputError, and nothing changed, when a
/// column is missing, unknown, of another type, or not of the size its table says. Pair stores are to be
/// indexed afterwards.
void restore_columns(const CheckpointView& checkpoint, const std::vector<ColumnRegistry*>& registries);

}  // namespace sim::output
