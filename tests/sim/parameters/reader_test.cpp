#include "sim/parameters/reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/sim/parameters/toy_parameters.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using lien_test::TemporaryFolder;
using lien_test::ToyParameters;

ToyParameters read(const sim::Settings& settings) {
  ToyParameters toy;
  sim::Reader reader(settings);
  toy.describe(reader);
  reader.finish();
  return toy;
}

ToyParameters read_text(std::string_view text) {
  const TemporaryFolder folder;
  return read(sim::read_scenario(folder.write("x.toml", text)));
}

/// The message that `x.toml` of this text (and these --set) is refused with, "" when it is accepted.
std::string refusal(std::string_view text, const std::vector<std::string>& overrides = {}) {
  const TemporaryFolder folder;
  try {
    sim::Settings settings = sim::read_scenario(folder.write("x.toml", text));
    for (const std::string& assignment : overrides) sim::apply_override(settings, assignment);
    read(settings);
  } catch (const sim::InputError& error) {
    return folder.without_path(error.what());
  }
  return "";
}

TEST(Reader, AssignsEveryKindOfParameter) {
  ToyParameters expected;
  expected.seed = 7;
  expected.kernel_km = 33.25;
  expected.offset = -1e-7;
  expected.by_road = false;
  expected.shares = {0.1, 0.2, 0.7};
  expected.bounds = {3, 4.5};
  expected.rule = lien_test::Rule::reinforcement;
  expected.formation_threshold = 0.9;
  expected.dissolution_threshold = 0.8;
  expected.title = "a \"title\" é";
  expected.measures = {};
  expected.election_months = {5, 6, 7};
  expected.any_integer = -2147483647 - 1;
  const ToyParameters read = read_text(R"(
seed = 7
trust.rule = "reinforcement"
[encounters]
kernel_km = 33.25
offset = -1e-7
by_road = false
any_integer = -2147483648
mix = { shares = [0.1, 0.2, 0.7], bounds = [3, 4.5] }
[partnerships]
formation_threshold = 0.9
dissolution_threshold = 0.8
[run]
title = "a \"title\" é"
measures = []
election_months = [5, 6, 7]
)");
  EXPECT_EQ(read, expected);
}

TEST(Reader, LeavesDefaultsAloneWhenNothingIsSet) {
  EXPECT_EQ(read_text(""), ToyParameters{});
  EXPECT_EQ(read(sim::Settings{}), ToyParameters{});
  EXPECT_EQ(read_text("[encounters]\n[encounters.mix]\n[trust]\n"), ToyParameters{});
}

TEST(Reader, TakesAnIntegerForARealAndTheEndsOfARange) {
  EXPECT_EQ(read_text("encounters.kernel_km = 40").kernel_km, 40.0);
  EXPECT_EQ(read_text("encounters.kernel_km = 4").kernel_km, 4.0);
  EXPECT_EQ(read_text("seed = 0").seed, 0);
  EXPECT_EQ(read_text("encounters.mix.shares = [0, 1, 0]").shares[1], 1.0);
}

TEST(Reader, TakesSharesThatSumToOneWithinRounding) {
  EXPECT_EQ(read_text("encounters.mix.shares = [0.3333333, 0.3333333, 0.3333333]").shares[0], 0.3333333);
}

struct Refused {
  std::string text;
  std::string message;
  std::vector<std::string> overrides{};
};

const std::string kernel_notes =
    "\n  allowed  4 to 40 km: decay length of the distance kernel\n  default  12; remove the line to use it";
const std::string seed_notes =
    "\n  allowed  0 to 1000: seed of the draws\n  default  1; remove the line to use it";
const std::string shares_notes =
    "\n  allowed  a list of 3 numbers (work, fair, council), each 0 to 1, with sum 1: shares of the kinds"
    "\n  default  [0.5, 0.3, 0.2]; remove the line to use it";
