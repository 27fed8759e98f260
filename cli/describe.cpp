#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/format_versions.hpp"
#include "cli/odd.hpp"
#include "cli/scenario_file.hpp"
#include "models/territory/evidence.hpp"
#include "models/territory/measures.hpp"
#include "models/territory/model.hpp"
#include "sim/core/text.hpp"
#include "sim/parameters/catalogue.hpp"

namespace cli {

namespace {

struct DescribeOptions {
  std::string topic;
  std::string filter;
  bool json = false, markdown = false;
};

sim::Catalogue catalogue() { return sim::catalogue_of(territory::Scenario{}); }

/// Full keys and short names, to find what was meant.
std::vector<std::string> names_of(const sim::Catalogue& all) {
  std::vector<std::string> names = all.keys();
  for (const std::string& key : all.keys()) names.push_back(key.substr(key.rfind('.') + 1));
  return names;
}

[[noreturn]] void refuse(std::string what, std::vector<std::string> notes, const std::string& word,
                         const std::vector<std::string>& names) {
  const std::string near = sim::nearest(word, names);
  if (!near.empty()) notes.push_back("nearest  '" + near + "'");
  throw sim::InputError(sim::Fault{{}, std::move(what), std::move(notes)});
}

/// A list under its name, beside the version.
std::string versioned(const char* name, nlohmann::json list) {
  return nlohmann::json{{"format_version", format::description}, {name, std::move(list)}}.dump(2) + "\n";
}

std::string parameters(const DescribeOptions& options) {
  const sim::Catalogue all = catalogue();
  if (options.markdown) {
    if (options.filter.empty()) return sim::as_markdown(all);
    refuse("--markdown describes all parameters at once", {"allowed  no part of a name, or no --markdown"},
           "", {});
  }
  const std::string text = sim::as_text(all, options.filter);
  if (text.empty())
    refuse("no parameter's name contains '" + options.filter + "'", {}, options.filter, names_of(all));
  if (!options.json) return text;
  auto list = nlohmann::json::array();
  for (const auto& entry : sim::as_json(all)) {
    const std::string key = entry["key"];
    if (key.find(options.filter) != std::string::npos || entry["symbol"] == options.filter)
      list.push_back(entry);
  }
  return versioned("parameters", std::move(list));
}

std::string schedule(const DescribeOptions& options) {
  const auto declarations = territory::declared_schedule();
  if (options.json) return versioned("schedule", sim::schedule_as_json(declarations));
  return options.markdown ? sim::schedule_as_markdown(declarations) : sim::schedule_as_text(declarations);
}

std::string odd(const DescribeOptions& options) {
  if (options.json) refuse("the description of the model is a text", {"allowed  no --json"}, "", {});
  return odd_page(odd_parts());
}

std::string measures(const DescribeOptions& options) {
  if (options.json) return versioned("measures", territory::measures_as_json());
  return options.markdown ? territory::measures_as_markdown() : territory::measures_as_text();
}

std::string evidence(const DescribeOptions& options) {
  if (options.markdown) {
    if (options.filter.empty()) return territory::facts_as_markdown();
    refuse("--markdown describes all facts at once", {"allowed  no part of a fact, or no --markdown"}, "",
           {});
  }
  nlohmann::json list = territory::facts_as_json(options.filter);
  if (list.empty()) refuse("no fact contains '" + options.filter + "'", {}, "", {});
  if (options.json) return versioned("evidence", std::move(list));
  return territory::facts_as_text(options.filter);
}

/// The submodel, the measure, the group of parameters and the parameters of that name: "trust" is two of
/// them.
std::string anything(const DescribeOptions& options) {
  const std::string& topic = options.topic;
  std::vector<std::string> names{"parameters", "schedule", "measures", "evidence", "odd"};
  std::string text;
  nlohmann::json found{{"format_version", format::description}};
  for (const auto& declaration : territory::declared_schedule()) {
    names.push_back(declaration.name);
    if (declaration.name != topic) continue;
    text += sim::schedule_as_text({declaration});
    found["submodel"] = sim::schedule_as_json({declaration})[0];
  }
  for (const auto& entry : territory::measures_as_json()) {
    names.push_back(entry["name"]);
    if (entry["name"] != topic) continue;
    if (!text.empty()) text += "\n";
    text += fmt::format("measure {} [{}] {}\n", topic, entry["unit"].get<std::string>(),
                        entry["meaning"].get<std::string>());
    found["measure"] = entry;
  }
  const sim::Catalogue all = catalogue();
  std::string filter;
  for (const auto& entry : sim::as_json(all)) {
    const std::string key = entry["key"];
    names.push_back(entry["group"]);
    const bool whole = key == topic, group = key.starts_with(topic + "."), end = key.ends_with("." + topic);
    if (!whole && !group && !end) continue;
    found["parameters"].push_back(entry);
    if (filter.empty()) filter = whole ? topic : group ? topic + "." : "." + topic;
  }
  if (!filter.empty()) text += (text.empty() ? "" : "\n") + sim::as_text(all, filter);
  if (text.empty()) {
    const std::vector<std::string> more = names_of(all);
    names.insert(names.end(), more.begin(), more.end());
    refuse("nothing is called '" + topic + "'",
           {"topics   parameters, schedule, measures, evidence, odd, or the name of one of them"}, topic,
           names);
  }
  return options.json ? found.dump(2) + "\n" : text;
}

int describe(const DescribeOptions& options) {
  if (options.topic != "parameters" && options.topic != "evidence" && !options.filter.empty())
    refuse("a second word follows 'parameters' and 'evidence' only",
           {"example  lien describe parameters " + options.filter}, "", {});
  std::string text;
  if (options.topic == "parameters") {
    text = parameters(options);
  } else if (options.topic == "schedule") {
    text = schedule(options);
  } else if (options.topic == "measures") {
    text = measures(options);
  } else if (options.topic == "evidence") {
    text = evidence(options);
  } else if (options.topic == "odd") {
    text = odd(options);
  } else {
    if (options.markdown)
      refuse("--markdown goes with parameters, schedule, measures or evidence",
             {"allowed  --json, or neither"}, "", {});
    text = anything(options);
  }
  fmt::print("{}", text);
  return success;
}

}  // namespace

void add_describe(Command program, Chosen& chosen) {
  auto options = std::make_shared<DescribeOptions>();
  options->topic = "schedule";
  Command command = program.add_subcommand(
      "describe",
      "Explain the parameters, the schedule, the measures, the evidence, one of them by name, or the model");
  command.add_option("topic", options->topic,
                     "parameters, schedule, measures, evidence, odd, or a name (default: schedule)");
  command.add_option("filter", options->filter,
                     "with parameters: part of a name, or a symbol; with evidence: part of a fact");
  auto json = command.add_flag("--json", options->json, "as JSON");
  command.add_flag("--markdown", options->markdown, "as Markdown tables").excludes(json);
  command.callback([options, &chosen] { chosen = [options] { return describe(*options); }; });
}

}  // namespace cli
