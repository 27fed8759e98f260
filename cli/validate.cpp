#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/format_versions.hpp"
#include "cli/scenario_file.hpp"

namespace cli {

namespace {

struct ValidateOptions {
  std::string scenario;
  Overrides overrides;
  bool json = false;
};

int validate(const ValidateOptions& options) {
  const LoadedScenario loaded = load_scenario(options.scenario, options.overrides);
  double actors = 0;
  for (const auto& commune : loaded.geography.communes) {
    if (commune.population == 0) continue;
    const auto organisations = territory::expected_organisations(commune, loaded.scenario.population);
    actors += 1 + organisations[0] + organisations[1] + organisations[2];
  }
  const auto& run = loaded.scenario.run;
  if (options.json) {
    const nlohmann::json report{{"format_version", format::validation},
                                {"valid", true},
                                {"scenario", options.scenario},
                                {"communes", loaded.geography.communes.size()},
                                {"epcis", loaded.geography.epcis.size()},
                                {"inhabitants", loaded.geography.population()},
                                {"expected_actors", std::lround(actors)},
                                {"first_month", sim::to_string(run.first())},
                                {"last_month", sim::to_string(run.last())}};
    fmt::print("{}\n", report.dump(2));
  } else {
    fmt::print(
        "{} is valid: {} communes, {} EPCI, {} inhabitants, about {} mayors, companies and associations;\n{} "
        "to {}, of which {} months of spin-up\n",
        options.scenario, loaded.geography.communes.size(), loaded.geography.epcis.size(),
        loaded.geography.population(), std::lround(actors), sim::to_string(run.first()),
        sim::to_string(run.last()), run.spinup_months);
  }
  return success;
}

}  // namespace

void add_validate(Command program, Chosen& chosen) {
  auto options = std::make_shared<ValidateOptions>();
  Command command = program.add_subcommand(
      "validate", "Check a scenario and its tables without running them; all faults at once");
  command.add_option("scenario", options->scenario, "scenario file (TOML)").required().not_empty();
  command.add_option("--set", options->overrides.assignments, "set a parameter: table.key=value (repeatable)")
      .one_at_a_time();
  command.add_flag("--json", options->json, "the answer as JSON");
  command.callback([options, &chosen] { chosen = [options] { return validate(*options); }; });
}

}  // namespace cli