const std::string bounds_notes =
    "\n  allowed  a list of 2 numbers, each 0 to 24 h, rising: shortest, longest"
    "\n  default  [1, 2]; remove the line to use it";
const std::string months_notes =
    "\n  allowed  a list of integers, each 0 to 600 months, rising: months of an election"
    "\n  default  [2, 74]; remove the line to use it";
const std::string road_notes =
    "\n  allowed  true or false: whether distance is by road\n  default  true; remove the line to use it";
const std::string title_notes =
    "\n  allowed  a text in double quotes: title of the report\n  default  \"toy\"; remove the line to use "
    "it";
const std::string measures_notes =
    "\n  allowed  a list of texts in double quotes: what is recorded"
    "\n  default  [\"trust\"]; remove the line to use it";
const std::string any_integer_notes =
    "\n  allowed  -2147483648 to 2147483647: no range\n  default  0; remove the line to use it";
const std::string offset_notes =
    "\n  allowed  any number: shift of the logit\n  default  0.5; remove the line to use it";
const std::string rule_choices = "\n  allowed  \"beta\", \"asymmetric\", \"reinforcement\"";
const std::string rule_default = "\n  default  \"beta\"; remove the line to use it";
const std::string relation = ": partnerships: dissolution_threshold must lie below formation_threshold";

void expect_refused(const std::vector<Refused>& table) {
  for (const Refused& row : table) EXPECT_EQ(refusal(row.text, row.overrides), row.message) << row.text;
}

TEST(ReaderMessages, NumbersAndIntegers) {
  expect_refused({
      {"[encounters]\nkernel_km = 140",
       "x.toml:2:13: encounters.kernel_km = 140 is out of range" + kernel_notes},
      {"encounters.kernel_km = 3.9",
       "x.toml:1:24: encounters.kernel_km = 3.9 is out of range" + kernel_notes},
      {"encounters.kernel_km = -0.0",
       "x.toml:1:24: encounters.kernel_km = -0.0 is out of range" + kernel_notes},
      {"encounters.kernel_km = nan",
       "x.toml:1:24: encounters.kernel_km = nan is not a finite number" + kernel_notes},
      {"encounters.offset = nan",
       "x.toml:1:21: encounters.offset = nan is not a finite number" + offset_notes},
      {"encounters.offset = inf",
       "x.toml:1:21: encounters.offset = inf is not a finite number" + offset_notes},
      {"encounters.offset = -inf",
       "x.toml:1:21: encounters.offset = -inf is not a finite number" + offset_notes},
      {"encounters.offset = \"1\"",
       "x.toml:1:21: encounters.offset = \"1\" is a string, expected a number" + offset_notes},
      {"encounters.offset = true",
       "x.toml:1:21: encounters.offset = true is a boolean, expected a number" + offset_notes},
      {"encounters.offset = [1]",
       "x.toml:1:21: encounters.offset = [1] is a list, expected a number" + offset_notes},
      {"encounters.offset = {}",
       "x.toml:1:21: encounters.offset = {...} is a table, expected a number" + offset_notes},
      {"encounters.offset = 2015-09-30",
       "x.toml:1:21: encounters.offset = 2015-09-30 is a date, expected a number" + offset_notes},
      {"encounters.offset = 10:30:00",
       "x.toml:1:21: encounters.offset = 10:30:00 is a time, expected a number" + offset_notes},
      {"encounters.offset = 2015-09-30T10:30:00Z",
       "x.toml:1:21: encounters.offset = 2015-09-30T10:30:00Z is a date and time, expected a number" +
           offset_notes},
      {"seed = \"abc\"", "x.toml:1:8: seed = \"abc\" is a string, expected an integer" + seed_notes},
      {"seed = 1.5", "x.toml:1:8: seed = 1.5 is a real number, expected an integer" + seed_notes},
      {"seed = 12.0", "x.toml:1:8: seed = 12.0 is a real number, expected an integer" + seed_notes},
      {"seed = nan", "x.toml:1:8: seed = nan is a real number, expected an integer" + seed_notes},
      {"seed = -1", "x.toml:1:8: seed = -1 is out of range" + seed_notes},
      {"seed = 0x3E9", "x.toml:1:8: seed = 1001 is out of range" + seed_notes},
      {"encounters.any_integer = 2147483648",
       "x.toml:1:26: encounters.any_integer = 2147483648 is out of range" + any_integer_notes},
      {"encounters.any_integer = -9223372036854775808",
       "x.toml:1:26: encounters.any_integer = -9223372036854775808 is out of range" + any_integer_notes},
  });
}

