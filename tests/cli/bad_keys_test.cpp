// Keys that are no parameters, and values of the wrong type.
#include "tests/support/bad_input.hpp"

namespace lien_test {
namespace {

std::vector<BadInput> wrong_keys() {
  return {
      over_tiny("UnknownParameterWithANearName", "[run]\nsed = 3\n",
                R"(scenario.toml:3:1: unknown parameter 'run.sed'; did you mean 'run.seed'?
1 fault; nothing was written
)"),
      over_tiny("UnknownParameterUnlikeAny", "[demography]\ncolour = \"red\"\n",
                R"(scenario.toml:3:1: unknown parameter 'demography.colour'
  allowed  in [demography]: enabled, exit_association, exit_tpe, exit_company10, entrant_level
1 fault; nothing was written
)"),
      over_tiny(
          "UnknownGroupWithANearName", "[encounter]\nkernel_km = 5\n",
          R"(scenario.toml:3:1: unknown parameter 'encounter.kernel_km'; did you mean 'encounters.kernel_km'?
  there is no group 'encounter'; did you mean 'encounters'?
1 fault; nothing was written
)"),
      over_tiny("UnknownGroupUnlikeAny", "[weather]\nrain = 1\n",
                R"(scenario.toml:3:1: unknown parameter 'weather.rain'
  there is no group 'weather'; groups: run, territory, population, traits, needs, need_dynamics, citizens, gatherings, encounters, outcomes, reciprocity, trust, trust.beta, trust.asymmetric, trust.abi, trust.staged, trust.reinforcement, trust.subjective, trust.fire, trust.gaussian, trust.marsh, partnerships, endings, engagement, skills, demography, elections, mayors, catalysts, places, demarche, observers, levers, shocks, projects, valorisation, survey, output
1 fault; nothing was written
)"),
      over_tiny("RightNameInTheWrongGroup", "[run]\nkernel_km = 5\n",
                R"(scenario.toml:3:1: unknown parameter 'run.kernel_km'; did you mean 'encounters.kernel_km'?
1 fault; nothing was written
)"),
      over_tiny("ParameterOutsideItsGroup", "seed = 4\n",
                R"(scenario.toml:2:1: unknown parameter 'seed'; did you mean 'run.seed'?
1 fault; nothing was written
)"),
      over_tiny("ParameterOutsideGroupsUnlikeAny", "weather = 4\n",
                R"(scenario.toml:2:1: unknown parameter 'weather'
  no parameter stands outside a group; groups: run, territory, population, traits, needs, need_dynamics, citizens, gatherings, encounters, outcomes, reciprocity, trust, trust.beta, trust.asymmetric, trust.abi, trust.staged, trust.reinforcement, trust.subjective, trust.fire, trust.gaussian, trust.marsh, partnerships, endings, engagement, skills, demography, elections, mayors, catalysts, places, demarche, observers, levers, shocks, projects, valorisation, survey, output
1 fault; nothing was written
)"),
      over_tiny("GroupSetAsAParameter", "survey = 3\n",
                R"(scenario.toml:2:1: survey = 3: 'survey' is a group of parameters, not a parameter
  allowed  [survey] with, below it: company_month, association_month, companies, associations, mayor_month, mayors
1 fault; nothing was written
)"),
      over_tiny("ParameterUsedAsAGroup", "[run.seed]\nvalue = 3\n",
                R"(scenario.toml:3:1: unknown parameter 'run.seed.value'
  'run.seed' is a parameter, not a group
1 fault; nothing was written
)"),
      over_tiny(
          "UnknownInnerGroup", "[trust.bet]\nforgetting = 0.97\n",
          R"(scenario.toml:3:1: unknown parameter 'trust.bet.forgetting'; did you mean 'trust.beta.forgetting'?
  there is no group 'trust.bet'; did you mean 'trust.beta'?
1 fault; nothing was written
)"),
      over_tiny("UnknownQuotedKey", "[run]\n\"see d\" = 3\n",
                R"(scenario.toml:3:1: unknown parameter 'run."see d"'
  allowed  in [run]: title, question, seed, replicate, spinup_months, until
1 fault; nothing was written
)"),
      over_tiny("UnknownEmptyGroup", "[wether]\n",
                R"(scenario.toml:2:2: unknown parameter 'wether'
  no parameter stands outside a group; groups: run, territory, population, traits, needs, need_dynamics, citizens, gatherings, encounters, outcomes, reciprocity, trust, trust.beta, trust.asymmetric, trust.abi, trust.staged, trust.reinforcement, trust.subjective, trust.fire, trust.gaussian, trust.marsh, partnerships, endings, engagement, skills, demography, elections, mayors, catalysts, places, demarche, observers, levers, shocks, projects, valorisation, survey, output
1 fault; nothing was written
)"),
      over_tiny("RealIsAText", "[encounters]\nkernel_km = \"12\"\n",
                R"(scenario.toml:3:13: encounters.kernel_km = "12" is a string, expected a number
  allowed  4 to 40 km: decay length of the distance kernel
  default  12; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("IntegerIsAReal", "[run]\nseed = 1.5\n",
                R"(scenario.toml:3:8: run.seed = 1.5 is a real number, expected an integer
  allowed  0 to 4294967295: first half of the random key
  default  1; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("IntegerIsAWholeReal", "[run]\nseed = 1.0\n",
                R"(scenario.toml:3:8: run.seed = 1.0 is a real number, expected an integer
  allowed  0 to 4294967295: first half of the random key
  default  1; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("FlagIsAnInteger", "[output]\nspinup_rows = 1\n",
                R"(scenario.toml:3:15: output.spinup_rows = 1 is an integer, expected true or false
  allowed  true or false: whether the months of the spin-up are written too
  default  false; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("TextIsAnInteger", "[run]\ntitle = 7\n",
                R"(scenario.toml:3:9: run.title = 7 is an integer, expected a string
  allowed  a text in double quotes: name of the scenario, for tables and figures
  default  ""; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ListOfTextsIsAText", "[territory]\ncodes = \"200000011\"\n",
                R"(scenario.toml:3:9: territory.codes = "200000011" is a string, expected a list of strings
  allowed  a list of texts in double quotes: massif codes (06 = Massif Central), department codes or EPCI SIREN codes
  default  []; without this line territory.toml:10:9 holds
1 fault; nothing was written
)"),
      over_tiny("ListOfTextsHoldsANumber", "[territory]\ncodes = [\"200000011\", 200000029]\n",
                R"(scenario.toml:3:23: territory.codes, element 2 = 200000029 is an integer, expected a string
  allowed  a list of texts in double quotes: massif codes (06 = Massif Central), department codes or EPCI SIREN codes
  default  []; without this line territory.toml:10:9 holds
1 fault; nothing was written
)"),
      over_tiny(
          "ListOfNumbersIsANumber", "[encounters]\nmixing_mayor = 0.5\n",
          R"(scenario.toml:3:16: encounters.mixing_mayor = 0.5 is a real number, expected a list of 4 numbers
  allowed  a list of 4 numbers (association, company, mayor, catalyst), each 0 to 1, with sum 1: whom mayors look for
  default  [0.4, 0.4, 0.1, 0.1]; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny(
          "ListOfNumbersHoldsAText", "[encounters]\nmixing_mayor = [0.5, \"0.3\", 0.1, 0.1]\n",
          R"(scenario.toml:3:22: encounters.mixing_mayor, element 2 = "0.3" is a string, expected a number
  allowed  a list of 4 numbers (association, company, mayor, catalyst), each 0 to 1, with sum 1: whom mayors look for
  default  [0.4, 0.4, 0.1, 0.1]; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ListOfIntegersHoldsAReal", "[elections]\nmonths = [2.5]\n",
                R"(scenario.toml:3:11: elections.months, element 1 = 2.5 is a real number, expected an integer
  allowed  a list of integers, each -1000 to 10000 months since 2008-01, rising: months in which new councils take office
  default  [-298, -226, -151, -82, 2, 74, 149, 218, 290]; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("MonthIsADate", "[run]\nuntil = 2020-12-01\n",
                R"(scenario.toml:3:9: run.until = 2020-12-01 is a date, expected a string
  allowed  a text in double quotes: last month simulated
  default  "2020-12"; without this line territory.toml:3:9 holds
1 fault; nothing was written
)"),
      over_tiny("ChoiceIsAnInteger", "[trust]\nrule = 1\n",
                R"(scenario.toml:3:8: trust.rule = 1 is an integer, expected a string
  allowed  "beta", "asymmetric", "abi", "staged", "reinforcement", "subjective", "fire", "gaussian"
  default  "beta"; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ValueIsATable", "[encounters]\nclosure = {share = 0.2}\n",
                R"(scenario.toml:3:12: unknown parameter 'encounters.closure.share'
  'encounters.closure' is a parameter, not a group
1 fault; nothing was written
)"),
      over_tiny("ValueIsAnEmptyTable", "[encounters]\nclosure = {}\n",
                R"(scenario.toml:3:11: encounters.closure = {...} is a table, expected a number
  allowed  0 to 0.6: share of encounters through a common contact
  default  0.2; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ChoiceWithANearName", "[trust]\nrule = \"betta\"\n",
                R"(scenario.toml:3:8: trust.rule = "betta" is not one of the choices
  allowed  "beta", "asymmetric", "abi", "staged", "reinforcement", "subjective", "fire", "gaussian"; did you mean "beta"?
  default  "beta"; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ChoiceUnlikeAny", "[territory]\nperimeter = \"the hills\"\n",
                R"(scenario.toml:3:13: territory.perimeter = "the hills" is not one of the choices
  allowed  "all", "massif", "departments", "epcis"
  default  "all"; without this line territory.toml:9:13 holds
1 fault; nothing was written
)"),
  };
}

class BadKey : public testing::TestWithParam<BadInput> {};

TEST_P(BadKey, IsRefused) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(All, BadKey, testing::ValuesIn(wrong_keys()), NameOfBadInput());

}  // namespace
}  // namespace lien_test
