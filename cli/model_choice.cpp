#include "analysis/calibration/model_choice.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/format_versions.hpp"
#include "sim/output/read_back.hpp"

namespace cli {

namespace {

constexpr const char* caveat =
    "on these statistics and priors only: they need not be sufficient for choosing between models (Robert et "
    "al. 2011)";

struct ChoiceOptions {
  std::vector<std::string> fits;
  bool json = false;
};

nlohmann::json as_json(const std::vector<analysis::WeighedFit>& fits) {
  auto list = nlohmann::json::array();
  for (const auto& one : fits)
    list.push_back({{"file", one.fit.file},
                    {"tolerance", one.fit.tolerance},
                    {"evidence", one.fit.evidence},
                    {"log_evidence_error", one.fit.error},
                    {"simulations", one.fit.simulations},
                    {"probability", one.probability},
                    {"bayes_factor",
                     {{"estimate", std::exp(one.log_bayes)},
                      {"low", std::exp(one.low)},
                      {"high", std::exp(one.high)}}}});
  return {{"format_version", format::model_choice}, {"caveat", caveat}, {"fits", list}};
}

int choose(const ChoiceOptions& options) {
  std::vector<analysis::CalibrationRead> calibrations;
  for (const std::string& fit : options.fits)
    calibrations.push_back({fit, sim::output::read_result_file(fit)});
  const auto fits = analysis::weigh_fits(calibrations);
  if (options.json) {
    fmt::print("{}\n", as_json(fits).dump(2));
    return success;
  }
  fmt::print("fit\ttolerance\tevidence\tprobability\tBayes factor against the first\n");
  for (const auto& one : fits) {
    fmt::print("{}\t{:.4g}\t{:.3g}\t{:.3f}\t", one.fit.file, one.fit.tolerance, one.fit.evidence,
               one.probability);
    if (&one == &fits.front())
      fmt::print("1\n");
    else
      fmt::print("{:.3g} ({:.3g} to {:.3g})\n", std::exp(one.log_bayes), std::exp(one.low),
                 std::exp(one.high));
  }
  fmt::print("{}\n", caveat);
  return success;
}

}  // namespace

void add_model_choice(Command program, Chosen& chosen) {
  auto options = std::make_shared<ChoiceOptions>();
  Command command = program.add_subcommand(
      "model-choice",
      "Weigh theories calibrated on the same targets: evidence, probabilities, Bayes factors (ABC)");
  command.add_option("fits", options->fits, "calibration.nc of each theory, the one compared with first")
      .required();
  command.add_flag("--json", options->json, "as JSON");
  command.callback([options, &chosen] { chosen = [options] { return choose(*options); }; });
}

}  // namespace cli
