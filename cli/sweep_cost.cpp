#include "cli/sweep_cost.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>

#include "analysis/experiment/run_records.hpp"
#include "analysis/experiment/simulate_run.hpp"
#include "sim/core/error.hpp"

namespace cli {

SweepCost cost_of(const analysis::Assembly& assembly, const std::filesystem::path& folder) {
  const auto runs = static_cast<double>(assembly.runs());
  const double values = 8.0 * static_cast<double>(assembly.kept().count());
  SweepCost cost{assembly.runs(), runs * (values + analysis::record_header_bytes), runs * values + 1e6, runs,
                 0};
  if (assembly.experiment().precision) cost.tracking_bytes += 8 * runs;
  std::filesystem::path existing = std::filesystem::absolute(folder).lexically_normal();
  while (!std::filesystem::exists(existing) && existing.has_relative_path())
    existing = existing.parent_path();
  std::error_code error;
  cost.free_bytes = static_cast<double>(std::filesystem::space(existing, error).available);
  if (error)
    throw sim::StorageError(
        fmt::format("cannot ask the room on the disk of '{}' ({})", folder.string(), error.message()));
  return cost;
}

void refuse_unaffordable(const SweepCost& cost, const std::filesystem::path& folder) {
  const double needed = cost.record_bytes + cost.gathered_bytes;
  if (needed <= cost.free_bytes) return;
  throw sim::StorageError(
      fmt::format("{} runs need {} of disk, the disk of '{}' has {} free: keep fewer measures or "
                  "months, or choose another disk",
                  cost.runs, bytes_text(needed), folder.string(), bytes_text(cost.free_bytes)));
}

Pilot fly_pilot(const analysis::Assembly& assembly, int runs) {
  Pilot pilot;
  analysis::TraitTables traits;
  const std::size_t points = std::min(assembly.points(), static_cast<std::size_t>(std::max(1, runs)));
  for (std::size_t k = 0; k < points; ++k) {
    const std::size_t point = k * assembly.points() / points;
    const analysis::RunOutcome outcome =
        analysis::simulate_run(assembly.scenario_of(point, 0), *assembly.arm_of(point).geography,
                               assembly.kept(), traits, [] { return false; });
    pilot.seconds += outcome.seconds / static_cast<double>(points);
    pilot.set_up_seconds += outcome.set_up_seconds / static_cast<double>(points);
  }
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  pilot.memory_bytes = 1024.0 * static_cast<double>(usage.ru_maxrss);
  return pilot;
}

std::string bytes_text(double bytes) {
  if (bytes < 1000) return fmt::format("{:.0f} B", bytes);
  for (const char* unit : {"kB", "MB", "GB", "TB"}) {
    bytes /= 1000;
    if (bytes < 999.5 || *unit == 'T') return fmt::format("{:.{}f} {}", bytes, bytes < 99.95 ? 1 : 0, unit);
  }
  return "";
}

}  // namespace cli
