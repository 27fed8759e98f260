// `lien describe`: everything that has a name can be asked for by it, as text, JSON or Markdown.
#include <gmock/gmock.h>

#include <set>

#include "models/territory/evidence.hpp"
#include "models/territory/measures.hpp"
#include "models/territory/model.hpp"
#include "sim/parameters/catalogue.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/shipped_scenarios.hpp"

namespace lien_test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string described(std::vector<std::string> words) {
  words.insert(words.begin(), "describe");
  const Ended ended = run_lien(words, LIEN_SOURCE_DIR);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(ended.err, "");
  return ended.out;
}

nlohmann::json as_json(std::vector<std::string> words) {
  words.emplace_back("--json");
  const auto json = lien_test::json_of(described(words));
  EXPECT_FALSE(json.is_discarded()) << words[0];
  EXPECT_EQ(json.value("format_version", 0), 1) << words[0];
  return json;
}

sim::Catalogue catalogue() { return sim::catalogue_of(territory::Scenario{}); }

TEST(Describe, ShowsTheScheduleFirst) {
  EXPECT_THAT(described({}), StartsWith("The order of a month."));
  EXPECT_EQ(described({}), described({"schedule"}));
}

TEST(Describe, ListsAllParameters) {
  const std::string text = described({"parameters"}), markdown = described({"parameters", "--markdown"});
  const auto json = as_json({"parameters"})["parameters"];
  const auto entries = catalogue().entries();
  ASSERT_EQ(json.size(), entries.size());
  for (std::size_t k = 0; k < entries.size(); ++k) {
    EXPECT_EQ(json[k]["key"], entries[k].key);
    EXPECT_THAT(text, HasSubstr("\n  " + entries[k].spec.name + " "));
    EXPECT_THAT(markdown, HasSubstr("| `" + entries[k].spec.name + "` |"));
  }
}

TEST(Describe, ListsAllFacts) {
  const std::string text = described({"evidence"}), markdown = described({"evidence", "--markdown"});
  const auto json = as_json({"evidence"})["evidence"];
  ASSERT_EQ(json.size(), territory::facts().size());
  for (std::size_t k = 0; k < json.size(); ++k) {
    const territory::Fact& fact = territory::facts()[k];
    EXPECT_EQ(json[k]["id"], fact.id);
    EXPECT_FALSE(json[k]["use"].empty()) << fact.id;
    EXPECT_THAT(text, HasSubstr(std::string(fact.id) + " "));
    EXPECT_THAT(markdown, HasSubstr("| " + std::string(fact.id) + " |"));
  }
  EXPECT_EQ(as_json({"evidence", "X12"})["evidence"].size(), 1U);
  EXPECT_THAT(described({"evidence", "held out"}), HasSubstr("HO6"));
}

TEST(Describe, NoLineOfParametersOrFactsIsWiderThanATerminal) {
  std::istringstream lines(described({"parameters"}) + described({"evidence"}));
  std::string line;
  while (std::getline(lines, line)) {
    const auto letters = std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
    EXPECT_LE(letters, 110) << line;
  }
}

TEST(Describe, FiltersParametersByPartOfANameOrBySymbol) {
  const std::string text = described({"parameters", "kernel"});
  EXPECT_THAT(text, HasSubstr("kernel_km"));
  EXPECT_EQ(text.find("mixing"), std::string::npos);
  EXPECT_EQ(as_json({"parameters", "kernel_km"})["parameters"].size(), 1U);
  EXPECT_EQ(as_json({"parameters", "d0"})["parameters"][0]["key"], "encounters.kernel_km");
}

TEST(Describe, ListsTheScheduleAndTheMeasures) {
  const auto schedule = as_json({"schedule"})["schedule"];
  ASSERT_EQ(schedule.size(), territory::declared_schedule().size());
  for (const auto& entry : schedule) {
    EXPECT_THAT(described({"schedule"}), HasSubstr("  " + entry["name"].get<std::string>() + ": "));
    EXPECT_THAT(described({"schedule", "--markdown"}),
                HasSubstr("| " + entry["name"].get<std::string>() + " |"));
  }
  const auto measures = as_json({"measures"})["measures"];
  EXPECT_EQ(measures.size(), territory::stock_measures().size() + territory::flow_measures().size());
  for (const auto& entry : measures) {
    EXPECT_THAT(described({"measures"}), HasSubstr(entry["name"].get<std::string>()));
    EXPECT_THAT(described({"measures", "--markdown"}), HasSubstr(entry["name"].get<std::string>()));
  }
}

TEST(Describe, EverySubmodelByItsName) {
  for (const auto& declaration : territory::declared_schedule()) {
    EXPECT_THAT(described({declaration.name}), HasSubstr(declaration.meaning));
    EXPECT_EQ(as_json({declaration.name})["submodel"]["phase"], declaration.phase);
  }
}

TEST(Describe, EveryMeasureByItsName) {
  for (const auto& measure : territory::measures_as_json()) {
    const std::string name = measure["name"];
    EXPECT_THAT(described({name}), HasSubstr(measure["meaning"].get<std::string>()));
    EXPECT_EQ(as_json({name})["measure"], measure);
  }
}

TEST(Describe, EveryParameterByItsKeyAndByItsNameAlone) {
  std::size_t number = 0;
  for (const auto& entry : catalogue().entries()) {
    // Three programs a parameter: all of them in the full check, else every fifth.
    if (!full_checks() && number++ % 5 != 0) continue;
    const std::string text = described({entry.key});
    EXPECT_THAT(text, HasSubstr("\n  " + entry.spec.name + " ")) << entry.key;
    const auto exact = as_json({entry.key});
    ASSERT_GE(exact["parameters"].size(), 1U) << entry.key;
    EXPECT_EQ(exact["parameters"][0]["key"], entry.key);
    const auto alike = as_json({entry.spec.name});
    bool found = false;
    for (const auto& parameter : alike["parameters"]) found = found || parameter["key"] == entry.key;
    EXPECT_TRUE(found) << entry.key;
  }
}

TEST(Describe, EveryGroupOfParameters) {
  std::set<std::string> groups;
  for (const auto& entry : catalogue().entries()) groups.insert(entry.group);
  for (const std::string& group : groups) {
    EXPECT_THAT(described({group}), HasSubstr("[" + group + "]")) << group;
    const auto json = as_json({group});
    for (const auto& parameter : json["parameters"])
      EXPECT_THAT(parameter["key"].get<std::string>(), HasSubstr(group));
  }
}

TEST(Describe, AllThatShareAName) {
  const std::string text = described({"trust"});
  EXPECT_THAT(text, HasSubstr("P08  trust: "));
  EXPECT_THAT(text, HasSubstr("[trust]"));
  EXPECT_THAT(text, HasSubstr("[trust.beta]"));
  const auto json = as_json({"catalysts"});
  EXPECT_TRUE(json.contains("measure"));
  EXPECT_TRUE(json.contains("parameters"));
}

}  // namespace
}  // namespace lien_test
