#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/report/page_json.hpp"
#include "analysis/report/shell_word.hpp"
#include "models/territory/scenario.hpp"
#include "sim/parameters/catalogue.hpp"

namespace analysis::report {

using nlohmann::json;

namespace {

const sim::output::GroupData* parameters_of(const sim::output::ResultFile& file) {
  const auto found = std::ranges::find(file.subgroups, "parameters", &sim::output::GroupData::name);
  return found == file.subgroups.end() ? nullptr : &*found;
}

/// The tables of the run where the project has them: a result keeps their names only.
std::string table_options(const RunSet& runs) {
  const sim::output::GroupData* group = parameters_of(runs.first());
  if (group == nullptr) return {};
  const std::string& file = runs.runs().front().file;
  const auto &keys = texts_in(*group, "parameter", file), &values = texts_in(*group, "value", file);
  std::string options;
  for (std::size_t k = 0; k < std::min(keys.size(), values.size()); ++k) {
    if (keys[k] != "territory.communes" && keys[k] != "territory.epcis") continue;
    std::string name = values[k];
    std::erase(name, '"');
    options += fmt::format(" --set {}=scenarios/data/{}", keys[k], shell_word(name));
  }
  return options;
}

}  // namespace

json parameters_json(const RunSet& runs) {
  json rows = json::array();
  const sim::output::GroupData* group = parameters_of(runs.first());
  if (group == nullptr) return rows;
  const std::string& file = runs.runs().front().file;
  const auto& keys = texts_in(*group, "parameter", file);
  const auto& values = texts_in(*group, "value", file);
  const auto column = [&](const char* name) -> const std::vector<std::string>& {
    const auto& texts = texts_in(*group, name, file);
    return texts.size() == keys.size() ? texts : keys;
  };
  const auto &units = column("unit"), &meanings = column("meaning"), &evidence = column("evidence"),
             &sources = column("source");
  const sim::Catalogue defaults = sim::catalogue_of(territory::Scenario{});
  for (std::size_t k = 0; k < std::min(keys.size(), values.size()); ++k) {
    if (keys[k].starts_with("run.") || keys[k].starts_with("output.")) continue;
    const sim::Catalogue::Entry* standard = defaults.find(keys[k]);
    const std::string usual = standard == nullptr ? "" : sim::literal(standard->value);
    if (standard != nullptr && usual == values[k]) continue;
    rows.push_back({{"key", keys[k]},
                    {"value", values[k]},
                    {"default", usual},
                    {"unit", units[k]},
                    {"meaning", meanings[k]},
                    {"evidence", evidence[k]},
                    {"source", sources[k]}});
  }
  return rows;
}

json provenance_json(const RunSet& runs) {
  json made = json::array();
  const std::string tables = table_options(runs);
  for (const Run& run : runs.runs()) {
    const auto text = [&](const char* name) { return text_attribute(run.content, name); };
    const std::int64_t seed = whole_attribute(run.content, "seed"),
                       replicate = whole_attribute(run.content, "replicate");
    made.push_back({{"file", run.file},
                    {"seed", seed},
                    {"replicate", replicate},
                    {"command", fmt::format("lien run scenario.toml{} --seed {} --replicate {}", tables, seed,
                                            replicate)},
                    {"date", text("date_created")},
                    {"digest", text("content_digest")},
                    {"identity", text("run_identity")}});
  }
  const auto text = [&](const char* name) { return text_attribute(runs.first(), name); };
  return {{"runs", std::move(made)},           {"scenarioFile", text("scenario_file")},
          {"scenario", text("scenario")},      {"source", text("source")},
          {"sourceHash", text("source_hash")}, {"compiler", text("compiler")},
          {"build", text("build_type")},       {"libraries", text("libraries")},
          {"data", text("data_attribution")},  {"comment", text("comment")},
          {"references", text("references")}};
}

}  // namespace analysis::report
