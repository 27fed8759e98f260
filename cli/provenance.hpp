// What a result says of its own making.
#pragma once

#include <string>

#include "models/territory/scenario.hpp"
#include "sim/output/dataset.hpp"

namespace cli {

struct Making {
  std::string scenario_name;  ///< file name without folders
  int threads = 1;
  double seconds = 0;         ///< over all its parts when it was resumed
  std::string parameters_from{};  ///< "posterior.nc, draw 17"; empty = the scenario's own
  std::string resumed_after{};  ///< month of the checkpoint it went on from last; empty = unbroken
};

/// Identity of a run: hash of the resolved scenario, the sources of engine and model, and the geography; no
/// times, no paths.
[[nodiscard]] std::string run_identity(const territory::Scenario& scenario,
                                       const territory::Geography& geography);

/// Adds global attributes and the group `parameters` (name, value, unit, range, evidence, source of each).
void add_provenance(sim::output::ResultFile& file, const territory::Scenario& scenario,
                    const territory::Geography& geography, const Making& making);

/// Adds what every file of this program says besides: licence of the data, compiler, libraries, date. For
/// files made of several runs.
void add_program(sim::output::ResultFile& file);

}  // namespace cli
