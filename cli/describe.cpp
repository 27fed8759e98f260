#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/scenario_file.hpp"
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

std::string parameters(const DescribeOptions& options) {
  const sim::Catalogue all = catalogue();
  if (options.json) return sim::as_json(all).dump(2) + "\n";
  if (options.markdown) return sim::as_markdown(all);
  const std::string text = sim::as_text(all, options.filter);
  if (text.empty()) {
    const std::string near = sim::nearest(options.filter, all.keys());
    sim::Fault fault{{}, "no parameter's name contains '" + options.filter + "'", {}};
    if (!near.empty()) fault.notes.push_back("nearest  '" + near + "'");
    throw sim::InputError(fault);
  }
  return text;
}

std::string schedule(const DescribeOptions& options) {
  const auto declarations = territory::declared_schedule();
  if (options.json) return sim::schedule_as_json(declarations).dump(2) + "\n";
  return options.markdown ? sim::schedule_as_markdown(declarations) : sim::schedule_as_text(declarations);
}

std::string measures(const DescribeOptions& options) {
  if (options.json) return territory::measures_as_json().dump(2) + "\n";
  return options.markdown ? territory::measures_as_markdown() : territory::measures_as_text();
}

/// A submodel, a measure, a group of parameters or a parameter, whichever has that name.
std::string anything(const DescribeOptions& options) {
  std::vector<std::string> names{"parameters", "schedule", "measures"};
  for (const auto& declaration : territory::declared_schedule()) {
    if (declaration.name == options.topic)
      return options.json ? sim::schedule_as_json({declaration})[0].dump(2) + "\n"
                          : sim::schedule_as_text({declaration});
    names.push_back(declaration.name);
  }
  for (const auto& entry : territory::measures_as_json()) {
    if (entry["name"] == options.topic) {
      if (options.json) return entry.dump(2) + "\n";
      return fmt::format("{} [{}] {}\n", options.topic, entry["unit"].get<std::string>(),
                         entry["meaning"].get<std::string>());
    }
    names.push_back(entry["name"]);
  }
  const sim::Catalogue all = catalogue();
  auto found = nlohmann::json::array();
  for (const auto& entry : sim::as_json(all)) {
    const std::string key = entry["name"];
    if (key == options.topic || key.starts_with(options.topic + ".") || key.ends_with("." + options.topic))
      found.push_back(entry);
    names.push_back(key);
    names.push_back(key.substr(key.rfind('.') + 1));
  }
  if (!found.empty()) return options.json ? found.dump(2) + "\n" : sim::as_text(all, options.topic);
  sim::Fault fault{{},
                   "nothing is called '" + options.topic + "'",
                   {"topics   parameters, schedule, measures, or the name of one of them"}};
  const std::string near = sim::nearest(options.topic, names);
  if (!near.empty()) fault.notes.push_back("nearest  '" + near + "'");
  throw sim::InputError(fault);
}

int describe(const DescribeOptions& options) {
  std::string text;
  if (options.topic == "parameters") {
    text = parameters(options);
  } else if (options.topic == "schedule") {
    text = schedule(options);
  } else if (options.topic == "measures") {
    text = measures(options);
  } else {
    text = anything(options);
  }
  fmt::print("{}", text);
  return success;
}

}  // namespace

void add_describe(CLI::App& program, Chosen& chosen) {
  auto options = std::make_shared<DescribeOptions>();
  options->topic = "schedule";
  CLI::App* command = program.add_subcommand(
      "describe", "Explain the parameters, the schedule, the measures, or one of them by name");
  command->add_option("topic", options->topic,
                      "parameters, schedule, measures, or a name (default: schedule)");
  command->add_option("filter", options->filter, "with parameters: part of a name, or a symbol");
  auto* json = command->add_flag("--json", options->json, "as JSON");
  command->add_flag("--markdown", options->markdown, "as Markdown tables")->excludes(json);
  command->callback([options, &chosen] { chosen = [options] { return describe(*options); }; });
}

}  // namespace cli
