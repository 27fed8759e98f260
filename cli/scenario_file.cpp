#include "cli/scenario_file.hpp"

#include <charconv>

#include "sim/parameters/reader.hpp"

namespace cli {

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

/// `--months N` counts from January 2008.
std::string month_after(const std::string& months) {
  int count = 0;
  const auto [end, error] = std::from_chars(months.data(), months.data() + months.size(), count);
  if (error != std::errc{} || end != months.data() + months.size() || count < 1 || count > 1201) {
    throw sim::InputError(sim::Fault{{},
                                     "--months " + months + " is not a number of months",
                                     {"allowed  1 to 1201, counted from January 2008"}});
  }
  return sim::to_string(sim::Month{count - 1});
}

void apply(sim::Settings& settings, const Overrides& overrides) {
  for (const std::string& assignment : overrides.assignments) sim::apply_override(settings, assignment);
  if (!overrides.seed.empty()) sim::apply_override(settings, "run.seed=" + overrides.seed);
  if (!overrides.replicate.empty()) sim::apply_override(settings, "run.replicate=" + overrides.replicate);
  if (!overrides.until.empty()) sim::apply_override(settings, "run.until=\"" + overrides.until + "\"");
  if (!overrides.months.empty())
    sim::apply_override(settings, "run.until=\"" + month_after(overrides.months) + "\"");
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

LoadedScenario load_scenario(const std::filesystem::path& path, const Overrides& overrides) {
  sim::Settings settings = sim::read_scenario(path);
  apply(settings, overrides);
  LoadedScenario loaded{read(settings), {}, settings.files, {}};
  territory::TerritoryParameters where = loaded.scenario.territory;
  std::vector<sim::Fault> missing;
  for (const auto& [key, value] :
       {std::pair{"territory.communes", &where.communes}, std::pair{"territory.epcis", &where.epcis}}) {
    if (value->empty())
      missing.push_back({{settings.file, 0, 0},
                         std::string(key) + " is not set",
                         {"expected  the path of a table, relative to this file"}});
    *value = resolved(settings, key, *value);
    loaded.files.push_back(*value);
  }
  if (!missing.empty()) throw sim::InputError(std::move(missing));
  try {
    loaded.geography = territory::read_geography(where);
  } catch (const sim::InputError& error) {
    throw with_places(error, settings);
  }
  loaded.tables = std::move(where);
  return loaded;
}

LoadedScenario load_resolved(std::string_view text, const std::string& name, const std::string& communes,
                             const std::string& epcis) {
  LoadedScenario loaded{read(sim::parse_scenario(text, name)), {}, {communes, epcis}, {}};
  loaded.tables = loaded.scenario.territory;
  loaded.tables.communes = communes;
  loaded.tables.epcis = epcis;
  loaded.geography = territory::read_geography(loaded.tables);
  return loaded;
}

territory::Scenario default_scenario(const std::vector<std::string>& assignments) {
  sim::Settings settings;
  for (const std::string& assignment : assignments) sim::apply_override(settings, assignment);
  return read(std::move(settings));
}

}  // namespace cli
