#include "cli/sensitivity_options.hpp"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/sensitivity_report.hpp"
#include "sim/core/error.hpp"

namespace cli {

namespace {

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

}  // namespace

Option add_sensitivity_options(Command command, SensitivityOptions& options) {
  auto& settings = options.settings;
  const Option method = command.add_option("--method", options.method, "morris, sobol or prcc")
                            .one_of({"morris", "sobol", "prcc"});
  command.add_flag("--second-order", settings.second_order,
                   "insist on indices of pairs; they are given anyway when the design has rows for them");
  command.add_option(
      "--range", options.ranges,
      "NAME=LOW:HIGH, range of a factor of a Morris design, repeatable (lowest to highest value)");
  command.add_option("--confidence", settings.bootstrap.confidence, "of the intervals (0.95)")
      .within(0.5, 0.999);
  command.add_option("--resamples", settings.bootstrap.resamples, "of the bootstrap (1000)")
      .within(100, 100000);
  command
      .add_option("--half-width", options.half_width,
                  "of interval that counts as converged (0.05 for sobol, else 0.1)")
      .within(1e-6, 1);
  command.add_option("--seed", settings.bootstrap.key.seed, "of the bootstrap (1)").within(0, 4294967295.0);
  command.add_flag("--json", options.json, "as JSON");
  return method;
}

analysis::SensitivitySettings settings_of(const SensitivityOptions& options) {
  using Method = analysis::SensitivityMethod;
  analysis::SensitivitySettings settings = options.settings;
  if (options.method == "morris") settings.method = Method::morris;
  if (options.method == "sobol") settings.method = Method::sobol;
  if (options.method == "prcc") settings.method = Method::prcc;
  if (options.half_width > 0) settings.half_width = options.half_width;
  for (const std::string& range : options.ranges) settings.ranges.push_back(parse_range(range));
  return settings;
}

void print_analysis(const analysis::SensitivityAnalysis& found, const SensitivityOptions& options) {
  if (options.json)
    fmt::print("{}\n", sensitivity_as_json(found).dump(2));
  else
    fmt::print("{}", sensitivity_as_text(found));
}

}  // namespace cli
