#include "analysis/scenario_file.hpp"

#include "sim/parameters/reader.hpp"

namespace analysis {

namespace {

const sim::Setting* find(const sim::Settings& settings, std::string_view key) {
  for (const sim::Setting& setting : settings.values) {
    if (setting.key == key) return &setting;
  }
  return nullptr;
}

/// A path written in a scenario file is relative to that file; one written on the command line to the working
/// folder.
std::string resolved(const sim::Settings& settings, std::string_view key, const std::string& written) {
  const sim::Setting* setting = find(settings, key);
  const std::filesystem::path path(written);
  if (setting == nullptr || setting->value.place.line == 0 || path.is_absolute()) return written;
  return (std::filesystem::path(setting->value.place.file).parent_path() / path).lexically_normal().string();
}

/// Faults of the perimeter name a key; here is known where it stands.
sim::InputError with_places(const sim::InputError& error, const sim::Settings& settings) {
  std::vector<sim::Fault> faults = error.faults();
  for (sim::Fault& fault : faults) {
    if (!fault.place.file.empty()) continue;
    const sim::Setting* setting = find(settings, fault.what.substr(0, fault.what.find(':')));
    fault.place = setting ? setting->value.place : sim::Place{settings.file, 0, 0};
  }
  return sim::InputError(std::move(faults));
}

territory::Scenario read(sim::Settings settings) {
  territory::Scenario scenario;
  sim::Reader reader(std::move(settings));
  scenario.describe(reader);
  reader.finish();
  return scenario;
}

}  // namespace

ToldScenario tell_scenario(const std::filesystem::path& path, const std::vector<std::string>& assignments) {
  sim::Settings settings = sim::read_scenario(path);
  for (const std::string& assignment : assignments) sim::apply_override(settings, assignment);
  ToldScenario told{read(settings), settings.files, {}, {}};
  told.tables = told.scenario.territory;
  std::vector<sim::Fault> missing;
  for (const auto& [key, value] : {std::pair{"territory.communes", &told.tables.communes},
                                   std::pair{"territory.epcis", &told.tables.epcis}}) {
    if (value->empty())
      missing.push_back({{settings.file, 0, 0},
                         std::string(key) + " is not set",
                         {"expected  the path of a table, relative to this file"}});
    *value = resolved(settings, key, *value);
    told.files.push_back(*value);
  }
  if (!missing.empty()) throw sim::InputError(std::move(missing));
  if (settings.parameters_from) {
    told.draws = read_parameter_draws(settings, told.scenario);
    told.files.push_back(settings.parameters_from->path.string());
    take_parameters(told.scenario, told.draws);
  }
  told.settings = std::move(settings);
  return told;
}

territory::Geography geography_of(const ToldScenario& told) {
  try {
    return territory::read_geography(told.tables);
  } catch (const sim::InputError& error) {
    throw with_places(error, told.settings);
  }
}

LoadedScenario load_scenario(const std::filesystem::path& path, const std::vector<std::string>& assignments) {
  ToldScenario told = tell_scenario(path, assignments);
  territory::Geography geography = geography_of(told);
  return {std::move(told.scenario), std::move(geography), std::move(told.files), std::move(told.tables),
          std::move(told.draws)};
}

ToldScenario tell_resolved(std::string_view text, const std::string& name, const std::string& communes,
                           const std::string& epcis) {
  sim::Settings settings = sim::parse_scenario(text, name);
  ToldScenario told{read(settings), {communes, epcis}, {}, {}};
  told.tables = told.scenario.territory;
  told.tables.communes = communes;
  told.tables.epcis = epcis;
  told.settings = std::move(settings);
  return told;
}

LoadedScenario load_resolved(std::string_view text, const std::string& name, const std::string& communes,
                             const std::string& epcis) {
  ToldScenario told = tell_resolved(text, name, communes, epcis);
  territory::Geography geography = territory::read_geography(told.tables);
  return {std::move(told.scenario), std::move(geography), std::move(told.files), std::move(told.tables)};
}

territory::Scenario default_scenario(const std::vector<std::string>& assignments) {
  sim::Settings settings;
  for (const std::string& assignment : assignments) sim::apply_override(settings, assignment);
  return read(std::move(settings));
}

}  // namespace analysis
