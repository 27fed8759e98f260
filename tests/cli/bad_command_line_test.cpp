// Commands, and options of the others than `lien run`, the program refuses.
#include "tests/support/bad_input.hpp"

namespace lien_test {
namespace {

using namespace std::string_literals;

/// All of them, in the order of the help.
const char* const commands =
    "run, resume, validate, describe, dyad, digest, export, calibrate, abc-run, model-choice, patterns, "
    "compare, test, plan, sweep, "
    "status, gather, work, reproduce, analyse, sensitivity, report, plot, watch";
/// What follows a setting that `lien dyad` has no use for.
constexpr const char* read_by_dyad =
    R"(  it reads       trust.rule and the parameters of that rule
  switches       trust.bias, trust.value_drift (with --success), trust.id_bonus, trust.stake_loss
  consent        trust.gate, trust.marsh.*, trust.tau_shift, partnerships.threshold, partnerships.trust_slope
  selection      endings.trust_hazard, .hazard_base, .hazard_shape, .hazard_floor, .hazard_age, .weibull_shape
1 fault; nothing was written
)";
std::vector<BadInput> of_others() {
  return {
      bad_command("OptionOfAnotherCommand", {"validate", "territory.toml", "--verify"},
                  "lien: lien validate has no option '--verify'"s + where_to_find_help),
      bad_command("UnknownCommand", {"rum", "territory.toml"},
                  "lien: unknown command 'rum'; did you mean 'run'?"s + where_to_find_help),
      bad_command("NoCommand", {}, "lien: no command; the commands are "s + commands + where_to_find_help),
      bad_command("DyadWithoutOutcomes", {"dyad"},
                  R"(lien dyad needs --outcomes or --success, and not both
  example  lien dyad --rule beta --outcomes SSFSS
1 fault; nothing was written
)"),
      bad_command("DyadWithBoth", {"dyad", "--outcomes", "S", "--success", "0.5"},
                  R"(lien dyad needs --outcomes or --success, and not both
  example  lien dyad --rule beta --outcomes SSFSS
1 fault; nothing was written
)"),
      bad_command("DyadWithAWrongLetter", {"dyad", "--outcomes", "SSfS"},
                  R"(--outcomes has 'f' at position 3
  allowed  S success, F failure, A B I failure of ability, benevolence, integrity alone, P success that carries a shared project into perpetuate
1 fault; nothing was written
)"),
      bad_command("DyadWithAnEmptyOutcome", {"dyad", "--outcomes", ""},
                  R"(lien dyad needs --outcomes or --success, and not both
  example  lien dyad --rule beta --outcomes SSFSS
1 fault; nothing was written
)"),
      bad_command("DyadWithAnUnknownRule", {"dyad", "--rule", "betta", "--outcomes", "S"},
                  R"(--set trust.rule=betta: trust.rule = "betta" is not one of the choices
  allowed  "beta", "asymmetric", "abi", "staged", "reinforcement", "subjective", "fire", "gaussian"; did you mean "beta"?
  default  "beta"; leave the option out to use it
1 fault; nothing was written
)"),
      bad_command("DyadChanceAboveOne", {"dyad", "--success", "1.5"},
                  "lien: --success: '1.5' is not a number from 0 to 1"s + where_to_find_help),
      bad_command("DyadChanceNan", {"dyad", "--success", "nan"},
                  "lien: --success: 'nan' is not a number from 0 to 1"s + where_to_find_help),
      bad_command("DyadPriorNan", {"dyad", "--outcomes", "S", "--prior", "nan"},
                  "lien: --prior: 'nan' is not a number from 0 to 1"s + where_to_find_help),
      bad_command("DyadNoMonths", {"dyad", "--success", "0.5", "--months", "0"},
                  "lien: --months: '0' is not a number from 1 to 100000"s + where_to_find_help),
      bad_command("DyadNegativeSeed", {"dyad", "--success", "0.5", "--seed", "-1"},
                  "lien: --seed: '-1' is not a number from 0 to 4294967295"s + where_to_find_help),
      bad_command("DyadOutOfRange", {"dyad", "--outcomes", "S", "--set", "trust.beta.negativity=9"},
                  R"(--set trust.beta.negativity=9: trust.beta.negativity = 9 is out of range
  allowed  1 to 3: weight of a bad outcome relative to a good one
  default  1.5; leave the option out to use it
1 fault; nothing was written
)"),
      bad_command("DyadSettingOfTheRest", {"dyad", "--outcomes", "S", "--set", "encounters.kernel_km=20"},
                  R"(--set encounters.kernel_km=20: encounters.kernel_km has no effect in lien dyad: nothing that befalls a pair alone depends on it ([encounters]: who meets whom (SM2))
)"s + read_by_dyad),
      bad_command("DyadSettingOfAnotherRule",
                  {"dyad", "--rule", "abi", "--outcomes", "S", "--set", "trust.staged.prior_strength=3"},
                  R"(--set trust.staged.prior_strength=3: trust.staged.prior_strength has no effect in lien dyad: the rule in force is abi; add --rule staged
)"s + read_by_dyad),
      bad_command("DyadTwoRules", {"dyad", "--rule", "abi", "--outcomes", "S", "--set", "trust.rule=beta"},
                  R"(--set trust.rule=beta: trust.rule has no effect in lien dyad: --rule says the rule
)"s + read_by_dyad),
      bad_command("DyadDriftOfGivenOutcomes", {"dyad", "--outcomes", "S", "--set", "trust.value_drift=0.001"},
                  R"(--set trust.value_drift=0.001: trust.value_drift has no effect in lien dyad: it moves the chance of success, and --outcomes says what happened; use --success
)"s + read_by_dyad),
      bad_command("DyadGateNotInForce", {"dyad", "--outcomes", "S", "--set", "trust.marsh.risk=0.2"},
                  R"(--set trust.marsh.risk=0.2: trust.marsh.risk has no effect in lien dyad: Marsh's gate is not in force; add --set trust.gate=marsh
)"s + read_by_dyad),
      bad_command("DyadPosterior", {"dyad", "--outcomes", "S", "--set", "parameters_from=posterior.nc"},
                  R"(--set parameters_from=posterior.nc: parameters_from has no effect in lien dyad: it draws from no posterior
)"s + read_by_dyad),
      bad_command("DescribeUnknown", {"describe", "kernel_kn"},
                  R"(nothing is called 'kernel_kn'
  topics   parameters, schedule, measures, evidence, odd, or the name of one of them
  nearest  'kernel_km'
1 fault; nothing was written
)"),
      bad_command("DescribeUnlikeAny", {"describe", "weather"},
                  R"(nothing is called 'weather'
  topics   parameters, schedule, measures, evidence, odd, or the name of one of them
1 fault; nothing was written
)"),
      bad_command("DescribeParameterUnlikeAny", {"describe", "parameters", "weather"},
                  R"(no parameter's name contains 'weather'
1 fault; nothing was written
)"),
      bad_command("DescribeParameterNear", {"describe", "parameters", "kernel_kn"},
                  R"(no parameter's name contains 'kernel_kn'
  nearest  'kernel_km'
1 fault; nothing was written
)"),
      bad_command("DescribeTwoFormats", {"describe", "schedule", "--json", "--markdown"},
                  "lien: --json excludes --markdown"s + where_to_find_help),
      bad_command("DescribeScheduleFilter", {"describe", "schedule", "trust"},
                  R"(a second word follows 'parameters' and 'evidence' only
  example  lien describe parameters trust
1 fault; nothing was written
)"),
      bad_command("ResumeOfNothing", {"resume"}, "lien: file is required"s + where_to_find_help),
      bad_command("ResumeOfAnEmptyWord", {"resume", ""}, "lien: file: an empty word"s + where_to_find_help),
      bad_command("DigestOfNothing", {"digest"}, "lien: file is required"s + where_to_find_help),
      bad_command("DigestOfAMissingFile", {"digest", "missing.nc"},
                  R"(missing.nc: there is no such file
1 fault; nothing was written
)"),
      bad_command("DigestOfAText", {"digest", "territory.toml"},
                  R"(territory.toml: this is not a result file (not HDF5)
1 fault; nothing was written
)"),
      bad_command("DigestOfAFolder", {"digest", "."},
                  R"(.: this is not a result file (not a file at all)
1 fault; nothing was written
)"),
      bad_command("DigestOfATable", {"digest", "epcis.csv"},
                  R"(epcis.csv: this is not a result file (not HDF5)
1 fault; nothing was written
)"),
      bad_command("CommandUnlikeAny", {"xylophone"},
                  "lien: unknown command 'xylophone'; the commands are "s + commands + where_to_find_help),
      bad_command("DescribeFilterOfMarkdown", {"describe", "parameters", "trust", "--markdown"},
                  R"(--markdown describes all parameters at once
  allowed  no part of a name, or no --markdown
1 fault; nothing was written
)"),
      bad_command("DescribeOneInMarkdown", {"describe", "trust", "--markdown"},
                  R"(--markdown goes with parameters, schedule, measures or evidence
  allowed  --json, or neither
1 fault; nothing was written
)"),
  };
}

class BadCommandLine : public testing::TestWithParam<BadInput> {};

TEST_P(BadCommandLine, IsRefused) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(All, BadCommandLine, testing::ValuesIn(of_others()), NameOfBadInput());

}  // namespace
}  // namespace lien_test
