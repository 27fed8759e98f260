// Experiments with a fault: all of them at once, each with its place, what is allowed and the nearest name.
#include "tests/support/bad_input.hpp"
#include "tests/support/tiny_experiment.hpp"

namespace lien_test {
namespace {

struct BadExperiment {
  std::string name;
  std::string text;     ///< of experiment.toml
  std::string table;    ///< of points.csv
  std::string message;  ///< the whole of stderr
};
void PrintTo(const BadExperiment& bad, std::ostream* out) { *out << bad.name; }

const std::string head = "[experiment]\nscenario = \"territory.toml\"\nmeasures = [\"contacts\"]\n";
const std::string csv = head + "[design]\nkind = \"csv\"\nfile = \"points.csv\"\n";

/// A factor that stands from line 4 on.
std::string factor(const std::string& lines) { return head + "[[factor]]\nname = \"a\"\n" + lines; }

std::vector<BadExperiment> experiments() {
  return {
      {"NoSuchParameter", factor("parameter = \"encounters.encounter_rat\"\nvalues = [1]\n"), "",
       R"(experiment.toml:6:13: no parameter is called "encounters.encounter_rat"
  nearest  encounters.encounter_rate
1 fault; nothing was written
)"},
      {"LeavesItsRange", factor("parameter = \"encounters.closure\"\nvalues = [0.1, 0.9]\n"), "",
       R"(experiment.toml:7:16: encounters.closure = 0.9 is out of range
  allowed  0 to 0.6: share of encounters through a common contact
1 fault; nothing was written
)"},
      {"RangeTooWide", factor("parameter = \"encounters.closure\"\nlevels = 3\nrange = [0, 0.7]\n"), "",
       R"(experiment.toml:6:13: factor "a" has the range 0 to 0.7, beyond that of encounters.closure
  allowed  0 to 0.6: share of encounters through a common contact
1 fault; nothing was written
)"},
      {"EmptyRange", factor("parameter = \"encounters.closure\"\nlevels = 3\nrange = [0.3, 0.3]\n"), "",
       R"(experiment.toml:6:13: factor "a" has an empty range, 0.3 to 0.3
  expected  range = [low, high], low < high
1 fault; nothing was written
)"},
      {"NoRangeAtAll", factor("parameter = \"encounters.closure\"\nlevels = 3\nrange = [0.3]\n"), "",
       R"(experiment.toml:8:9: factor.a.range = [0.3] is no range
  expected  range = [low, high]
1 fault; nothing was written
)"},
      {"NotANumber", factor("parameter = \"encounters.closure\"\nvalues = [nan]\n"), "",
       R"(experiment.toml:7:11: encounters.closure = nan is not a finite number
  allowed  0 to 0.6: share of encounters through a common contact
1 fault; nothing was written
)"},
      {"OfAnotherKind", factor("parameter = \"encounters.closure\"\nvalues = [\"high\", true]\n"), "",
       R"(experiment.toml:7:11: encounters.closure = "high" is a string, expected a number
  allowed  0 to 0.6: share of encounters through a common contact
experiment.toml:7:19: encounters.closure = true is a boolean, expected a number
  allowed  0 to 0.6: share of encounters through a common contact
2 faults; nothing was written
)"},
      {"NoSuchChoice", factor("parameter = \"trust.rule\"\nvalues = [\"bata\"]\n"), "",
       R"(experiment.toml:7:11: trust.rule = "bata" is not one of the choices; did you mean "beta"?
  allowed  "beta", "asymmetric", "abi", "staged", "reinforcement", "subjective", "fire", "gaussian": theory of trust in force
1 fault; nothing was written
)"},
      {"FractionOfAnInteger", factor("parameter = \"encounters.mayor_meetings_max\"\nvalues = [1.5]\n"), "",
       R"(experiment.toml:7:11: encounters.mayor_meetings_max = 1.5 is a real number, expected an integer
  allowed  5 to 60 per month: encounters a mayor can receive; further ones are lost
1 fault; nothing was written
)"},
      {"NeitherValuesNorLevels", factor("parameter = \"encounters.closure\"\n"), "",
       R"(experiment.toml:6:13: factor "a" has neither values nor levels
  expected  values = [...], or levels = 2 and more over its range
1 fault; nothing was written
)"},
      {"OnlyOneLevel", factor("parameter = \"encounters.closure\"\nlevels = 1\n"), "",
       R"(experiment.toml:6:13: factor "a" has levels = 1
  allowed  2 to 10000
1 fault; nothing was written
)"},
      {"ElementBeyondTheArray", factor("parameter = \"traits.engaged_start[4]\"\nvalues = [0]\n"), "",
       R"(experiment.toml:6:13: no parameter is called "traits.engaged_start[4]"
  allowed  traits.engaged_start[0] to [3]
1 fault; nothing was written
)"},
      {"ElementOfShares", factor("parameter = \"mayors.profile_shares[0]\"\nvalues = [0]\n"), "",
       R"(experiment.toml:6:13: mayors.profile_shares[0] cannot be a factor
  because  the elements of mayors.profile_shares sum to 1; vary the whole array: values = [[...], ...]
1 fault; nothing was written
)"},
      {"Seed", factor("parameter = \"run.seed\"\nvalues = [1]\n"), "",
       R"(experiment.toml:6:13: run.seed cannot be a factor
  because  the experiment says it: [experiment] seed
1 fault; nothing was written
)"},
      {"Territory", factor("parameter = \"territory.codes\"\nvalues = [[\"48\"]]\n"), "",
       R"(experiment.toml:6:13: territory.codes cannot be a factor
  because  territories are compared as arms: [[arm]] with a scenario of their own
1 fault; nothing was written
)"},
      {"FieldOfNoIntervention", factor("parameter = \"intervention.covid.intensity\"\nvalues = [0]\n"), "",
       R"(experiment.toml:6:13: no parameter is called "intervention.covid.intensity"
  known    the parameters that 'lien describe parameters' lists
1 fault; nothing was written
)"},
      {"SlipInAField", factor("parameter = \"encounters.closure\"\nvalue = [0.1]\n"), "",
       R"(experiment.toml:7:1: unknown parameter 'factor.a.value'; did you mean 'factor.a.values'?
1 fault; nothing was written
)"},
      {"NoMeasure",
       "[experiment]\nscenario = \"territory.toml\"\nmeasures = [\"contact\"]\nepci_measures = "
       "[\"bridges\"]\n",
       "",
       R"(experiment.toml:3:13: measures names "contact", which is no measure of a perimeter
  nearest  contacts
experiment.toml:4:18: epci_measures names "bridges", which is no measure of an EPCI
  known    those that 'lien describe measures' lists
2 faults; nothing was written
)"},
      {"NoMonth", head + "months = [\"2008-13\"]\n", "",
       R"(experiment.toml:4:11: experiment.months holds "2008-13", which is no month
  allowed  months written YYYY-MM, 2007-12 (the initial state) to 2108-01
1 fault; nothing was written
)"},
      {"MonthAfterTheEnd", head + "months = [\"2008-01\", \"2009-01\"]\n", "",
       R"(experiment.toml:4:10: experiment.months holds 2009-01, but runs end with 2008-02
  allowed  2007-12 to 2008-02 (run.until)
1 fault; nothing was written
)"},
      {"NoScenario", "[experiment]\nreplicates = 2\n", "",
       R"(experiment.toml: no scenario is named
  expected  [experiment] scenario = "FILE", or [[arm]]
1 fault; nothing was written
)"},
      {"ScenarioThatIsNotThere", "[experiment]\nscenario = \"nowhere.toml\"\n", "",
       R"(nowhere.toml: the scenario file does not exist
  asked    experiment.toml:2:12 (arm 'nowhere')
1 fault; nothing was written
)"},
      {"ScenarioAtFault", head + "[[arm]]\nname = \"a\"\nset = [\"encounters.closure=2\"]\n", "",
       R"(--set encounters.closure=2: encounters.closure = 2 is out of range
  allowed  0 to 0.6: share of encounters through a common contact
  default  0.2; leave the option out to use it
  asked    experiment.toml:5:8 (arm 'a')
1 fault; nothing was written
)"},
      {"TwoOfOneParameter",
       head + "[[factor]]\nname = \"a\"\nparameter = \"encounters.closure\"\nvalues = [0]\n[[factor]]\nname "
              "= \"b\"\nparameter = \"encounters.closure\"\nvalues = [0]\n",
       "",
       R"(experiment.toml:10:13: factors 'a' and 'b' vary the same parameter
  allowed  one factor a parameter
1 fault; nothing was written
)"},
      {"UnequalList",
       head +
           "[design]\nkind = \"list\"\n[[factor]]\nname = \"a\"\nparameter = \"encounters.closure\"\nvalues "
           "= [0, 0.1]\n[[factor]]\nname = \"b\"\nparameter = \"outcomes.misreading\"\nvalues = [0]\n",
       "",
       R"(experiment.toml:12:13: factor "b" has 1 value, but factor "a" has 2
  expected  in a list, one value a point for every factor
1 fault; nothing was written
)"},
      {"SamplingWithoutPoints",
       head + "[design]\nkind = \"sobol\"\n[[factor]]\nname = \"a\"\nparameter = \"encounters.closure\"\n",
       "",
       R"(experiment.toml: design.points = 0 is out of range
  allowed  1 to 10000000
1 fault; nothing was written
)"},
      {"OddGrid",
       head + "[design]\nkind = \"morris\"\ngrid_levels = 5\n[[factor]]\nname = \"a\"\nparameter = "
              "\"encounters.closure\"\n",
       "",
       R"(experiment.toml:6:15: design.grid_levels = 5 is odd
  allowed  an even number of levels, 2 to 1000
1 fault; nothing was written
)"},
      {"TooManyPoints",
       head + "[[factor]]\nname = \"a\"\nparameter = \"encounters.closure\"\nlevels = 9000\n[[factor]]\nname "
              "= \"b\"\nparameter = \"outcomes.misreading\"\nlevels = 9000\n",
       "",
       R"(experiment.toml: the design has 81000000 points
  allowed  at most 10000000
1 fault; nothing was written
)"},
      {"ValuesThatDoNotGoTogether",
       head + "[[arm]]\nname = \"c\"\nset = [\"intervention.c.kind=covid\", "
              "\"intervention.c.start=2008-02\"]\n[[factor]]\nname = \"end\"\nparameter = "
              "\"intervention.c.end\"\nvalues = [\"2008-01\"]\n",
       "",
       R"(experiment.toml:9:13: point 0 (intervention.c.end = "2008-01"): intervention.c: end must not come before start
1 fault; nothing was written
)"},
      {"PrecisionOfWhatIsNotKept",
       head + "replicates = 2\n[precision]\nmeasure = \"mean_trust\"\nmonth = \"2008-01\"\nhalf_width = "
              "0.1\nmost = 4\n",
       "",
       R"(experiment.toml:6:11: precision: "mean_trust" of 2008-01 is not kept
  expected  one of [experiment] measures in one of its months
1 fault; nothing was written
)"},
      {"PrecisionWithoutWidth",
       head + "replicates = 1\n[precision]\nmeasure = \"contacts\"\nmonth = \"2008-01\"\nmost = 4\n", "",
       R"(experiment.toml: precision.half_width is not set
  expected  a number above 0, in the measure's unit
experiment.toml:8:8: precision.most = 4 with replicates = 1
  expected  replicates of at least 2, and most no smaller
2 faults; nothing was written
)"},
      {"EveryFaultAtOnce",
       "[experiment]\nscenario = \"territory.toml\"\nmeasures = [\"contac\"]\nreplicates = 0\nmonths = "
       "[\"never\"]\n[[factor]]\nname = \"a\"\nparameter = \"encounters.closure\"\nvalues = [7]\nlow = 3\n",
       "",
       R"(experiment.toml:4:14: experiment.replicates = 0 is out of range
  allowed  1 to 1000000: runs of every point, with the same draws at every point
  default  1; remove the line to use it
experiment.toml:10:1: unknown parameter 'factor.a.low'; did you mean 'factor.a.law'?
experiment.toml:5:11: experiment.months holds "never", which is no month
  allowed  months written YYYY-MM, 2007-12 (the initial state) to 2108-01
3 faults; nothing was written
)"},
      {"ColumnMissing",
       csv + "[[factor]]\nname = \"a\"\nparameter = \"encounters.closure\"\n[[factor]]\nname = "
             "\"b\"\nparameter = \"outcomes.misreading\"\n",
       "a,bb\n0.1,0.2\n",
       R"(points.csv:1:1: column 'b' is missing
  nearest  'bb'
1 fault; nothing was written
)"},
      {"ColumnTwice", csv + "[[factor]]\nname = \"a\"\nparameter = \"encounters.closure\"\n",
       "a,a\n0.1,0.2\n",
       R"(points.csv:1:1: column 'a' appears twice
1 fault; nothing was written
)"},
      {"CellsAtFault",
       csv + "[[factor]]\nname = \"a\"\nparameter = \"encounters.closure\"\n[[factor]]\nname = "
             "\"r\"\nparameter = \"trust.rule\"\n",
       "a,r\nNaN,beta\n0.7,beta\n,beta\nhigh,beta\n0.1,bet\n0.1\n",
       R"(points.csv:7:1: row has 1 fields, the header 2
points.csv:2:1: a = 'NaN' is not a number
  allowed  0 to 0.6
points.csv:3:1: a = 0.7 is out of range
  allowed  0 to 0.6
points.csv:4:1: a is empty
  allowed  0 to 0.6
points.csv:5:1: a = 'high' is not a number
  allowed  0 to 0.6
points.csv:6:5: trust.rule = "bet" is not one of the choices; did you mean "beta"?
  allowed  "beta", "asymmetric", "abi", "staged", "reinforcement", "subjective", "fire", "gaussian": theory of trust in force
6 faults; nothing was written
)"},
      {"NoRows", csv + "[[factor]]\nname = \"a\"\nparameter = \"encounters.closure\"\n", "a\n",
       R"(points.csv:2: the design has no points
  expected  a row a point
1 fault; nothing was written
)"},
      {"HeaderOfNoParameter", csv, "encounters.closur\n0.1\n",
       R"(points.csv:1: no parameter is called "encounters.closur"
  nearest  encounters.closure
1 fault; nothing was written
)"},
      {"NoTable", csv, "",
       R"(experiment.toml:6:8: the design's table points.csv cannot be read or is empty
1 fault; nothing was written
)"},
      {"NotToml", "[experiment\n", "",
       R"(experiment.toml:1:12: not valid TOML: Error while parsing table header: expected ']', saw '\n'
1 fault; nothing was written
)"},
  };
}

class BadExperiments : public testing::TestWithParam<BadExperiment> {};

TEST_P(BadExperiments, AreRefusedWithTheWholeStory) {
  const BadExperiment& bad = GetParam();
  const TinyExperiment tiny(bad.text);
  if (!bad.table.empty()) tiny.folder().write("points.csv", bad.table);
  const auto before = content_of(tiny.path());
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"plan", "experiment.toml"}, {"sweep", "experiment.toml", "-o", "sweep"}}) {
    const Ended ended = run_lien(arguments, tiny.path());
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(ended.err, bad.message);
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(content_of(tiny.path()), before);
  }
}

INSTANTIATE_TEST_SUITE_P(Every, BadExperiments, testing::ValuesIn(experiments()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace lien_test
