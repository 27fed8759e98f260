// Interventions with a fault: what they are, when, where and how strong.
#include <nlohmann/json.hpp>

#include "tests/support/bad_input.hpp"
#include "tests/support/json_run.hpp"

namespace lien_test {
namespace {

BadInput one_fault_in(std::string name, const std::string& lines, const std::string& message) {
  return over_tiny(std::move(name), lines, message + "1 fault; nothing was written\n");
}

/// The lines after `[[intervention]]` and `name = "x"`: they stand from line 4 on.
BadInput entry(std::string name, const std::string& lines, const std::string& message) {
  return one_fault_in(std::move(name), "[[intervention]]\nname = \"x\"\n" + lines, message);
}

constexpr const char* droit = "kind = \"droit\"\nstart = \"2020-12\"\n";

std::vector<BadInput> wrong_interventions() {
  return {
      one_fault_in("WithoutName", "[[intervention]]\nkind = \"droit\"\nstart = \"2020-12\"\n",
                   R"(scenario.toml:2:1: [[intervention]] is a table without a name
  allowed  [[intervention]] with name = "..." of its own: 1 to 64 letters, digits, _ and -
)"),
      one_fault_in(
          "NameTwice",
          std::string("[[intervention]]\nname = \"x\"\n") + droit + "[[intervention]]\nname = \"x\"\n",
          R"(scenario.toml:7:8: [[intervention]] is a table with the name of line 3: "x"
  allowed  [[intervention]] with name = "..." of its own: 1 to 64 letters, digits, _ and -
)"),
      one_fault_in("NameWithABlank", std::string("[[intervention]]\nname = \"le droit\"\n") + droit,
                   R"(scenario.toml:3:8: [[intervention]] is a table with an unfit name: "le droit"
  allowed  [[intervention]] with name = "..." of its own: 1 to 64 letters, digits, _ and -
)"),
      one_fault_in("OneTableInsteadOfAList", std::string("[intervention]\nintensity = 0.5\n"),
                   R"(scenario.toml:3:1: intervention.intensity = 0.5: 'intervention' is a list of tables
  allowed  [[intervention]] with, below it: name, kind, start, end, intensity, territories, size, grants_per_year, domains
)"),
      one_fault_in("ListMisspelt", "[[interventions]]\nname = \"x\"\n",
                   R"(scenario.toml:3:1: unknown parameter 'interventions.x.name'
  there is no list [[interventions]]; did you mean [[intervention]]?
)"),
      entry("WithoutKind", "start = \"2020-12\"\n",
            R"(scenario.toml:3:1: [[intervention]] "x" has no kind
  allowed  "prime", "droit", "ingenierie", "enjeux_pratiques", "faire_alliance", "apprendre", "valoriser", "fonds_odd17", "fonds", "covid", "mobility", "need_shock", "cash_shock", "envie_alliance", "demarche"
)"),
      entry("WithoutStart", "kind = \"droit\"\n",
            R"(scenario.toml:3:1: [[intervention]] "x" has no start
  allowed  a text in double quotes: first month in force
)"),
      entry("KindMisspelt", "kind = \"droits\"\nstart = \"2020-12\"\n",
            R"(scenario.toml:4:8: intervention.x.kind = "droits" is not one of the choices
  allowed  "prime", "droit", "ingenierie", "enjeux_pratiques", "faire_alliance", "apprendre", "valoriser", "fonds_odd17", "fonds", "covid", "mobility", "need_shock", "cash_shock", "envie_alliance", "demarche"; did you mean "droit"?
)"),
      entry("FieldMisspelt", std::string(droit) + "intensty = 0.5\n",
            "scenario.toml:6:1: unknown parameter 'intervention.x.intensty'; did you mean "
            "'intervention.x.intensity'?\n"),
      entry("StartIsADay", "kind = \"droit\"\nstart = \"2020-12-01\"\n",
            R"(scenario.toml:5:9: intervention.x: start must be a month written YYYY-MM, 2008-01 to 2108-01
  values   start = "2020-12-01"
)"),
      entry("StartIsADate", "kind = \"droit\"\nstart = 2020-12-01\n",
            R"(scenario.toml:5:9: intervention.x.start = 2020-12-01 is a date, expected a string
  allowed  a text in double quotes: first month in force
)"),
      entry("StartInTheSpinUp", "kind = \"droit\"\nstart = \"2007-12\"\n",
            R"(scenario.toml:5:9: intervention.x: start must be a month written YYYY-MM, 2008-01 to 2108-01
  values   start = "2007-12"
)"),
      entry("EndBeforeStart", std::string(droit) + "end = \"2020-11\"\n",
            R"(scenario.toml:6:7: intervention.x: end must not come before start
  values   start = "2020-12", end = "2020-11"
)"),
      entry("IntensityAboveOne", std::string(droit) + "intensity = 1.5\n",
            R"(scenario.toml:6:13: intervention.x.intensity = 1.5 is out of range
  allowed  0 to 1: strength; 0 switches it off
  default  1; remove the line to use it
)"),
      entry(
          "TerritoryIsAName", std::string(droit) + "territories = [\"Cantal\"]\n",
          R"(scenario.toml:6:15: intervention.x: territories takes "all", EPCI of nine digits, departments such as "63", "2A" or "974", regions such as "region:84", and communes of five letters that belong to no EPCI
  values   territories = ["Cantal"]
)"),
      entry("TerritoriesIsNoList", std::string(droit) + "territories = \"all\"\n",
            R"(scenario.toml:6:15: intervention.x.territories = "all" is a string, expected a list of strings
  allowed  a list of texts in double quotes: where: EPCI (SIREN), departments, "region:84", "all"; empty = everywhere
  default  []; remove the line to use it
)"),
      entry(
          "ShockWithoutSize", "kind = \"mobility\"\nstart = \"2020-12\"\n",
          R"(scenario.toml:4:8: intervention.x: size belongs to mobility, need_shock and cash_shock, which need one above 0, and to no other kind
  values   kind = "mobility", size = 0 (default)
)"),
      entry(
          "LeverWithSize", std::string(droit) + "size = 0.5\n",
          R"(scenario.toml:6:8: intervention.x: size belongs to mobility, need_shock and cash_shock, which need one above 0, and to no other kind
  values   kind = "droit", size = 0.5
)"),
      entry(
          "FundWithoutGrants", "kind = \"fonds\"\nstart = \"2020-12\"\n",
          R"(scenario.toml:4:8: intervention.x: grants_per_year belongs to fonds, which needs some, and to no other kind
  values   kind = "fonds", grants_per_year = 0 (default)
)"),
      entry(
          "NeedOfNoDomain", "kind = \"need_shock\"\nstart = \"2020-12\"\nsize = 0.1\n",
          R"(scenario.toml:4:8: intervention.x: domains belongs to need_shock, which needs one at least, and to no other kind
  values   kind = "need_shock", domains = [] (default)
)"),
      entry(
          "UnknownDomain", "kind = \"need_shock\"\nstart = \"2020-12\"\nsize = 0.1\ndomains = [\"wealth\"]\n",
          R"(scenario.toml:7:11: intervention.x: domains takes, each in quotes, employment, economic_development, living_standard, poverty, housing, diversity, ageing, isolation, culture_leisure, education, health, safety, mobility, digital_access, environment, energy_transition
  values   domains = ["wealth"]
)"),
  };
}

class BadIntervention : public testing::TestWithParam<BadInput> {};
TEST_P(BadIntervention, IsRefused) { expect_refused(GetParam()); }
INSTANTIATE_TEST_SUITE_P(Interventions, BadIntervention, testing::ValuesIn(wrong_interventions()),
                         NameOfBadInput());

/// What `lien run` says of the last month, with these options.
nlohmann::json measures(const TemporaryFolder& folder, std::vector<std::string> arguments) {
  std::filesystem::remove(folder.path() / "r.nc");
  arguments.insert(arguments.begin(), "run");
  arguments.insert(arguments.end(), {"--json", "-o", "r.nc"});
  const Ended ended = run_lien(arguments, folder.path());
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  return lien_test::json_of(ended.out)["measures"];
}

TEST(GoodIntervention, IsSwitchedOffByAnExtendingScenarioOrOnTheCommandLine) {
  const TemporaryFolder folder;
  write_tiny_territory(folder);
  folder.write("never.toml", "extends = \"territory.toml\"\n[run]\nuntil = \"2008-06\"\n");
  folder.write("closed.toml",
               "extends = \"never.toml\"\n[[intervention]]\nname = \"closed\"\nkind = \"mobility\"\n"
               "start = \"2008-03\"\nsize = 0.9\n");
  folder.write("without.toml",
               "extends = \"closed.toml\"\n[[intervention]]\nname = \"closed\"\nintensity = 0\n");
  const auto never = measures(folder, {"never.toml"});
  EXPECT_NE(measures(folder, {"closed.toml"}), never);
  EXPECT_EQ(measures(folder, {"without.toml"}), never);
  EXPECT_EQ(measures(folder, {"closed.toml", "--set", "intervention.closed.intensity=0"}), never);
  EXPECT_EQ(measures(folder, {"closed.toml", "--set", "intervention.closed.territories=[\"12\"]"}), never);
  EXPECT_EQ(run_lien({"validate", "without.toml"}, folder.path()).exit_code, 0);
}

}  // namespace
}  // namespace lien_test
