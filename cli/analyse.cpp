#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/sensitivity_options.hpp"

namespace cli {

namespace {

struct AnalyseOptions {
  std::string design, results;
  std::vector<std::string> columns;
  SensitivityOptions sensitivity;
};

int analyse(const AnalyseOptions& options) {
  const auto settings = settings_of(options.sensitivity);
  const auto design = analysis::look_at_design(options.design);
  const auto responses = analysis::read_results(options.results, design, options.columns);
  print_analysis(analysis::analyse(analysis::rows_of(design), responses, settings), options.sensitivity);
  return success;
}

}  // namespace

void add_analyse(Command program, Chosen& chosen) {
  auto options = std::make_shared<AnalyseOptions>();
  Command command = program.add_subcommand(
      "analyse",
      "Sensitivity of any model's outputs to its factors, from a table of runs and one of results");
  command.add_option("--design", options->design, "CSV of the design, a column a factor")
      .required()
      .not_empty();
  command.add_option("--results", options->results, "CSV of the results, a column an output")
      .required()
      .not_empty();
  add_sensitivity_options(command, options->sensitivity).required();
  command.add_option("--column", options->columns, "output to analyse, repeatable (all)");
  command.callback([options, &chosen] { chosen = [options] { return analyse(*options); }; });
}

}  // namespace cli
