#include "analysis/experiment/sweep_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/experiment/experiment_file.hpp"
#include "analysis/run_identity.hpp"
#include "sim/output/partial_file.hpp"

namespace analysis {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t manifest_format = 1;

fs::path manifest_of(const fs::path& folder) { return folder / "experiment.json"; }

nlohmann::json draws_json(const ParameterDraws& draws) {
  return {{"file", draws.file}, {"keys", draws.keys}, {"values", draws.values}};
}

ParameterDraws draws_of(const nlohmann::json& json) {
  return {json.at("file").get<std::string>(), json.at("keys").get<std::vector<std::string>>(),
          json.at("values").get<std::vector<double>>()};
}

nlohmann::json manifest_json(const Assembly& assembly) {
  auto arms = nlohmann::json::array();
  for (const AssembledArm& arm : assembly.arms()) {
    arms.push_back({{"name", arm.arm.name},
                    {"scenario_file", fs::path(arm.arm.scenario).filename().string()},
                    {"scenario", arm.text},
                    {"communes", fs::absolute(arm.told.tables.communes).lexically_normal().string()},
                    {"epcis", fs::absolute(arm.told.tables.epcis).lexically_normal().string()},
                    {"geography_hash", geography_hash(*arm.geography)}});
    if (!arm.told.draws.empty()) arms.back()["parameters_from"] = draws_json(arm.told.draws);
  }
  return {{"format_version", manifest_format},
          {"hash", assembly.hash()},
          {"program", assembly.program()},
          {"experiment", experiment_toml(assembly.experiment())},
          {"arms", arms}};
}

nlohmann::json read_manifest(const fs::path& folder) {
  const fs::path file = manifest_of(folder);
  const auto refuse = [&](const std::string& what) {
    throw sim::InputError(
        sim::Fault{{folder.string(), 0, 0}, what, {"expected  a folder that 'lien sweep' made"}});
  };
  if (!fs::is_regular_file(file)) refuse("holds no sweep");
  const std::vector<std::byte> bytes = sim::output::whole_content(file, "experiment");
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  nlohmann::json manifest = nlohmann::json::parse(text, nullptr, false);
  if (manifest.is_discarded() || !manifest.is_object() || !manifest.contains("format_version"))
    refuse("its experiment.json is damaged");
  if (manifest["format_version"].get<std::int64_t>() > manifest_format) refuse("was made by a newer Lien");
  return manifest;
}

void write_text(const fs::path& file, const std::string& text) {
  sim::output::PartialFile partial(file, "experiment to");
  partial.write(std::as_bytes(std::span(text)));
  partial.place();
}

std::string cell(const sim::Value& value) {
  const std::string text = sim::plain(value);
  const auto* written = std::get_if<std::string>(&value.held);
  if (written == nullptr) return text;
  std::string quoted = "\"";
  for (const char letter : *written) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return quoted + "\"";
}

void write_design(const Assembly& assembly, const fs::path& file) {
  sim::output::PartialFile partial(file, "design to");
  std::string text;
  for (const Factor& factor : assembly.experiment().factors) text += (text.empty() ? "" : ",") + factor.name;
  text += '\n';
  for (std::size_t point = 0; point < assembly.design_points(); ++point) {
    std::string row;
    for (const sim::Value& value : assembly.values_of(point)) row += (row.empty() ? "" : ",") + cell(value);
    text += row + '\n';
    if (text.size() < 1 << 20) continue;
    partial.write(std::as_bytes(std::span(text)));
    text.clear();
  }
  partial.write(std::as_bytes(std::span(text)));
  partial.place();
}

}  // namespace

void freeze_experiment(const Assembly& assembly, const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder / "runs", error);
  if (error)
    throw sim::StorageError(
        fmt::format("cannot make the folder '{}' ({})", folder.string(), error.message()));
  if (!fs::exists(manifest_of(folder))) {
    // Two processes that begin at once write the same.
    if (assembly.experiment().design.kind == DesignKind::csv) write_design(assembly, folder / "design.csv");
    write_text(manifest_of(folder), manifest_json(assembly).dump(1) + "\n");
    return;
  }
  const nlohmann::json manifest = read_manifest(folder);
  if (manifest.at("hash") == assembly.hash()) return;
  const bool program = manifest.at("program") != assembly.program();
  throw sim::InputError(
      sim::Fault{{folder.string(), 0, 0},
                 program ? "holds a sweep of another version of the model"
                         : "holds a sweep of another experiment, or of one that was changed since",
                 {"because  runs of two cannot be mixed in one table", "mend     choose another folder"}});
}

Experiment frozen_experiment(const fs::path& folder) {
  const nlohmann::json manifest = read_manifest(folder);
  Experiment experiment = parse_experiment(manifest.at("experiment").get<std::string>(), folder.string());
  if (experiment.design.kind == DesignKind::csv) experiment.design.file = (folder / "design.csv").string();
  const auto& arms = manifest.at("arms");
  if (arms.size() != experiment.arms.size())
    throw sim::InputError(sim::Fault{{folder.string(), 0, 0}, "its experiment.json is damaged", {}});
  for (std::size_t k = 0; k < arms.size(); ++k) {
    experiment.arms[k].scenario = arms[k].at("scenario_file").get<std::string>();
    experiment.arms[k].text = arms[k].at("scenario").get<std::string>();
    experiment.arms[k].communes = arms[k].at("communes").get<std::string>();
    experiment.arms[k].epcis = arms[k].at("epcis").get<std::string>();
    if (arms[k].contains("parameters_from"))
      experiment.arms[k].draws = draws_of(arms[k].at("parameters_from"));
  }
  return experiment;
}

std::string frozen_program(const fs::path& folder) {
  return read_manifest(folder).at("program").get<std::string>();
}

fs::path records_file(const fs::path& folder, int shard, int shards) {
  return folder / "runs" / fmt::format("{}_of_{}.records", shard, shards);
}

std::vector<fs::path> all_records(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder / "runs", error)) {
    if (entry.path().extension() == ".records") files.push_back(entry.path());
  }
  if (error)
    throw sim::StorageError(fmt::format("cannot look into '{}' ({})", folder.string(), error.message()));
  std::ranges::sort(files);
  return files;
}

}  // namespace analysis
