// Scenario files that extend what they cannot, and files too large, too deep or too faulty.
#include "tests/support/bad_input.hpp"

namespace lien_test {
namespace {

BadInput files(std::string name, std::vector<std::pair<std::string, std::string>> files,
               std::string message) {
  return {std::move(name), std::move(files), {"run", "scenario.toml"}, std::move(message)};
}

std::string chain_link(int k) { return "link" + std::to_string(k) + ".toml"; }

/// scenario.toml extends link1.toml extends … link16.toml: one file too many.
std::vector<std::pair<std::string, std::string>> long_chain() {
  std::vector<std::pair<std::string, std::string>> chain{{"scenario.toml", "extends = \"link1.toml\"\n"}};
  for (int k = 1; k <= 15; ++k)
    chain.emplace_back(chain_link(k), "extends = \"" + chain_link(k + 1) + "\"\n");
  chain.emplace_back(chain_link(16), tiny_scenario);
  return chain;
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int k = 0; k < times; ++k) result += text;
  return result;
}

/// `count` unknown parameters and what is said of them: 200 faults, then their number.
BadInput very_faulty(int count) {
  std::string lines, message;
  for (int k = 1; k <= count; ++k) {
    lines += "x" + std::to_string(k) + " = 1\n";
    if (k > 200) continue;
    message += "scenario.toml:" + std::to_string(k + 2) + ":1: unknown parameter 'output.x" +
               std::to_string(k) + "'\n" +
               "  allowed  in [output]: spinup_rows, epci_series, commune_series, snapshots\n";
  }
  return files("MoreFaultsThanAnyoneReads",
               {{"scenario.toml", "extends = \"territory.toml\"\n[output]\n" + lines}},
               message + "scenario.toml: and " + std::to_string(count - 200) +
                   " more faults\n201 faults; nothing was written\n");
}

std::vector<BadInput> wrong_files() {
  return {
      files("ExtendsAMissingFile", {{"scenario.toml", "extends = \"nowhere.toml\"\n"}},
            R"(scenario.toml:1:11: extends = "nowhere.toml", but nowhere.toml does not exist
1 fault; nothing was written
)"),
      files("ExtendsAFolder", {{"scenario.toml", "extends = \"base\"\n"}, {"base/other.toml", ""}},
            R"(scenario.toml:1:11: extends = "base", but base is a folder, not a file
1 fault; nothing was written
)"),
      files("ExtendsItself", {{"scenario.toml", "extends = \"scenario.toml\"\n"}},
            R"(scenario.toml:1:11: extends = "scenario.toml" closes a circle
  chain    scenario.toml extends scenario.toml
1 fault; nothing was written
)"),
      files("ExtendsInACircle",
            {{"scenario.toml", "[run]\nseed = 2\n"},
             {"scenario.toml", "extends = \"base/a.toml\"\n"},
             {"base/a.toml", "\nextends = \"../b.toml\"\n"},
             {"b.toml", "extends = \"./base/../scenario.toml\"\n"}},
            R"(b.toml:1:11: extends = "./base/../scenario.toml" closes a circle
  chain    scenario.toml extends base/a.toml extends b.toml extends scenario.toml
1 fault; nothing was written
)"),
      files("ExtendsTooOften", long_chain(),
            R"(link15.toml:1:11: extends = "link16.toml" makes a chain of more than 16 files
  allowed  at most 16 files that extend one another
1 fault; nothing was written
)"),
      files("ExtendsANumber", {{"scenario.toml", "extends = 3\n"}},
            R"(scenario.toml:1:11: extends takes the name of one scenario file
  allowed  extends = "other.toml", relative to the file that says it
1 fault; nothing was written
)"),
      files("ExtendsNothing", {{"scenario.toml", "extends = \"\"\n"}},
            R"(scenario.toml:1:11: extends takes the name of one scenario file
  allowed  extends = "other.toml", relative to the file that says it
1 fault; nothing was written
)"),
      files("ExtendsInsideATable", {{"scenario.toml", "[run]\nextends = \"territory.toml\"\n"}},
            R"(scenario.toml:2:1: unknown parameter 'run.extends'
  allowed  in [run]: title, question, seed, replicate, spinup_months, until
1 fault; nothing was written
)"),
      files("FaultInTheExtendedFile",
            {{"scenario.toml", "extends = \"base/a.toml\"\n[run]\nseed = 3\n"},
             {"base/a.toml", "extends = \"../territory.toml\"\n[trust]\nrule = \"gamma\"\n"}},
            R"(base/a.toml:3:8: trust.rule = "gamma" is not one of the choices
  allowed  "beta", "asymmetric", "abi", "staged", "reinforcement", "subjective", "fire", "gaussian"
  default  "beta"; remove the line to use it
1 fault; nothing was written
)"),
      files("SyntaxOfTheExtendedFile",
            {{"scenario.toml", "extends = \"a.toml\"\n"}, {"a.toml", "[run]\nseed 3\n"}},
            R"(a.toml:2:6: not valid TOML: Error while parsing key-value pair: expected '=', saw '3'
1 fault; nothing was written
)"),
      files("FaultsInBothFiles",
            {{"scenario.toml", "extends = \"a.toml\"\n[run]\nseed = -3\n"},
             {"a.toml", "extends = \"territory.toml\"\n[run]\nreplicate = -4\n"}},
            R"(a.toml:3:13: run.replicate = -4 is out of range
  allowed  0 to 4294967295: second half of the random key
  default  0; remove the line to use it
scenario.toml:3:8: run.seed = -3 is out of range
  allowed  0 to 4294967295: first half of the random key
  default  1; remove the line to use it
2 faults; nothing was written
)"),
      files(
          "RelationBrokenAcrossFiles",
          {{"scenario.toml", "extends = \"a.toml\"\n[survey]\nassociation_month = 10\n"},
           {"a.toml", "extends = \"territory.toml\"\n[survey]\ncompany_month = 11\n"}},
          R"(scenario.toml:3:21: survey: the months of the surveys must be in order: companies, then associations
  values   company_month = 11, association_month = 10
1 fault; nothing was written
)"),
      files("LargerThanAnyScenario", {{"scenario.toml", "#" + std::string(1 << 20, 'x')}},
            R"(scenario.toml: the scenario file is larger than 1 MiB
  allowed  a text of at most 1 MiB; data belong in files of their own
1 fault; nothing was written
)"),
      files("BracketsTooDeep", {{"scenario.toml", "a = " + repeated("[", 70) + repeated("]", 70) + "\n"}},
            R"(scenario.toml:1:69: brackets nested more than 64 deep
  allowed  lists of plain values
1 fault; nothing was written
)"),
      files("BracketsOfEveryDepth", {{"scenario.toml", "a = " + repeated("[", 300000)}},
            R"(scenario.toml:1:69: brackets nested more than 64 deep
  allowed  lists of plain values
1 fault; nothing was written
)"),
      files("EndlessDottedKey", {{"scenario.toml", repeated("a.", 200000) + "b = 1\n"}},
            R"(scenario.toml:1:66: a key with more than 32 dots
  allowed  table.key, or table.subtable.key
1 fault; nothing was written
)"),
      very_faulty(250),
  };
}

class BadFile : public testing::TestWithParam<BadInput> {};

TEST_P(BadFile, IsRefused) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(All, BadFile, testing::ValuesIn(wrong_files()), NameOfBadInput());

}  // namespace
}  // namespace lien_test
