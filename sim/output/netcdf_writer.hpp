// Puts a result file on the disk, whole or not at all.
#pragma once

#include <filesystem>

#include "sim/output/dataset.hpp"
#include "sim/parallel/executor.hpp"

namespace sim::output {

/// Writes to ".NAME.partial-PID" beside the target, syncs, and renames over the target. Whenever it throws,
/// the target is as it was and the partial file is gone; only a kill can leave one behind.
/// StorageError: the system refuses. InvariantError: `file` is not valid (see validate).
void write_netcdf(const ResultFile& file, const std::filesystem::path& path,
                  const Executor& executor = Executor(1));

/// To be called before a long run: throws StorageError if write_netcdf could not put a file there.
void check_writable(const std::filesystem::path& path);

}  // namespace sim::output