TEST(ReaderMessages, FlagsTextsAndOptions) {
  const std::string long_title(100, 'e');
  expect_refused({
      {"encounters.by_road = 1",
       "x.toml:1:22: encounters.by_road = 1 is an integer, expected true or false" + road_notes},
      {"encounters.by_road = \"yes\"",
       "x.toml:1:22: encounters.by_road = \"yes\" is a string, expected true or false" + road_notes},
      {"run.title = 3", "x.toml:1:13: run.title = 3 is an integer, expected a string" + title_notes},
      {"run.title = \"a\\u0000b\"",
       "x.toml:1:13: run.title = \"a\\u0000b\" contains a NUL character" + title_notes},
      {"run.title = [\"" + long_title + "\"]", "x.toml:1:13: run.title = [\"" + long_title.substr(0, 58) +
                                                   "... is a list, expected a string" + title_notes},
      {"run.measures = \"trust\"",
       "x.toml:1:16: run.measures = \"trust\" is a string, expected a list of strings" + measures_notes},
      {"run.measures = [\"a\", 2]",
       "x.toml:1:22: run.measures, element 2 = 2 is an integer, expected a string" + measures_notes},
      {"trust.rule = \"betta\"", "x.toml:1:14: trust.rule = \"betta\" is not one of the choices" +
                                     rule_choices + "; did you mean \"beta\"?" + rule_default},
      {"trust.rule = \"zzzzzz\"",
       "x.toml:1:14: trust.rule = \"zzzzzz\" is not one of the choices" + rule_choices + rule_default},
      {"trust.rule = \"Beta\"", "x.toml:1:14: trust.rule = \"Beta\" is not one of the choices" +
                                    rule_choices + "; did you mean \"beta\"?" + rule_default},
      {"trust.rule = 1",
       "x.toml:1:14: trust.rule = 1 is an integer, expected a string" + rule_choices + rule_default},
  });
}

