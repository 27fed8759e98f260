// Reads a result file into plain values, believing nothing: types, shapes, storage and sizes are checked
// before memory is taken, since the file may be cut short, foreign or made to harm.
#pragma once

#include <filesystem>

#include "sim/output/dataset.hpp"

namespace sim::output {

enum class Contents { everything, without_attributes };

/// Throws InputError with one sentence when the file is not a result file, not whole, or of a newer format,
/// StorageError when the system refuses to open it. In each group variables that label a dimension come
/// first.
[[nodiscard]] ResultFile read_result_file(const std::filesystem::path& path,
                                          Contents contents = Contents::everything);

}  // namespace sim::output
