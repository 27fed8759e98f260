// From a scenario file and the options of the command line to a scenario and its geography.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/scenario_file.hpp"

namespace cli {

using analysis::default_scenario;
using analysis::load_resolved;
using analysis::LoadedScenario;

/// Options that change a scenario; every one ends as a `--set`.
struct Overrides {
  std::vector<std::string> assignments;  ///< table.key=value
  std::string seed, replicate, until, months;
};

/// Throws InputError with all faults of the file, or, when there are none, of its tables.
[[nodiscard]] LoadedScenario load_scenario(const std::filesystem::path& path, const Overrides& overrides);

}  // namespace cli