TEST(ReaderMessages, Lists) {
  expect_refused({
      {"encounters.mix.shares = [0.5, 0.5]",
       "x.toml:1:25: encounters.mix.shares = [0.5, 0.5] has 2 elements, expected 3" + shares_notes},
      {"encounters.mix.shares = []",
       "x.toml:1:25: encounters.mix.shares = [] has 0 elements, expected 3" + shares_notes},
      {"encounters.mix.shares = 1",
       "x.toml:1:25: encounters.mix.shares = 1 is an integer, expected a list of 3 numbers" + shares_notes},
      {"encounters.mix.shares = [0.5, 0.2, 0.2]",
       "x.toml:1:25: encounters.mix.shares = [0.5, 0.2, 0.2] sums to 0.9, expected 1" + shares_notes},
      {"encounters.mix.shares = [0.5, 0.500002, 0]",
       "x.toml:1:25: encounters.mix.shares = [0.5, 0.500002, 0] sums to 1.000002, expected 1" + shares_notes},
      {"encounters.mix.shares = [1.4, -0.4, 0]",
       "x.toml:1:26: encounters.mix.shares, element 1 = 1.4 is out of range" + shares_notes +
           "\nx.toml:1:31: encounters.mix.shares, element 2 = -0.4 is out of range" + shares_notes},
      {"encounters.mix.shares = [\n 0.5,\n nan,\n 0.5]",
       "x.toml:3:2: encounters.mix.shares, element 2 = nan is not a finite number" + shares_notes},
      {"encounters.mix.shares = [0.5, [0.5], 0]",
       "x.toml:1:31: encounters.mix.shares, element 2 = [0.5] is a list, expected a number" + shares_notes},
      {"encounters.mix.bounds = [2, 2]",
       "x.toml:1:25: encounters.mix.bounds = [2, 2] does not rise: 2 follows 2" + bounds_notes},
      {"[[encounters.mix.bounds]]\na = 1\n[[encounters.mix.bounds]]",
       "x.toml:1:1: encounters.mix.bounds, element 1 = {...} is a table, expected a number" + bounds_notes +
           "\nx.toml:3:1: encounters.mix.bounds, element 2 = {...} is a table, expected a number" +
           bounds_notes},
      {"run.election_months = [2, 600, 74]",
       "x.toml:1:23: run.election_months = [2, 600, 74] does not rise: 74 follows 600" + months_notes},
      {"run.election_months = [2, 601]",
       "x.toml:1:27: run.election_months, element 2 = 601 is out of range" + months_notes},
      {"run.election_months = [2.0]",
       "x.toml:1:24: run.election_months, element 1 = 2.0 is a real number, expected an integer" +
           months_notes},
      {"run.election_months = 2",
       "x.toml:1:23: run.election_months = 2 is an integer, expected a list of integers" + months_notes},
  });
}

TEST(ReaderMessages, UnknownParameters) {
  const std::string groups = "; groups: encounters, encounters.mix, trust, partnerships, run";
  expect_refused({
      {"[partnerships]\nformation_treshold = 0.5",
       "x.toml:2:1: unknown parameter 'partnerships.formation_treshold'; did you mean "
       "'partnerships.formation_threshold'?"},
      {"encounters.mix.sharse = [1]",
       "x.toml:1:16: unknown parameter 'encounters.mix.sharse'; did you mean 'encounters.mix.shares'?"},
      {"[partnershps]\nformation_threshold = 0.5",
       "x.toml:2:1: unknown parameter 'partnershps.formation_threshold'; did you mean "
       "'partnerships.formation_threshold'?\n  there is no group 'partnershps'; did you mean "
       "'partnerships'?"},
      {"[zoo]\nlion = 1", "x.toml:2:1: unknown parameter 'zoo.lion'\n  there is no group 'zoo'" + groups},
      {"[zoo]\nkernel_km = 5",
       "x.toml:2:1: unknown parameter 'zoo.kernel_km'; did you mean "
       "'encounters.kernel_km'?\n  there is no group 'zoo'" +
           groups},
      {"kernel_km = 5", "x.toml:1:1: unknown parameter 'kernel_km'; did you mean 'encounters.kernel_km'?"},
      {"seeed = 5", "x.toml:1:1: unknown parameter 'seeed'; did you mean 'seed'?"},
      {"elephant = 5", "x.toml:1:1: unknown parameter 'elephant'\n  allowed  outside groups: seed"},
      {"trust.elephant = 5", "x.toml:1:7: unknown parameter 'trust.elephant'\n  allowed  in [trust]: rule"},
      {"run.seed = 5", "x.toml:1:5: unknown parameter 'run.seed'; did you mean 'seed'?"},
      {"encounters = 3",
       "x.toml:1:1: encounters = 3: 'encounters' is a group of parameters, not a parameter\n"
       "  allowed  [encounters] with, below it: kernel_km, offset, by_road, any_integer"},
      {"[trust.rule]\nname = \"beta\"",
       "x.toml:2:1: unknown parameter 'trust.rule.name'\n  'trust.rule' is a parameter, not a group"},
      {"[zoo]", "x.toml:1:2: unknown parameter 'zoo'\n  allowed  outside groups: seed"},
      {"\"trust.rule\" = \"beta\"",
       "x.toml:1:1: unknown parameter '\"trust.rule\"'; did you mean 'trust.rule'?\n  there is no group "
       "'\"trust'; did you mean 'trust'?"},
  });
}

