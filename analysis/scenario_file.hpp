// From a scenario file and what is laid over it to a scenario and its geography.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/parameter_draws.hpp"
#include "models/territory/scenario.hpp"
#include "models/territory/world/geography.hpp"
#include "sim/parameters/scenario_text.hpp"

namespace analysis {

/// A scenario without its tables being read.
struct ToldScenario {
  territory::Scenario scenario;
  std::vector<std::string> files;         ///< every scenario file read, and the tables
  territory::TerritoryParameters tables;  ///< the scenario's, with paths as seen from the working folder
  sim::Settings settings;                 ///< where each value stands
  ParameterDraws draws{};                 ///< of `parameters_from`; the scenario has that of its replicate
};

struct LoadedScenario {
  territory::Scenario scenario;
  territory::Geography geography;
  std::vector<std::string> files;         ///< every scenario file and table read
  territory::TerritoryParameters tables;  ///< the scenario's, with paths as seen from the working folder
  ParameterDraws draws{};                 ///< as above
};

/// `assignments` as for --set: "table.key=value". InputError with all faults of the file.
[[nodiscard]] ToldScenario tell_scenario(const std::filesystem::path& path,
                                         const std::vector<std::string>& assignments);
/// The scenario whose resolved text is `text`, its tables where these paths say. `name` is for faults.
[[nodiscard]] ToldScenario tell_resolved(std::string_view text, const std::string& name,
                                         const std::string& communes, const std::string& epcis);
/// Reads the tables. InputError with all their faults; those of the perimeter stand where the scenario says
/// it.
[[nodiscard]] territory::Geography geography_of(const ToldScenario& told);

/// Both at once: all faults of the file or, when there are none, of its tables.
[[nodiscard]] LoadedScenario load_scenario(const std::filesystem::path& path,
                                           const std::vector<std::string>& assignments);
[[nodiscard]] LoadedScenario load_resolved(std::string_view text, const std::string& name,
                                           const std::string& communes, const std::string& epcis);

/// A scenario of defaults and assignments alone, for what needs no territory.
[[nodiscard]] territory::Scenario default_scenario(const std::vector<std::string>& assignments);

}  // namespace analysis
