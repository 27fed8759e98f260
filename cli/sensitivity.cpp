#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "analysis/sensitivity/sensitivity_runs.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/sensitivity_options.hpp"
#include "sim/core/error.hpp"
#include "sim/output/read_back.hpp"

namespace cli {

namespace {

struct GatheredOptions {
  std::string file, month;
  analysis::SensitivityChoice choice;
  SensitivityOptions sensitivity;
  bool method_given = false;
};

/// The method that a design was made for.
analysis::SensitivityMethod method_of(const std::string& design) {
  if (design == "saltelli") return analysis::SensitivityMethod::sobol;
  if (design == "morris") return analysis::SensitivityMethod::morris;
  return analysis::SensitivityMethod::prcc;
}

int sensitivity(const GatheredOptions& options) {
  analysis::SensitivitySettings settings = settings_of(options.sensitivity);
  analysis::SensitivityChoice choice = options.choice;
  if (!options.month.empty()) {
    choice.month = sim::parse_month(options.month);
    if (!choice.month)
      throw sim::InputError(sim::Fault{
          {}, fmt::format("--month {} is not a month", options.month), {"example  --month 2030-12"}});
  }
  const auto runs =
      analysis::sensitivity_runs(sim::output::read_result_file(options.file), options.file, choice);
  if (!options.method_given) settings.method = method_of(runs.kind);
  auto found = analysis::analyse(runs.design, runs.responses, settings);
  found.notes.insert(found.notes.begin(), runs.notes.begin(), runs.notes.end());
  found.month = runs.month;
  print_analysis(found, options.sensitivity);
  return success;
}

}  // namespace

void add_sensitivity(CLI::App& program, Chosen& chosen) {
  auto options = std::make_shared<GatheredOptions>();
  CLI::App* command = program.add_subcommand(
      "sensitivity", "Sensitivity of measures to the factors of a gathered experiment");
  refuse_empty(command->add_option("file", options->file, "gathered file of an experiment")->required());
  CLI::Option* method = add_sensitivity_options(*command, options->sensitivity);
  command->add_option("--measure", options->choice.measures, "measure to analyse, repeatable (all)");
  refuse_empty(command->add_option("--month", options->month, "YYYY-MM (the last month kept)"));
  refuse_empty(command->add_option("--arm", options->choice.arm, "arm, where there are several"));
  command->callback([options, method, &chosen] {
    options->method_given = method->count() > 0;
    chosen = [options] { return sensitivity(*options); };
  });
}

}  // namespace cli
