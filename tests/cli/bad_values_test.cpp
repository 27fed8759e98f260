// Values out of range, lists of the wrong shape, parameters that contradict one another.
#include "tests/support/bad_input.hpp"

namespace lien_test {
namespace {

std::vector<BadInput> wrong_values() {
  return {
      over_tiny("RealBelowItsRange", "[encounters]\nkernel_km = 3.9\n",
                R"(scenario.toml:3:13: encounters.kernel_km = 3.9 is out of range
  allowed  4 to 40 km: decay length of the distance kernel
  default  12; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("RealAboveItsRange", "[trust.beta]\nforgetting = 1.01\n",
                R"(scenario.toml:3:14: trust.beta.forgetting = 1.01 is out of range
  allowed  0.9 to 1 per month: share of the evidence kept from one month to the next
  default  0.98; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("RealIsNan", "[encounters]\nclosure = nan\n",
                R"(scenario.toml:3:11: encounters.closure = nan is not a finite number
  allowed  0 to 0.6: share of encounters through a common contact
  default  0.2; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("RealIsInfinite", "[encounters]\nclosure = inf\n",
                R"(scenario.toml:3:11: encounters.closure = inf is not a finite number
  allowed  0 to 0.6: share of encounters through a common contact
  default  0.2; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("RealIsMinusInfinity", "[encounters]\nclosure = -inf\n",
                R"(scenario.toml:3:11: encounters.closure = -inf is not a finite number
  allowed  0 to 0.6: share of encounters through a common contact
  default  0.2; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("NegativeSeed", "[run]\nseed = -1\n",
                R"(scenario.toml:3:8: run.seed = -1 is out of range
  allowed  0 to 4294967295: first half of the random key
  default  1; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("SeedOfMoreThan32Bits", "[run]\nseed = 4294967296\n",
                R"(scenario.toml:3:8: run.seed = 4294967296 is out of range
  allowed  0 to 4294967295: first half of the random key
  default  1; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ReplicateOfMoreThan32Bits", "[run]\nreplicate = 9223372036854775807\n",
                R"(scenario.toml:3:13: run.replicate = 9223372036854775807 is out of range
  allowed  0 to 4294967295: second half of the random key
  default  0; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("SpinUpTooLong", "[run]\nspinup_months = 601\n",
                R"(scenario.toml:3:17: run.spinup_months = 601 is out of range
  allowed  0 to 600 months: months before January 2008, growth of engagement off, not recorded
  default  180; without this line territory.toml:4:17 holds
1 fault; nothing was written
)"),
      over_tiny("IntegerBeyondAnInt", "[encounters]\nmayor_meetings_max = 3000000000\n",
                R"(scenario.toml:3:22: encounters.mayor_meetings_max = 3000000000 is out of range
  allowed  5 to 60 per month: encounters a mayor can receive; further ones are lost
  default  20; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ElementOutOfRange", "[elections]\nmonths = [2, 74, 20000]\n",
                R"(scenario.toml:3:18: elections.months, element 3 = 20000 is out of range
  allowed  a list of integers, each -1000 to 10000 months since 2008-01, rising: months in which new councils take office
  default  [-298, -226, -151, -82, 2, 74, 149, 218, 290]; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ElementIsNan", "[encounters]\nactivity = [1, 1, nan, 1, 1]\n",
                R"(scenario.toml:3:19: encounters.activity, element 3 = nan is not a finite number
  allowed  a list of 5 numbers (company10, tpe, association, employing, mayor), each 0.1 to 4: relative number of encounters sought
  default  [1, 0.35, 1, 1.5, 2]; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("MonthThirteen", "[run]\nuntil = \"2020-13\"\n",
                R"(scenario.toml:3:9: run: until must be a month written YYYY-MM, 2008-01 to 2108-01
  values   until = "2020-13"
1 fault; nothing was written
)"),
      over_tiny("MonthBefore2008", "[run]\nuntil = \"2007-12\"\n",
                R"(scenario.toml:3:9: run: until must be a month written YYYY-MM, 2008-01 to 2108-01
  values   until = "2007-12"
1 fault; nothing was written
)"),
      over_tiny("MonthInWords", "[run]\nuntil = \"December 2020\"\n",
                R"(scenario.toml:3:9: run: until must be a month written YYYY-MM, 2008-01 to 2108-01
  values   until = "December 2020"
1 fault; nothing was written
)"),
      over_tiny("MonthTooLate", "[run]\nuntil = \"2108-02\"\n",
                R"(scenario.toml:3:9: run: until must be a month written YYYY-MM, 2008-01 to 2108-01
  values   until = "2108-02"
1 fault; nothing was written
)"),
      over_tiny("SnapshotOfNoMonth", "[output]\nsnapshots = [\"2008-01\", \"2008-13\"]\n",
                R"(scenario.toml:3:25: output.snapshots, element 2 = "2008-13" is not a month written YYYY-MM
  allowed  a list of months in double quotes, each 1958-01 to 2108-01, rising: months at whose end every actor, contact and partnership is written
  default  []; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny(
          "SnapshotTwice", "[output]\nsnapshots = [\"2008-01\", \"2008-01\"]\n",
          R"(scenario.toml:3:13: output.snapshots = ["2008-01", "2008-01"] does not rise: 2008-01 follows 2008-01
  allowed  a list of months in double quotes, each 1958-01 to 2108-01, rising: months at whose end every actor, contact and partnership is written
  default  []; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny(
          "SnapshotsOutOfOrder", "[output]\nsnapshots = [\"2008-02\", \"2008-01\"]\n",
          R"(scenario.toml:3:13: output.snapshots = ["2008-02", "2008-01"] does not rise: 2008-01 follows 2008-02
  allowed  a list of months in double quotes, each 1958-01 to 2108-01, rising: months at whose end every actor, contact and partnership is written
  default  []; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("SnapshotThatIsADate", "[output]\nsnapshots = [2008-01-31]\n",
                R"(scenario.toml:3:14: output.snapshots, element 1 = 2008-01-31 is a date, expected a string
  allowed  a list of months in double quotes, each 1958-01 to 2108-01, rising: months at whose end every actor, contact and partnership is written
  default  []; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("SnapshotThatIsNoList", "[output]\nsnapshots = \"2008-01\"\n",
                R"(scenario.toml:3:13: output.snapshots = "2008-01" is a string, expected a list of months
  allowed  a list of months in double quotes, each 1958-01 to 2108-01, rising: months at whose end every actor, contact and partnership is written
  default  []; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("SnapshotBeyondAllRuns", "[output]\nsnapshots = [\"2108-02\"]\n",
                R"(scenario.toml:3:14: output.snapshots, element 1 = "2108-02" is out of range
  allowed  a list of months in double quotes, each 1958-01 to 2108-01, rising: months at whose end every actor, contact and partnership is written
  default  []; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("SnapshotAfterTheLastMonth", "[output]\nsnapshots = [\"2008-01\", \"2008-03\"]\n",
                R"(scenario.toml:3:13: a snapshot cannot come after the last month simulated
  values   output.snapshots = ["2008-01", "2008-03"], run.until = "2008-02"
1 fault; nothing was written
)"),
      over_tiny("SnapshotBeforeTheFirstRow", "[output]\nsnapshots = [\"2007-11\", \"2008-01\"]\n",
                R"(scenario.toml:3:13: a snapshot cannot come before the first month written, 2007-12
  values   output.snapshots = ["2007-11", "2008-01"], output.spinup_rows = false (default), run.spinup_months = 2
1 fault; nothing was written
)"),
      over_tiny("SnapshotBeforeTheSpinUp",
                "[output]\nspinup_rows = true\nsnapshots = [\"2007-10\", \"2007-11\"]\n",
                R"(scenario.toml:4:13: a snapshot cannot come before the first month written, 2007-11
  values   output.snapshots = ["2007-10", "2007-11"], output.spinup_rows = true, run.spinup_months = 2
1 fault; nothing was written
)"),
      over_tiny("SharesThatDoNotSumToOne", "[encounters]\nmixing_mayor = [0.5, 0.3, 0.3, 0.1]\n",
                R"(scenario.toml:3:16: encounters.mixing_mayor = [0.5, 0.3, 0.3, 0.1] sums to 1.2, expected 1
  allowed  a list of 4 numbers (association, company, mayor, catalyst), each 0 to 1, with sum 1: whom mayors look for
  default  [0.4, 0.4, 0.1, 0.1]; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ArrayTooShort", "[encounters]\nmixing_mayor = [0.5, 0.5]\n",
                R"(scenario.toml:3:16: encounters.mixing_mayor = [0.5, 0.5] has 2 elements, expected 4
  allowed  a list of 4 numbers (association, company, mayor, catalyst), each 0 to 1, with sum 1: whom mayors look for
  default  [0.4, 0.4, 0.1, 0.1]; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ArrayTooLong", "[encounters]\nactivity = [1, 1, 1, 1, 1, 1]\n",
                R"(scenario.toml:3:12: encounters.activity = [1, 1, 1, 1, 1, 1] has 6 elements, expected 5
  allowed  a list of 5 numbers (company10, tpe, association, employing, mayor), each 0.1 to 4: relative number of encounters sought
  default  [1, 0.35, 1, 1.5, 2]; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ArrayEmpty", "[traits]\nabi_shares = []\n",
                R"(scenario.toml:3:14: traits.abi_shares = [] has 0 elements, expected 3
  allowed  a list of 3 numbers (ability, benevolence, integrity), each 0 to 1, with sum 1: weights of ability, benevolence and integrity in trustworthiness
  default  [0.4, 0.3, 0.3]; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ElectionsOutOfOrder", "[elections]\nmonths = [74, 2]\n",
                R"(scenario.toml:3:10: elections.months = [74, 2] does not rise: 2 follows 74
  allowed  a list of integers, each -1000 to 10000 months since 2008-01, rising: months in which new councils take office
  default  [-298, -226, -151, -82, 2, 74, 149, 218, 290]; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny("ElectionTwiceInAMonth", "[elections]\nmonths = [2, 74, 74]\n",
                R"(scenario.toml:3:10: elections.months = [2, 74, 74] does not rise: 74 follows 74
  allowed  a list of integers, each -1000 to 10000 months since 2008-01, rising: months in which new councils take office
  default  [-298, -226, -151, -82, 2, 74, 149, 218, 290]; remove the line to use it
1 fault; nothing was written
)"),
      over_tiny(
          "SurveysOutOfOrder", "[survey]\ncompany_month = 94\nassociation_month = 93\n",
          R"(scenario.toml:4:21: survey: the months of the surveys must be in order: companies, then associations
  values   company_month = 94, association_month = 93
1 fault; nothing was written
)"),
      over_tiny(
          "SurveysOutOfOrderByADefault", "[survey]\ncompany_month = 94\n",
          R"(scenario.toml:3:17: survey: the months of the surveys must be in order: companies, then associations
  values   company_month = 94, association_month = 93 (default)
1 fault; nothing was written
)"),
      over_tiny("MeanTrustworthinessTooLow", "[traits]\ntheta_shape_a = 2\ntheta_shape_b = 2\n",
                R"(scenario.toml:4:17: traits: mean trustworthiness a / (a + b) must lie in 0.6 to 0.9
  values   theta_shape_a = 2, theta_shape_b = 2
1 fault; nothing was written
)"),
      over_tiny(
          "MoreEngagedThanCanBe", "[traits]\nengaged_start = [0.9, 0.1, 0.2, 0.0]\n",
          R"(scenario.toml:3:17: traits: engaged_start must not exceed potential_share: only actors with potential start involved
  values   potential_share = [0.54, 0.2, 0.6, 0.8] (default), engaged_start = [0.9, 0.1, 0.2, 0.0]
1 fault; nothing was written
)"),
      over_tiny("NoPartnershipTypeHasAWeight", "[traits]\nbase_share_others = [0, 0, 0, 0]\n",
                R"(scenario.toml:3:21: traits: at least one partnership type must have a weight above zero
  values   base_share_company10 = [0.3, 0.45, 0.25, 0.16] (default), base_share_others = [0, 0, 0, 0]
1 fault; nothing was written
)"),
      over_tiny(
          "LadderThatFalls", "[partnerships]\nthreshold = [0.5, 0.6, 0.55, 0.7]\n",
          R"(scenario.toml:3:13: partnerships: threshold must not fall from one rung of the ladder to the next
  values   threshold = [0.5, 0.6, 0.55, 0.7]
1 fault; nothing was written
)"),
      over_tiny("PlacesBeyondTheirCap", "[places]\nstart = 60\ncap = 60\n",
                R"(scenario.toml:4:7: places: start must lie below cap
  values   start = 60, cap = 60
1 fault; nothing was written
)"),
      over_tiny(
          "EveryCommuneAndCodes", "[territory]\nperimeter = \"all\"\n",
          R"(scenario.toml:3:13: territory: codes names the communes to keep exactly when perimeter is not "all"
  values   perimeter = "all", codes = ["200000011", "200000029"]
1 fault; nothing was written
)"),
      over_tiny(
          "PerimeterWithoutCodes", "[territory]\ncodes = []\n",
          R"(scenario.toml:3:9: territory: codes names the communes to keep exactly when perimeter is not "all"
  values   perimeter = "epcis", codes = []
1 fault; nothing was written
)"),
      over_tiny("SeveralFaultsInTheOrderOfTheFile",
                "sead = 1\n[trust]\nrule = \"beta2\"\nvisibility_base = 2\n[run]\nseed = -1\nuntil = "
                "\"2019-00\"\n[encounters]\nmixing_mayor = [0.5, 0.3, 0.3, 0.1]\nkernel = 12\n",
                R"(scenario.toml:2:1: unknown parameter 'sead'
  no parameter stands outside a group; groups: run, territory, population, traits, needs, need_dynamics, citizens, gatherings, encounters, outcomes, reciprocity, trust, trust.beta, trust.asymmetric, trust.abi, trust.staged, trust.reinforcement, trust.subjective, trust.fire, trust.gaussian, trust.marsh, partnerships, endings, engagement, skills, demography, elections, mayors, catalysts, places, demarche, observers, levers, shocks, projects, valorisation, survey, output
scenario.toml:4:8: trust.rule = "beta2" is not one of the choices
  allowed  "beta", "asymmetric", "abi", "staged", "reinforcement", "subjective", "fire", "gaussian"; did you mean "beta"?
  default  "beta"; remove the line to use it
scenario.toml:5:19: trust.visibility_base = 2 is out of range
  allowed  0 to 1: visibility of what happened without valorisation
  default  0.2; remove the line to use it
scenario.toml:7:8: run.seed = -1 is out of range
  allowed  0 to 4294967295: first half of the random key
  default  1; remove the line to use it
scenario.toml:8:9: run: until must be a month written YYYY-MM, 2008-01 to 2108-01
  values   until = "2019-00"
scenario.toml:10:16: encounters.mixing_mayor = [0.5, 0.3, 0.3, 0.1] sums to 1.2, expected 1
  allowed  a list of 4 numbers (association, company, mayor, catalyst), each 0 to 1, with sum 1: whom mayors look for
  default  [0.4, 0.4, 0.1, 0.1]; remove the line to use it
scenario.toml:11:1: unknown parameter 'encounters.kernel'; did you mean 'encounters.kernel_km'?
7 faults; nothing was written
)"),
  };
}

class BadValue : public testing::TestWithParam<BadInput> {};

TEST_P(BadValue, IsRefused) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(All, BadValue, testing::ValuesIn(wrong_values()), NameOfBadInput());

}  // namespace
}  // namespace lien_test
