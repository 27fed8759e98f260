// What a checkpoint says of the run it belongs to: enough to build the same world again and to go on, and to
// refuse when that would not be the same run.
#pragma once

#include <cstdint>
#include <string>

#include "cli/scenario_file.hpp"
#include "sim/core/calendar.hpp"
#include "sim/output/checkpoint.hpp"

namespace cli {

struct SavedRun {
  std::string scenario_name;      ///< file name without folders
  std::string scenario;           ///< resolved, as TOML
  std::string parameters_from{};  ///< "posterior.nc, draw 17"; empty = the scenario's own
  std::string communes, epcis;    ///< absolute paths of the tables
  std::string identity;           ///< see run_identity
  std::string version, sources;   ///< of the program that wrote it
  std::int64_t started = 0;       ///< nanoseconds of the system clock
  sim::Month done{};              ///< last month computed
  std::int64_t milliseconds = 0;  ///< computed so far, over all its parts
};

/// All but `done` and `milliseconds`, of a run of this program that begins now.
[[nodiscard]] SavedRun new_run(const std::string& scenario_name, const LoadedScenario& loaded);

void save_run(const SavedRun& run, sim::output::CheckpointSections& sections);
/// InputError when it was written by other sources than this program's: it could not go on exactly.
[[nodiscard]] SavedRun read_saved_run(const sim::output::CheckpointView& checkpoint);

/// Reads scenario and tables. InputError when they are no longer those of the run.
[[nodiscard]] LoadedScenario load_saved(const SavedRun& run, const sim::output::CheckpointView& checkpoint);

}  // namespace cli