TEST(ReaderMessages, Relations) {
  expect_refused({
      {"[partnerships]\ndissolution_threshold = 0.7",
       "x.toml:2:25" + relation +
           "\n  values   dissolution_threshold = 0.7, formation_threshold = 0.65 (default)"},
      {"[partnerships]\ndissolution_threshold = 0.7\nformation_threshold = 0.6",
       "x.toml:3:23" + relation + "\n  values   dissolution_threshold = 0.7, formation_threshold = 0.6"},
      {"[partnerships]\nformation_threshold = 0.6\ndissolution_threshold = 0.7",
       "x.toml:3:25" + relation + "\n  values   dissolution_threshold = 0.7, formation_threshold = 0.6"},
      {"[partnerships]\ndissolution_threshold = 0.6",
       "--set partnerships.formation_threshold=0.1" + relation +
           "\n  values   dissolution_threshold = 0.6, formation_threshold = 0.1",
       {"partnerships.formation_threshold=0.1"}},
      {"[partnerships]\ndissolution_threshold = 7\nformation_threshold = 0.1",
       "x.toml:2:25: partnerships.dissolution_threshold = 7 is out of range\n"
       "  allowed  0 to 1 probability: trust under which a partner leaves\n"
       "  default  0.45; remove the line to use it"},
  });
}

TEST(ReaderMessages, Overrides) {
  const std::string allowed = "\n  allowed  4 to 40 km: decay length of the distance kernel\n  default  12; ";
  expect_refused({
      {"",
       "--set encounters.kernel_km=400: encounters.kernel_km = 400 is out of range" + allowed +
           "leave the option out to use it",
       {"encounters.kernel_km=400"}},
      {"encounters.kernel_km = 20",
       "--set encounters.kernel_km=400: encounters.kernel_km = 400 is out of range" + allowed +
           "without this option x.toml:1:24 holds",
       {"encounters.kernel_km=400"}},
      {"", "--set sed=4: unknown parameter 'sed'; did you mean 'seed'?", {"sed=4"}},
  });
}

TEST(ReaderMessages, PointIntoTheExtendedFile) {
  const TemporaryFolder folder;
  folder.write("base.toml", "seed = 1\n[encounters]\nkernel_km = 140\noffset = 1.0\n");
  const auto top = folder.write("top.toml", "extends = \"base.toml\"\nencounters.offset = \"x\"\nseed = 2\n");
  try {
    read(sim::read_scenario(top));
    FAIL() << "accepted";
  } catch (const sim::InputError& error) {
    EXPECT_EQ(folder.without_path(error.what()),
              "base.toml:3:13: encounters.kernel_km = 140 is out of range" + kernel_notes +
                  "\ntop.toml:2:21: encounters.offset = \"x\" is a string, expected a number\n"
                  "  allowed  any number: shift of the logit\n"
                  "  default  0.5; without this line base.toml:4:10 holds");
  }
}

TEST(ReaderMessages, RelationBrokenByTheDerivedFileIsReportedThere) {
  const TemporaryFolder folder;
  folder.write("base.toml", "\n\n\n[partnerships]\ndissolution_threshold = 0.6\n");
  const auto top =
      folder.write("a.toml", "extends = \"base.toml\"\npartnerships.formation_threshold = 0.5\n");
  try {
    read(sim::read_scenario(top));
    FAIL() << "accepted";
  } catch (const sim::InputError& error) {
    EXPECT_EQ(
        folder.without_path(error.what()),
        "a.toml:2:36" + relation + "\n  values   dissolution_threshold = 0.6, formation_threshold = 0.5");
  }
}

