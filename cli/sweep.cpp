#include <CLI/CLI.hpp>
#include <memory>

#include "analysis/experiment/experiment_file.hpp"
#include "analysis/experiment/sweep_folder.hpp"
#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/slurm.hpp"
#include "cli/sweep_cost.hpp"
#include "cli/sweep_session.hpp"

namespace cli {

namespace {

struct SweepCommand {
  std::string experiment, folder, executor = "local";
  HowToSweep how;
  SlurmOptions slurm;
  bool prepare = false;
};

int sweep(const SweepCommand& options) {
  const analysis::Assembly assembly(analysis::read_experiment(options.experiment), build_info().source_hash);
  if (!std::filesystem::exists(std::filesystem::path(options.folder) / "experiment.json"))
    refuse_unaffordable(cost_of(assembly, options.folder), options.folder);
  if (options.prepare) {
    analysis::freeze_experiment(assembly, options.folder);
    return success;
  }
  if (options.executor == "slurm")
    return sweep_on_slurm(assembly, options.folder, options.slurm, options.how);
  return run_session(assembly, options.folder, options.how, 1, 1);
}

}  // namespace

void add_sweep(CLI::App& program, Chosen& chosen) {
  auto options = std::make_shared<SweepCommand>();
  CLI::App* command = program.add_subcommand(
      "sweep", "Run an experiment into a folder; what the folder holds already is not run again");
  refuse_empty(command->add_option("experiment", options->experiment, "experiment file (TOML)")->required());
  refuse_empty(command->add_option("-o,--output", options->folder, "folder of the sweep")->required());
  command->add_option("--executor", options->executor, "local, or slurm: an array of jobs")
      ->check(CLI::IsMember({"local", "slurm"}))
      ->capture_default_str();
  command->add_flag("--prepare", options->prepare, "write the folder for 'lien work', run nothing");
  add_how_to_sweep(*command, options->how);
  add_slurm_options(*command, options->slurm);
  command->callback([options, &chosen] { chosen = [options] { return sweep(*options); }; });
}

}  // namespace cli
