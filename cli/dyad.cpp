#include "models/territory/dyad.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/format_versions.hpp"
#include "cli/scenario_file.hpp"
#include "models/territory/dyad_settings.hpp"
#include "sim/core/error.hpp"
#include "sim/parameters/scenario_text.hpp"

namespace cli {

namespace {

struct DyadOptions {
  std::string rule;
  std::vector<std::string> assignments;
  std::string outcomes;
  double success_probability = -1;
  int months = 120;
  int replicates = 1000;
  std::uint32_t seed = 1;
  double weight = 1;
  double prior = 0.5;
  bool json = false;
};

/// Refuses every setting that cannot change what is printed. Gives the columns that the others call for.
territory::DyadColumns columns_asked(const DyadOptions& options, const territory::Scenario& scenario) {
  sim::Settings settings;
  for (const std::string& assignment : options.assignments) sim::apply_override(settings, assignment);
  std::optional<std::string_view> outcomes;
  if (!options.outcomes.empty()) outcomes = options.outcomes;
  territory::DyadColumns columns;
  std::vector<sim::Fault> faults;
  const auto refuse = [&](const sim::Place& place, const std::string& key, const std::string& why) {
    faults.push_back({place, key + " has no effect in lien dyad: " + why, {}});
  };
  if (settings.parameters_from)
    refuse(settings.parameters_from->place, "parameters_from", "it draws from no posterior");
  for (const sim::Setting& setting : settings.values) {
    if (setting.key == "trust.rule" && !options.rule.empty()) {
      refuse(setting.value.place, setting.key, "--rule says the rule");
    } else if (const auto why = territory::idle_in_dyad(scenario, setting.key, outcomes)) {
      refuse(setting.value.place, setting.key, *why);
    }
    const territory::DyadColumns wanted = territory::columns_of(setting.key);
    columns.consent = columns.consent || wanted.consent;
    columns.selection = columns.selection || wanted.selection;
  }
  if (!faults.empty()) {
    faults.back().notes = territory::read_by_dyad();
    throw sim::InputError(std::move(faults));
  }
  return columns;
}

/// The names of the columns and what a step has in each.
struct DyadTable {
  bool averaged;
  territory::DyadColumns columns;

  template <class Tell>
  void tell(const territory::DyadStep& s, Tell&& cell) const {
    cell("trust", s.trust);
    cell("confidence", s.confidence);
    if (averaged) cell("trust_sd", s.trust_sd);
    for (std::size_t k = 0; k < s.acceptance.size() && columns.consent; ++k)
      cell("consents_" + std::string(territory::alliance_names[k]), s.acceptance[k]);
    if (columns.selection) cell("kept", s.kept);
    if (columns.selection && averaged) cell("trust_if_kept", s.trust_if_kept);
  }
};

void print_json(const DyadTable& table, const std::vector<territory::DyadStep>& steps) {
  auto rows = nlohmann::json::array();
  for (const auto& s : steps) {
    nlohmann::json row{{"step", s.step}};
    table.tell(s, [&](const std::string& name, double value) { row[name] = value; });
    rows.push_back(std::move(row));
  }
  fmt::print("{}\n", nlohmann::json{{"format_version", format::dyad}, {"steps", rows}}.dump(2));
}

void print_table(const DyadTable& table, const std::vector<territory::DyadStep>& steps) {
  fmt::print("step");
  table.tell(steps.front(), [](const std::string& name, double) { fmt::print("\t{}", name); });
  fmt::print("\n");
  for (const auto& s : steps) {
    fmt::print("{}", s.step);
    table.tell(s, [](const std::string&, double value) { fmt::print("\t{:.6f}", value); });
    fmt::print("\n");
  }
}

int dyad(const DyadOptions& options) {
  std::vector<std::string> assignments = options.assignments;
  if (!options.rule.empty()) assignments.push_back("trust.rule=" + options.rule);
  const territory::Scenario scenario = default_scenario(assignments);
  const bool given = !options.outcomes.empty();
  if (given == (options.success_probability >= 0)) {
    throw sim::InputError(sim::Fault{{},
                                     "lien dyad needs --outcomes or --success, and not both",
                                     {"example  lien dyad --rule beta --outcomes SSFSS"}});
  }
  const territory::DyadColumns columns = columns_asked(options, scenario);
  const territory::DyadSetting setting{options.prior,     options.weight,        columns.consent,
                                       columns.selection, scenario.partnerships, scenario.endings};
  const auto steps = given ? territory::follow_outcomes(scenario.trust, setting, options.outcomes)
                           : territory::average_dyad(scenario.trust, setting, options.success_probability,
                                                     options.months, options.replicates, options.seed);
  (options.json ? print_json : print_table)({!given, columns}, steps);
  return success;
}

}  // namespace

void add_dyad(Command program, Chosen& chosen) {
  auto options = std::make_shared<DyadOptions>();
  Command command = program.add_subcommand(
      "dyad", "The trust of one pair over time, one row a month: the smallest laboratory");
  command.add_option("--rule", options->rule,
                     fmt::format("theory of trust: {}", fmt::join(territory::TrustRules::names, ", ")));
  command
      .add_option("--set", options->assignments,
                  "set a parameter of the rule, or a switch: trust.beta.forgetting=0.97, trust.bias=0.1, "
                  "trust.gate=marsh (repeatable); one that changes nothing here is refused")
      .one_at_a_time();
  command.add_option("--outcomes", options->outcomes,
                     "what the other side did, one letter a month: S success, F failure, A B I failure of "
                     "ability, benevolence, integrity alone, P success that carries a project through");
  command
      .add_option("--success", options->success_probability,
                  "chance of success of either side in a month, 0 to 1")
      .within(0, 1);
  command.add_option("--months", options->months, "months, with --success").with_default().within(1, 100000);
  command.add_option("--replicates", options->replicates, "independent pairs to average, with --success")
      .with_default()
      .within(1, 10000000);
  command.add_option("--seed", options->seed, "seed, with --success").with_default().within(0, 4294967295);
  command.add_option("--weight", options->weight, "evidence weight of each experience, 0 to 10")
      .with_default()
      .within(0, 10);
  command.add_option("--prior", options->prior, "first impression, 0 to 1").with_default().within(0, 1);
  command.add_flag("--json", options->json, "as JSON");
  command.callback([options, &chosen] { chosen = [options] { return dyad(*options); }; });
}

}  // namespace cli
