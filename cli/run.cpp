#include <memory>

#include "cli/commands.hpp"
#include "cli/scenario_file.hpp"
#include "cli/simulate.hpp"
#include "cli/stop_signals.hpp"

namespace cli {

namespace {

struct RunOptions {
  std::string scenario;
  Overrides overrides;
  std::string output;
  HowToRun how;
};

int run(const RunOptions& options) {
  StopSignals signals;
  const std::filesystem::path scenario_path(options.scenario);
  const std::string output = options.output.empty() ? scenario_path.stem().string() + ".nc" : options.output;
  LoadedScenario loaded = [&] {
    const StopAtOnce watch(signals);
    return load_scenario(scenario_path, options.overrides);
  }();
  refuse_inputs(output, loaded.files);
  return simulate({scenario_path.filename().string(), std::move(loaded), output, options.how}, signals);
}

}  // namespace

void add_run(Command program, Chosen& chosen) {
  auto options = std::make_shared<RunOptions>();
  Command command =
      program.add_subcommand("run", "Simulate a scenario and write its result file (netCDF-4/HDF5)");
  command.add_option("scenario", options->scenario, "scenario file (TOML)").required().not_empty();
  command.add_option("--set", options->overrides.assignments, "set a parameter: table.key=value (repeatable)")
      .one_at_a_time();
  command.add_option("--seed", options->overrides.seed, "first half of the random key, 0 to 4294967295")
      .not_empty();
  command
      .add_option("--replicate", options->overrides.replicate,
                  "second half of the random key, 0 to 4294967295")
      .not_empty();
  auto until = command.add_option("--until", options->overrides.until, "last month, YYYY-MM");
  auto months =
      command.add_option("--months", options->overrides.months, "number of months from January 2008");
  for (const Option option : {until, months}) option.not_empty();
  months.excludes(until);
  command
      .add_option("-o,--output", options->output,
                  "result file (default: the scenario's name with .nc, in the working folder)")
      .not_empty();
  add_how_to_run(command, options->how);
  command.callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

}  // namespace cli
