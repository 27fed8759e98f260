#include "cli/saved_run.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <limits>

#include "cli/build_info.hpp"
#include "cli/provenance.hpp"
#include "sim/output/checkpoint_pair.hpp"
#include "sim/parameters/catalogue.hpp"

namespace cli {

namespace {

using sim::output::CheckpointPair;
using sim::output::CheckpointSections;
using sim::output::CheckpointView;

constexpr const char* version_section = "program version";
constexpr const char* sources_section = "program sources";
constexpr const char* identity_section = "run identity";
constexpr const char* name_section = "scenario file";
constexpr const char* scenario_section = "scenario";
constexpr const char* draw_section = "parameters from";
constexpr const char* communes_section = "table of communes";
constexpr const char* epcis_section = "table of epcis";
constexpr const char* time_section = "milliseconds";

std::string absolute(const std::string& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

}  // namespace

SavedRun new_run(const std::string& scenario_name, const LoadedScenario& loaded) {
  const BuildInfo build = build_info();
  return {.scenario_name = scenario_name,
          .scenario = sim::resolved_toml(sim::catalogue_of(loaded.scenario)),
          .parameters_from = analysis::draw_text(loaded.draws, loaded.scenario.run.replicate),
          .communes = absolute(loaded.tables.communes),
          .epcis = absolute(loaded.tables.epcis),
          .identity = run_identity(loaded.scenario, loaded.geography),
          .version = build.version,
          .sources = build.source_hash,
          .started = std::chrono::duration_cast<std::chrono::nanoseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count()};
}

void save_run(const SavedRun& run, CheckpointSections& sections) {
  sections.add_text(version_section, run.version);
  sections.add_text(sources_section, run.sources);
  sections.add_text(identity_section, run.identity);
  sections.add_text(name_section, run.scenario_name);
  sections.add_text(scenario_section, run.scenario);
  sections.add_text(draw_section, run.parameters_from);
  sections.add_text(communes_section, run.communes);
  sections.add_text(epcis_section, run.epcis);
  sections.add_number(CheckpointPair::started_section, run.started);
  sections.add_number(CheckpointPair::month_section, run.done.value);
  sections.add_number(time_section, run.milliseconds);
}

SavedRun read_saved_run(const CheckpointView& checkpoint) {
  const BuildInfo build = build_info();
  SavedRun run{.scenario_name = checkpoint.text(name_section),
               .scenario = checkpoint.text(scenario_section),
               .communes = checkpoint.text(communes_section),
               .epcis = checkpoint.text(epcis_section),
               .identity = checkpoint.text(identity_section),
               .version = checkpoint.text(version_section),
               .sources = checkpoint.text(sources_section),
               .started = checkpoint.number(CheckpointPair::started_section),
               .milliseconds = checkpoint.number(time_section)};
  if (run.sources != build.source_hash)
    checkpoint.refuse(
        fmt::format("was written by another version of Lien ({}, sources {:.12}; this is {}, {:.12}) "
                    "and only that one can go on with it exactly",
                    run.version, run.sources, build.version, build.source_hash));
  run.parameters_from = checkpoint.text(draw_section);  // which other versions may not have
  const std::int64_t month = checkpoint.number(CheckpointPair::month_section);
  if (month < std::numeric_limits<std::int16_t>::min() || month > std::numeric_limits<std::int16_t>::max())
    checkpoint.refuse("is of a month that cannot be");
  run.done = sim::Month{static_cast<int>(month)};
  return run;
}

LoadedScenario load_saved(const SavedRun& run, const CheckpointView& checkpoint) {
  LoadedScenario loaded =
      load_resolved(run.scenario, checkpoint.file() + " (its scenario)", run.communes, run.epcis);
  if (run_identity(loaded.scenario, loaded.geography) != run.identity)
    checkpoint.refuse(
        fmt::format("is of a run on other tables than '{}' and '{}' now are", run.communes, run.epcis));
  if (run.done < loaded.scenario.run.first() || run.done > loaded.scenario.run.last())
    checkpoint.refuse("is of a month outside its scenario");
  return loaded;
}

}  // namespace cli
