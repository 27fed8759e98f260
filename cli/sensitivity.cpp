#include <fmt/format.h>

#include <filesystem>

#include "analysis/experiment/experiment_file.hpp"
#include "analysis/experiment/run_experiment.hpp"
#include "analysis/sensitivity/sensitivity_runs.hpp"
#include "analysis/sensitivity/verdict.hpp"
#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/sensitivity_options.hpp"
#include "cli/sweep_cost.hpp"
#include "cli/sweep_session.hpp"
#include "sim/core/error.hpp"
#include "sim/output/read_back.hpp"

namespace cli {

namespace {

struct ExperimentOptions {
  std::string source;  ///< gathered file, folder of a sweep, or experiment file
  std::string folder;  ///< of the sweep of an experiment file
  std::string month;
  HowToSweep how;
  analysis::SensitivityChoice choice;
  SensitivityOptions sensitivity;
};

/// Runs what the folder lacks of the experiment. The exit code of the session.
int run(const ExperimentOptions& options) {
  if (options.folder.empty())
    throw sim::InputError(sim::Fault{{options.source, 0, 0},
                                     "an experiment is run into a folder",
                                     {"expected  -o FOLDER; what it holds already is not run again"}});
  const analysis::Assembly assembly(analysis::read_experiment(options.source), build_info().source_hash);
  if (!std::filesystem::exists(std::filesystem::path(options.folder) / "experiment.json"))
    refuse_unaffordable(cost_of(assembly, options.folder), options.folder);
  HowToSweep how = options.how;
  how.quiet = how.quiet || options.sensitivity.json;  // nothing but JSON on the standard output
  return run_session(assembly, options.folder, how, 1, 1);
}

int sensitivity(const ExperimentOptions& options) {
  analysis::SensitivitySettings settings = settings_of(options.sensitivity);
  analysis::SensitivityChoice choice = options.choice;
  if (!options.month.empty()) {
    choice.month = sim::parse_month(options.month);
    if (!choice.month)
      throw sim::InputError(sim::Fault{
          {}, fmt::format("--month {} is not a month", options.month), {"example  --month 2030-12"}});
  }
  std::string source = options.source;
  if (source.ends_with(".toml")) {
    const int code = run(options);
    if (code != success) return code;
    source = options.folder;
  }
  const auto runs = analysis::sensitivity_runs(std::filesystem::is_directory(source)
                                                   ? analysis::gather_experiment(source)
                                                   : sim::output::read_result_file(source),
                                               source, choice);
  if (options.sensitivity.method.empty()) settings.method = analysis::method_for(runs.kind);
  auto found = analysis::analyse(runs.design, runs.responses, settings);
  found.notes.insert(found.notes.begin(), runs.notes.begin(), runs.notes.end());
  found.month = runs.month;
  print_analysis(found, options.sensitivity);
  return success;
}

}  // namespace

void add_sensitivity(Command program, Chosen& chosen) {
  auto options = std::make_shared<ExperimentOptions>();
  Command command = program.add_subcommand(
      "sensitivity",
      "Sensitivity of measures to the factors of an experiment, which is run first if need be");
  command
      .add_option("experiment", options->source,
                  "experiment file (TOML), folder of its sweep, or gathered file")
      .required()
      .not_empty();
  command.add_option("-o,--output", options->folder, "folder of the sweep of an experiment file").not_empty();
  add_how_to_sweep(command, options->how);
  add_sensitivity_options(command, options->sensitivity);
  command.add_option("--measure", options->choice.measures, "measure to analyse, repeatable (all)");
  command.add_option("--month", options->month, "YYYY-MM (the last month kept)").not_empty();
  command.add_option("--arm", options->choice.arm, "arm, where there are several").not_empty();
  command.callback([options, &chosen] { chosen = [options] { return sensitivity(*options); }; });
}

}  // namespace cli
