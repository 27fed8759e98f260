#include "cli/provenance.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <filesystem>

#include "analysis/run_identity.hpp"
#include "cli/build_info.hpp"
#include "cli/format_versions.hpp"
#include "sim/output/format_version.hpp"
#include "sim/parameters/catalogue.hpp"

namespace cli {

namespace {

/// As written in a scenario file; of a path its last name, since the digest must not depend on folders.
std::string recorded(const sim::Catalogue::Entry& entry) {
  if (entry.spec.unit != "path") return sim::literal(entry.value);
  return sim::in_quotes(std::filesystem::path(std::get<std::string>(entry.value.held)).filename().string());
}

void add_parameters(sim::output::ResultFile& file, const sim::Catalogue& catalogue) {
  const sim::Catalogue defaults = sim::catalogue_of(territory::Scenario{});
  std::vector<std::string> names, values, units, meanings, evidence, sources;
  for (const auto& entry : catalogue.entries()) {
    if (entry.is_field()) continue;
    const auto* standard = defaults.find(entry.key);  // none for a table of a list
    const bool at_default = standard != nullptr && sim::literal(entry.value) == sim::literal(standard->value);
    if (entry.spec.silent_default && at_default) continue;
    names.push_back(entry.key);
    values.push_back(recorded(entry));
    units.push_back(entry.spec.unit);
    meanings.push_back(entry.spec.meaning);
    evidence.emplace_back(sim::to_string(entry.spec.evidence));
    sources.push_back(entry.spec.source);
  }
  sim::output::GroupData group;
  group.name = "parameters";
  group.attributes.push_back({"format_version", format::parameters});
  group.dimensions.push_back({"parameter", names.size(), false});
  const auto add = [&](const std::string& name, std::vector<std::string> data, const std::string& meaning) {
    group.variables.push_back({name, {"parameter"}, std::move(data), {{"long_name", meaning}}});
  };
  add("parameter", names, "name of the parameter");
  add("value", values, "value in this run, as written in a scenario file");
  add("unit", units, "unit");
  add("meaning", meanings, "meaning");
  add("evidence", evidence, "what the default rests on");
  add("source", sources, "source of the default");
  file.subgroups.push_back(std::move(group));
}

/// What the numbers are, and whose data went into them.
void add_statements(sim::output::ResultFile& file) {
  const auto add = [&](const char* name, std::string value) {
    file.attributes.push_back({name, std::move(value)});
  };
  add("source",
      fmt::format("Lien {} (agent-based simulator of territorial co-construction)", build_info().version));
  add("references", "docs/odd.md of the program; every parameter with its source in the group parameters");
  add("comment", "Simulated: a laboratory of mechanisms, not a forecast of any named territory.");
  add("data_attribution",
      "Données : Insee (COG 2026, populations de référence 2023, RP 2021, état civil 2022, "
      "Filosofi 2021, CLAP 2014, grille de densité), DGCL (EPCI 2026), ANCT – Observatoire des "
      "territoires (périmètres de massif), INRAE-Cesaer (niveaux de centralité), IGN (Admin "
      "Express COG 2018, Geofla : centroïdes), NOAA (ETOPO5). Licence Ouverte 2.0 ; données "
      "agrégées et transformées.");
}

void add_build(sim::output::ResultFile& file) {
  const BuildInfo build = build_info();
  file.attributes.push_back({"compiler", build.compiler});
  file.attributes.push_back({"build_type", build.build_type});
  file.attributes.push_back({"libraries", library_versions()});
}

void add_date(sim::output::ResultFile& file) {
  file.attributes.push_back(
      {"date_created", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)))});
  file.attributes.push_back({"format_version", sim::output::result_format});
}

}  // namespace

std::string run_identity(const territory::Scenario& scenario, const territory::Geography& geography) {
  return analysis::run_identity(scenario, geography, build_info().source_hash);
}

void add_provenance(sim::output::ResultFile& file, const territory::Scenario& scenario,
                    const territory::Geography& geography, const Making& making) {
  const BuildInfo build = build_info();
  const sim::Catalogue catalogue = sim::catalogue_of(scenario);
  const auto add = [&](const char* name, sim::output::AttributeValue value) {
    file.attributes.push_back({name, std::move(value)});
  };
  add("Conventions", "CF-1.8, ACDD-1.3");
  add("title", scenario.run.title.empty() ? making.scenario_name : scenario.run.title);
  add("summary", scenario.run.question);
  add_statements(file);
  add("scenario_file", making.scenario_name);
  add("scenario", sim::resolved_toml(catalogue));
  add("seed", scenario.run.seed);
  add("replicate", scenario.run.replicate);
  add("run_identity", run_identity(scenario, geography));
  add("source_hash", build.source_hash);
  add_build(file);
  add("threads", std::int64_t{making.threads});
  add("wall_seconds", making.seconds);
  if (!making.parameters_from.empty()) add("parameters_from", making.parameters_from);
  if (!making.resumed_after.empty()) add("resumed_after", making.resumed_after);
  add_date(file);
  add_parameters(file, catalogue);
}

void add_program(sim::output::ResultFile& file) {
  file.attributes.insert(file.attributes.begin(), {"Conventions", std::string("CF-1.8, ACDD-1.3")});
  add_statements(file);
  add_build(file);
  add_date(file);
}

}  // namespace cli
