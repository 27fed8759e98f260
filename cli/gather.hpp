// All runs of a sweep into one file, for the commands that do so.
#pragma once

#include <string>

namespace cli {

/// Writes the gathered file and prints what is in it; gives the exit code: `partial_sweep` when runs are
/// missing.
[[nodiscard]] int gather_into(const std::string& folder, const std::string& output);

}  // namespace cli
