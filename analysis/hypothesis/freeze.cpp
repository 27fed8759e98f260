#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/hypothesis/hypothesis_study.hpp"
#include "analysis/hypothesis/theory_sets.hpp"
#include "analysis/run_identity.hpp"
#include "analysis/scenario_file.hpp"
#include "sim/core/error.hpp"
#include "sim/output/partial_file.hpp"
#include "sim/parameters/catalogue.hpp"

namespace analysis {

namespace {

Freeze read_freeze(const std::filesystem::path& path, const std::string& now) {
  const auto json = nlohmann::json::parse(sim::output::whole_content(path, "hypothesis"), nullptr, false);
  const bool sound = json.is_object() && json.contains("text") && json["text"].is_string() &&
                     json.contains("hash") && json["hash"].is_string() &&
                     sha256_hex(json["text"].get<std::string>()) == json["hash"].get<std::string>();
  if (!sound)
    throw sim::InputError(sim::Fault{{path.string(), 0, 0},
                                     "is not what was frozen: its text and its hash do not match",
                                     {"expected  the file as it was written; else another --output folder"}});
  return {json["hash"], now, json["text"]};
}

}  // namespace

std::string frozen_text(const Hypothesis& hypothesis) {
  const LoadedScenario loaded = load_scenario(hypothesis.scenario, {});
  if (!loaded.draws.empty())
    throw sim::InputError(
        sim::Fault{{hypothesis.scenario, 0, 0},
                   "takes its parameters from a posterior",
                   {"because  a hypothesis draws what is assumed itself: varied, and theory_sets"}});
  std::string text = hypothesis_text(hypothesis);
  for (const std::string& theory : hypothesis.theories) {
    for (const std::string& assignment : theory_assignments(hypothesis.theory_sets, theory))
      text += fmt::format("{}: {}\n", theory, assignment);
  }
  territory::Scenario scenario = loaded.scenario;  // of paths the last name: no folder decides anything
  scenario.territory.communes = std::filesystem::path(scenario.territory.communes).filename().string();
  scenario.territory.epcis = std::filesystem::path(scenario.territory.epcis).filename().string();
  return text + fmt::format("geography {}\n", geography_hash(loaded.geography)) +
         sim::resolved_toml(sim::catalogue_of(scenario));
}

Freeze freeze(const Hypothesis& hypothesis, const std::filesystem::path& folder) {
  const std::string text = frozen_text(hypothesis), now = sha256_hex(text);
  const std::filesystem::path path = folder / "frozen.json";
  if (std::filesystem::exists(path)) return read_freeze(path, now);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw sim::StorageError(fmt::format("cannot make the folder '{}': {}", folder.string(), error.message()));
  const nlohmann::json json{{"id", hypothesis.id}, {"hash", now}, {"text", text}};
  const std::string content = json.dump(1) + "\n";
  sim::output::PartialFile partial(path, "hypothesis to");
  partial.write(std::as_bytes(std::span(content)));
  partial.place();
  return {now, now, text};
}

}  // namespace analysis