TEST(ReaderMessages, AllFaultsAtOnceInTheOrderOfTheFile) {
  const std::string text = "[run]\ntitle = 1\n[encounters]\nkernell_km = 3\nby_road = 3\nkernel_km = 1\n";
  EXPECT_EQ(
      refusal(text),
      "x.toml:2:9: run.title = 1 is an integer, expected a string" + title_notes +
          "\nx.toml:4:1: unknown parameter 'encounters.kernell_km'; did you mean 'encounters.kernel_km'?" +
          "\nx.toml:5:11: encounters.by_road = 3 is an integer, expected true or false" + road_notes +
          "\nx.toml:6:13: encounters.kernel_km = 1 is out of range" + kernel_notes);
}

TEST(ReaderMessages, StopCountingAfterTwoHundred) {
  std::string text = "[trust]\n";
  for (int i = 0; i < 40000; ++i) text += "unknown_" + std::to_string(i) + " = 1\n";
  try {
    read_text(text);
    FAIL() << "accepted";
  } catch (const sim::InputError& error) {
    ASSERT_EQ(error.faults().size(), 201U);
    EXPECT_EQ(error.faults()[199].what, "unknown parameter 'trust.unknown_199'");
    EXPECT_EQ(error.faults()[200].what, "and 39800 more faults");
  }
}

TEST(ReaderMessages, ALongListOfFaultsIsQuick) {
  std::string text = "run.election_months = [";
  for (int i = 0; i < 300000; ++i) text += "-1,";
  EXPECT_NE(refusal(text + "]").find("and 299800 more faults"), std::string::npos);
}

TEST(Reader, AFaultyParameterKeepsItsDefault) {
  sim::Settings settings;
  sim::apply_override(settings, "encounters.kernel_km=400");
  sim::apply_override(settings, "encounters.mix.shares=[0.1,0.1,0.1]");
  sim::Reader reader(settings);
  ToyParameters toy;
  toy.describe(reader);
  EXPECT_EQ(toy, ToyParameters{});
  EXPECT_THROW(reader.finish(), sim::InputError);
}

TEST(Reader, RelationBrokenByDefaultsIsReportedAtTheScenario) {
  sim::Settings settings{"plan.toml", {"plan.toml"}, {}};
  sim::Reader reader(settings);
  double share = 0.5;
  reader.real(share, {.name = "share", .meaning = "a share", .source = "none"});
  reader.require(share > 1, {"share"}, "share must exceed 1");
  try {
    reader.finish();
    FAIL() << "accepted";
  } catch (const sim::InputError& error) {
    EXPECT_STREQ(error.what(), "plan.toml: share must exceed 1\n  values   share = 0.5 (default)");
  }
}

TEST(Reader, TextThatIsNotUtf8IsRefused) {
  sim::Settings settings{"plan.toml", {}, {{"title", {std::string("a\xFF")}, {}}}};
  sim::Reader reader(settings);
  std::string title;
  reader.text(title, {.name = "title", .meaning = "a title", .source = "none"});
  try {
    reader.finish();
    FAIL() << "accepted";
  } catch (const sim::InputError& error) {
    EXPECT_EQ(error.faults().at(0).what, "title = \"a\\uFFFD\" is not valid UTF-8");
  }
}

TEST(Reader, OurOwnSlipsAreInvariantErrors) {
  sim::Reader reader(sim::Settings{});
  double value = 1;
  const sim::Spec spec = {.name = "twice", .meaning = "declared twice", .source = "none"};
  reader.real(value, spec);
  EXPECT_THROW(reader.real(value, spec), sim::InvariantError);
  EXPECT_THROW(reader.require(true, {"nobody"}, "a sentence"), sim::InvariantError);
  int position = 3;
  EXPECT_THROW(
      reader.option(position, lien_test::rule_names, {.name = "rule", .meaning = "m", .source = "s"}),
      sim::InvariantError);
}

}  // namespace
