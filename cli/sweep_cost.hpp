// What a sweep will take: time from a pilot run, disk and memory from its size.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "analysis/experiment/assembly.hpp"

namespace cli {

struct SweepCost {
  std::uint64_t runs = 0;
  double record_bytes = 0;    ///< files of the workers
  double gathered_bytes = 0;  ///< the gathered file, at most
  double tracking_bytes = 0;  ///< memory to know what is done
  double free_bytes = 0;      ///< on the disk of the folder
};
[[nodiscard]] SweepCost cost_of(const analysis::Assembly& assembly, const std::filesystem::path& folder);
/// Throws StorageError when the disk cannot hold it.
void refuse_unaffordable(const SweepCost& cost, const std::filesystem::path& folder);

struct Pilot {
  double seconds = 0, set_up_seconds = 0;  ///< mean over the pilot runs
  double memory_bytes = 0;                 ///< of the program at its largest
};
/// Runs replicate 0 of up to `runs` points spread over the arms and the design.
[[nodiscard]] Pilot fly_pilot(const analysis::Assembly& assembly, int runs);

/// "812 B", "1.2 MB", "3.4 GB"
[[nodiscard]] std::string bytes_text(double bytes);

}  // namespace cli
