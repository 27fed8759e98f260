// Options of `lien run` the program refuses.
#include "tests/support/bad_input.hpp"

namespace lien_test {
namespace {

using namespace std::string_literals;

std::vector<BadInput> of_run() {
  return {
      bad_command("SetWithoutEquals", {"run", "territory.toml", "--set", "run.seed"},
                  R"(--set run.seed: no '=' between a key and its value
  allowed  --set table.key=value, as in --set run.seed=7
1 fault; nothing was written
)"),
      bad_command("SetWithoutAKey", {"run", "territory.toml", "--set", "=3"},
                  R"(--set =3: no key such as table.key before the '='
  allowed  --set table.key=value, as in --set run.seed=7
1 fault; nothing was written
)"),
      bad_command("SetOfAnUnknownParameter", {"run", "territory.toml", "--set", "run.sede=3"},
                  R"(--set run.sede=3: unknown parameter 'run.sede'; did you mean 'run.seed'?
1 fault; nothing was written
)"),
      bad_command("SetOfAWrongType", {"run", "territory.toml", "--set", "run.seed=abc"},
                  R"(--set run.seed=abc: run.seed = "abc" is a string, expected an integer
  allowed  0 to 4294967295: first half of the random key
  default  1; leave the option out to use it
1 fault; nothing was written
)"),
      bad_command("SetOutOfRange", {"run", "territory.toml", "--set", "trust.beta.forgetting=2"},
                  R"(--set trust.beta.forgetting=2: trust.beta.forgetting = 2 is out of range
  allowed  0.9 to 1 per month: share of the evidence kept from one month to the next
  default  0.98; leave the option out to use it
1 fault; nothing was written
)"),
      bad_command("SetOfAGroup", {"run", "territory.toml", "--set", "trust=beta"},
                  R"(--set trust=beta: trust = "beta": 'trust' is a group of parameters, not a parameter
  allowed  [trust] with, below it: rule, stake_loss, tau_shift, bias, value_drift, id_bonus, witness_weight, witness_contacts, witness_min_trust, visibility_base, gate
1 fault; nothing was written
)"),
      bad_command("SetExtends", {"run", "territory.toml", "--set", "extends=mini.toml"},
                  R"(--set extends=mini.toml: extends belongs in a scenario file
  allowed  --set table.key=value, as in --set run.seed=7
1 fault; nothing was written
)"),
      bad_command(
          "SetBreaksARelation", {"run", "territory.toml", "--set", "survey.company_month=200"},
          R"(--set survey.company_month=200: survey: the months of the surveys must be in order: companies, then associations
  values   company_month = 200, association_month = 93 (default)
1 fault; nothing was written
)"),
      bad_command(
          "SetListOfTheWrongLength", {"run", "territory.toml", "--set", "encounters.mixing_mayor=[1]"},
          R"(--set encounters.mixing_mayor=[1]: encounters.mixing_mayor = [1] has 1 elements, expected 4
  allowed  a list of 4 numbers (association, company, mayor, catalyst), each 0 to 1, with sum 1: whom mayors look for
  default  [0.4, 0.4, 0.1, 0.1]; leave the option out to use it
1 fault; nothing was written
)"),
      bad_command("SetNothing", {"run", "territory.toml", "--set", ""},
                  R"(--set : no '=' between a key and its value
  allowed  --set table.key=value, as in --set run.seed=7
1 fault; nothing was written
)"),
      bad_command("SetEmptyValue", {"run", "territory.toml", "--set", "run.seed="},
                  R"(--set run.seed=: run.seed = "" is a string, expected an integer
  allowed  0 to 4294967295: first half of the random key
  default  1; leave the option out to use it
1 fault; nothing was written
)"),
      bad_command(
          "SetUnknownCode", {"run", "territory.toml", "--set", "territory.codes=[\"200000028\"]"},
          R"(--set territory.codes=["200000028"]: territory.codes: EPCI '200000028' is not in communes.csv
  nearest  '200000029'
1 fault; nothing was written
)"),
      bad_command("SetOtherTable", {"run", "territory.toml", "--set", "territory.communes=other.csv"},
                  R"(other.csv: no such table
1 fault; nothing was written
)"),
      bad_command("SetWithoutAWord", {"run", "territory.toml", "--set"},
                  "lien: --set: 1 required TEXT missing"s + where_to_find_help),
      bad_command("NegativeSeedOption", {"run", "territory.toml", "--seed", "-1"},
                  R"(--set run.seed=-1: run.seed = -1 is out of range
  allowed  0 to 4294967295: first half of the random key
  default  1; leave the option out to use it
1 fault; nothing was written
)"),
      bad_command("SeedOptionOfMoreThan32Bits", {"run", "territory.toml", "--seed", "4294967296"},
                  R"(--set run.seed=4294967296: run.seed = 4294967296 is out of range
  allowed  0 to 4294967295: first half of the random key
  default  1; leave the option out to use it
1 fault; nothing was written
)"),
      bad_command("SeedOptionInWords", {"run", "territory.toml", "--seed", "seven"},
                  R"(--set run.seed=seven: run.seed = "seven" is a string, expected an integer
  allowed  0 to 4294967295: first half of the random key
  default  1; leave the option out to use it
1 fault; nothing was written
)"),
      bad_command("SeedOptionEmpty", {"run", "territory.toml", "--seed", ""},
                  "lien: --seed: an empty word"s + where_to_find_help),
      bad_command("ReplicateOptionIsAReal", {"run", "territory.toml", "--replicate", "1.5"},
                  R"(--set run.replicate=1.5: run.replicate = 1.5 is a real number, expected an integer
  allowed  0 to 4294967295: second half of the random key
  default  0; leave the option out to use it
1 fault; nothing was written
)"),
      bad_command("UntilNotAMonth", {"run", "territory.toml", "--until", "2020"},
                  R"(--set run.until="2020": run: until must be a month written YYYY-MM, 2008-01 to 2108-01
  values   until = "2020"
1 fault; nothing was written
)"),
      bad_command("UntilEmpty", {"run", "territory.toml", "--until", ""},
                  "lien: --until: an empty word"s + where_to_find_help),
      bad_command("NoMonths", {"run", "territory.toml", "--months", "0"},
                  R"(--months 0 is not a number of months
  allowed  1 to 1201, counted from January 2008
1 fault; nothing was written
)"),
      bad_command("MonthsInWords", {"run", "territory.toml", "--months", "two"},
                  R"(--months two is not a number of months
  allowed  1 to 1201, counted from January 2008
1 fault; nothing was written
)"),
      bad_command("MonthsBeyondTheCalendar", {"run", "territory.toml", "--months", "1202"},
                  R"(--months 1202 is not a number of months
  allowed  1 to 1201, counted from January 2008
1 fault; nothing was written
)"),
      bad_command("MonthsEmpty", {"run", "territory.toml", "--months", ""},
                  "lien: --months: an empty word"s + where_to_find_help),
      bad_command("MonthsAndUntil", {"run", "territory.toml", "--months", "2", "--until", "2008-03"},
                  "lien: --until excludes --months"s + where_to_find_help),
      bad_command("NoThreads", {"run", "territory.toml", "--threads", "0"},
                  "lien: --threads: '0' is not a number from 1 to 1024"s + where_to_find_help),
      bad_command("ThreadsInWords", {"run", "territory.toml", "--threads", "all"},
                  "lien: --threads: 'all' is not a number from 1 to 1024"s + where_to_find_help),
      bad_command("NoGrain", {"run", "territory.toml", "--grain", "0"},
                  "lien: --grain: '0' is not a number from 1 to 16777216"s + where_to_find_help),
      bad_command("CheckpointsEveryMinusOne", {"run", "territory.toml", "--checkpoint-every", "-1"},
                  "lien: --checkpoint-every: '-1' is not a number from 0 to 100000"s + where_to_find_help),
      bad_command("CheckpointsEveryNow", {"run", "territory.toml", "--checkpoint-every", "now"},
                  "lien: --checkpoint-every: 'now' is not a number from 0 to 100000"s + where_to_find_help),
      bad_command("UnknownOption", {"run", "territory.toml", "--sede", "3"},
                  "lien: lien run has no option '--sede'; did you mean '--seed'?"s + where_to_find_help),
      bad_command("NoScenario", {"run"}, "lien: scenario is required"s + where_to_find_help),
      bad_command("TwoScenarios", {"run", "territory.toml", "territory.toml"},
                  "lien: The following argument was not expected: territory.toml"s + where_to_find_help),
      bad_command("NoSuchScenario", {"run", "missing.toml"},
                  R"(missing.toml: the scenario file does not exist
1 fault; nothing was written
)"),
      bad_command("ScenarioIsAFolder", {"run", "."},
                  R"(.: the scenario file is a folder, not a file
1 fault; nothing was written
)"),
      bad_command("ScenarioNamedWithAnEmptyWord", {"run", ""},
                  "lien: scenario: an empty word"s + where_to_find_help),
      bad_command("OutputEmpty", {"run", "territory.toml", "-o", ""},
                  "lien: --output: an empty word"s + where_to_find_help),
      bad_command("OutputWithoutAName", {"run", "territory.toml", "-o"},
                  "lien: --output: 1 required TEXT missing"s + where_to_find_help),
      bad_command("OutputInThePlaceOfTheScenario", {"run", "territory.toml", "-o", "territory.toml"},
                  R"(--output territory.toml is a file this run reads
  allowed  any other name; NAME.nc is usual
1 fault; nothing was written
)"),
      bad_command("OutputInThePlaceOfATable", {"run", "territory.toml", "-o", "./communes.csv"},
                  R"(--output ./communes.csv is a file this run reads
  allowed  any other name; NAME.nc is usual
1 fault; nothing was written
)"),
      bad_command("OptionUnlikeAny", {"run", "territory.toml", "--zzz"},
                  "lien: lien run has no option '--zzz'"s + where_to_find_help),
      bad_command("SetAfterAnotherWithAFault",
                  {"run", "territory.toml", "--set", "run.seed=-3", "--set", "trust.rule=theta"},
                  R"(--set run.seed=-3: run.seed = -3 is out of range
  allowed  0 to 4294967295: first half of the random key
  default  1; leave the option out to use it
--set trust.rule=theta: trust.rule = "theta" is not one of the choices
  allowed  "beta", "asymmetric", "abi", "staged", "reinforcement", "subjective", "fire", "gaussian"
  default  "beta"; leave the option out to use it
2 faults; nothing was written
)"),
  };
}

class BadRunOption : public testing::TestWithParam<BadInput> {};

TEST_P(BadRunOption, IsRefused) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(All, BadRunOption, testing::ValuesIn(of_run()), NameOfBadInput());

}  // namespace
}  // namespace lien_test
