#include "models/territory/dyad.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/format_versions.hpp"
#include "cli/scenario_file.hpp"

namespace cli {

namespace {

struct DyadOptions {
  std::string rule;
  std::vector<std::string> assignments;
  std::string outcomes;
  double success_probability = -1;
  int months = 120;
  int replicates = 1000;
  std::uint32_t seed = 1;
  double weight = 1;
  double prior = 0.5;
  bool json = false;
};

int dyad(const DyadOptions& options) {
  std::vector<std::string> assignments = options.assignments;
  if (!options.rule.empty()) assignments.push_back("trust.rule=" + options.rule);
  const territory::TrustParameters trust = default_scenario(assignments).trust;
  const territory::DyadSetting setting{options.prior, options.weight};
  const bool given = !options.outcomes.empty();
  if (given == (options.success_probability >= 0)) {
    throw sim::InputError(sim::Fault{{},
                                     "lien dyad needs --outcomes or --success, and not both",
                                     {"example  lien dyad --rule beta --outcomes SSFSS"}});
  }
  const auto steps = given ? territory::follow_outcomes(trust, setting, options.outcomes)
                           : territory::average_dyad(trust, setting, options.success_probability,
                                                     options.months, options.replicates, options.seed);
  if (options.json) {
    auto rows = nlohmann::json::array();
    for (const auto& s : steps) {
      nlohmann::json row{{"step", s.step}, {"trust", s.trust}, {"confidence", s.confidence}};
      if (!given) row["trust_sd"] = s.trust_sd;
      rows.push_back(std::move(row));
    }
    fmt::print("{}\n", nlohmann::json{{"format_version", format::dyad}, {"steps", rows}}.dump(2));
    return success;
  }
  fmt::print("step\ttrust\tconfidence{}\n", given ? "" : "\ttrust_sd");
  for (const auto& s : steps) {
    fmt::print("{}\t{:.6f}\t{:.6f}", s.step, s.trust, s.confidence);
    if (!given) fmt::print("\t{:.6f}", s.trust_sd);
    fmt::print("\n");
  }
  return success;
}

}  // namespace

void add_dyad(Command program, Chosen& chosen) {
  auto options = std::make_shared<DyadOptions>();
  Command command = program.add_subcommand(
      "dyad", "The trust of one pair over time, one row a month: the smallest laboratory");
  command.add_option("--rule", options->rule,
                     fmt::format("theory of trust: {}", fmt::join(territory::TrustRules::names, ", ")));
  command
      .add_option("--set", options->assignments, "set a parameter: trust.beta.forgetting=0.97 (repeatable)")
      .one_at_a_time();
  command.add_option("--outcomes", options->outcomes,
                     "what the other side did, one letter a month: S success, F failure, A B I failure of "
                     "ability, benevolence, integrity alone, P success that carries a project through");
  command
      .add_option("--success", options->success_probability,
                  "chance of success of either side in a month, 0 to 1")
      .within(0, 1);
  command.add_option("--months", options->months, "months, with --success").with_default().within(1, 100000);
  command.add_option("--replicates", options->replicates, "independent pairs to average, with --success")
      .with_default()
      .within(1, 10000000);
  command.add_option("--seed", options->seed, "seed, with --success").with_default().within(0, 4294967295);
  command.add_option("--weight", options->weight, "evidence weight of each experience, 0 to 10")
      .with_default()
      .within(0, 10);
  command.add_option("--prior", options->prior, "first impression, 0 to 1").with_default().within(0, 1);
  command.add_flag("--json", options->json, "as JSON");
  command.callback([options, &chosen] { chosen = [options] { return dyad(*options); }; });
}

}  // namespace cli
