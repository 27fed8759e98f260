#include "cli/gather.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "analysis/experiment/assembly.hpp"
#include "analysis/experiment/run_experiment.hpp"
#include "analysis/experiment/sweep_folder.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/provenance.hpp"
#include "sim/output/digest.hpp"
#include "sim/output/netcdf_writer.hpp"

namespace cli {

namespace {

struct GatherOptions {
  std::string folder, output;
};

}  // namespace

int gather_into(const std::string& folder, const std::string& output) {
  sim::output::check_writable(output);
  const analysis::Assembly assembly(analysis::frozen_experiment(folder), analysis::frozen_program(folder));
  sim::output::ResultFile file = analysis::gather_assembly(assembly, folder);
  add_program(file);
  const std::string digest = sim::output::content_digest(file);
  file.attributes.push_back({"content_digest", digest});
  const auto status = std::ranges::find(file.variables, "run_status", &sim::output::Variable::name);
  const auto& flags = std::get<std::vector<std::int8_t>>(status->data);
  const auto done = std::ranges::count(flags, std::int8_t{2});
  sim::output::write_netcdf(file, output);
  fmt::print("{}: {} points, {} replicates, {} of {} runs\ndigest {}\n", output, file.dimensions[0].length,
             file.dimensions[1].length, done, flags.size(), digest);
  const bool whole = done == static_cast<std::ptrdiff_t>(flags.size()) || assembly.experiment().precision;
  return whole ? success : partial_sweep;
}

void add_gather(Command program, Chosen& chosen) {
  auto options = std::make_shared<GatherOptions>();
  Command command = program.add_subcommand(
      "gather",
      "Write all runs of a sweep into one result file (netCDF-4/HDF5); what is not done is missing in it");
  command.add_option("folder", options->folder, "folder of a sweep").required().not_empty();
  command.add_option("-o,--output", options->output, "result file").required().not_empty();
  command.callback(
      [options, &chosen] { chosen = [options] { return gather_into(options->folder, options->output); }; });
}

}  // namespace cli
