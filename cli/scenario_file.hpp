// From a scenario file and the options of the command line to a scenario and its geography.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/territory/scenario.hpp"
#include "models/territory/world/geography.hpp"

namespace cli {

/// Options that change a scenario; every one ends as a `--set`.
struct Overrides {
  std::vector<std::string> assignments;  ///< table.key=value
  std::string seed, replicate, until, months;
};

struct LoadedScenario {
  territory::Scenario scenario;
  territory::Geography geography;
  std::vector<std::string> files;         ///< every scenario file and table read
  territory::TerritoryParameters tables;  ///< the scenario's, with paths as seen from the working folder
};

/// Throws InputError with all faults of the file, or, when there are none, of its tables.
[[nodiscard]] LoadedScenario load_scenario(const std::filesystem::path& path, const Overrides& overrides);

/// The scenario whose resolved text is `text`, its tables where these paths say. `name` is for faults.
[[nodiscard]] LoadedScenario load_resolved(std::string_view text, const std::string& name,
                                           const std::string& communes, const std::string& epcis);

/// A scenario of defaults and `--set` alone, for commands that need no territory.
[[nodiscard]] territory::Scenario default_scenario(const std::vector<std::string>& assignments);

}  // namespace cli
