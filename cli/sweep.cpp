#include <memory>

#include "analysis/experiment/experiment_file.hpp"
#include "analysis/experiment/sweep_folder.hpp"
#include "cli/build_info.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/gather.hpp"
#include "cli/slurm.hpp"
#include "cli/sweep_cost.hpp"
#include "cli/sweep_session.hpp"
#include "sim/output/netcdf_writer.hpp"

namespace cli {

namespace {

struct SweepCommand {
  std::string experiment, folder, executor = "local", gathered;
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
  if (!options.gathered.empty()) sim::output::check_writable(options.gathered);
  const int code = options.executor == "slurm"
                       ? sweep_on_slurm(assembly, options.folder, options.slurm, options.how)
                       : run_session(assembly, options.folder, options.how, 1, 1);
  return code == success && !options.gathered.empty() ? gather_into(options.folder, options.gathered) : code;
}

}  // namespace

void add_sweep(Command program, Chosen& chosen) {
  auto options = std::make_shared<SweepCommand>();
  Command command = program.add_subcommand(
      "sweep", "Run an experiment into a folder; what the folder holds already is not run again");
  command.add_option("experiment", options->experiment, "experiment file (TOML)").required().not_empty();
  command.add_option("-o,--output", options->folder, "folder of the sweep").required().not_empty();
  command.add_option("--executor", options->executor, "local, or slurm: an array of jobs")
      .one_of({"local", "slurm"})
      .with_default();
  command.add_option("--gather", options->gathered, "when all runs are done, write them into this file")
      .not_empty();
  command.add_flag("--prepare", options->prepare, "write the folder for 'lien work', run nothing");
  add_how_to_sweep(command, options->how);
  add_slurm_options(command, options->slurm);
  command.callback([options, &chosen] { chosen = [options] { return sweep(*options); }; });
}

}  // namespace cli
