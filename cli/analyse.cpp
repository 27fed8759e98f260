#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "analysis/sensitivity/analysis.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/sensitivity_report.hpp"
#include "sim/core/error.hpp"

namespace cli {

namespace {

struct AnalyseOptions {
  std::string design, results;
  std::vector<std::string> columns, ranges;
  analysis::SensitivitySettings settings;
  double half_width = 0;
  bool json = false;
};

/// "NAME=LOW:HIGH"; the name may hold '=' itself.
std::pair<std::string, analysis::FactorRange> parse_range(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  const std::size_t colon = equals == std::string::npos ? equals : text.find(':', equals);
  const auto number = [&](std::size_t begin, std::size_t end, double& out) {
    const auto [stop, error] = std::from_chars(text.data() + begin, text.data() + end, out);
    return error == std::errc{} && stop == text.data() + end;
  };
  analysis::FactorRange range;
  const bool sound = colon != std::string::npos && number(equals + 1, colon, range.low) &&
                     number(colon + 1, text.size(), range.high) && range.low < range.high;
  if (!sound)
    throw sim::InputError(
        sim::Fault{{}, "--range " + text + " is not NAME=LOW:HIGH", {"example  --range depth=0:10"}});
  return {text.substr(0, equals), range};
}

int analyse(const AnalyseOptions& options) {
  analysis::SensitivitySettings settings = options.settings;
  if (options.half_width > 0) settings.half_width = options.half_width;
  for (const std::string& range : options.ranges) settings.ranges.push_back(parse_range(range));
  const auto design = analysis::look_at_design(options.design);
  const auto responses = analysis::read_results(options.results, design, options.columns);
  const auto found = analysis::analyse(analysis::rows_of(design), responses, settings);
  if (options.json)
    fmt::print("{}\n", sensitivity_as_json(found).dump(2));
  else
    fmt::print("{}", sensitivity_as_text(found));
  return success;
}

}  // namespace

void add_analyse(CLI::App& program, Chosen& chosen) {
  auto options = std::make_shared<AnalyseOptions>();
  auto& settings = options->settings;
  using Method = analysis::SensitivityMethod;
  CLI::App* command = program.add_subcommand(
      "analyse",
      "Sensitivity of any model's outputs to its factors, from a table of runs and one of results");
  command->add_option("--design", options->design, "CSV of the design, a column a factor")->required();
  command->add_option("--results", options->results, "CSV of the results, a column an output")->required();
  command->add_option("--method", settings.method, "morris, sobol or prcc")
      ->required()
      ->transform(CLI::CheckedTransformer(std::map<std::string, Method>{
          {"morris", Method::morris}, {"sobol", Method::sobol}, {"prcc", Method::prcc}}));
  command->add_option("--column", options->columns, "output to analyse, repeatable (all)");
  command->add_flag("--second-order", settings.second_order,
                    "insist on indices of pairs; they are given anyway when the design has rows for them");
  command->add_option(
      "--range", options->ranges,
      "NAME=LOW:HIGH, range of a factor of a Morris design, repeatable (lowest to highest value)");
  refuse_outside(
      command->add_option("--confidence", settings.bootstrap.confidence, "of the intervals (0.95)"), 0.5,
      0.999);
  refuse_outside(command->add_option("--resamples", settings.bootstrap.resamples, "of the bootstrap (1000)"),
                 100, 100000);
  refuse_outside(command->add_option("--half-width", options->half_width,
                                     "of interval that counts as converged (0.05 for sobol, else 0.1)"),
                 1e-6, 1);
  refuse_outside(command->add_option("--seed", settings.bootstrap.key.seed, "of the bootstrap (1)"), 0,
                 4294967295.0);
  command->add_flag("--json", options->json, "as JSON");
  command->callback([options, &chosen] { chosen = [options] { return analyse(*options); }; });
}

}  // namespace cli
