// docs/odd.md: printed by the program, complete, and refused where text and code do not fit.
#include "cli/odd.hpp"

#include <gmock/gmock.h>

#include <regex>
#include <set>

#include "models/territory/measures.hpp"
#include "models/territory/model.hpp"
#include "sim/core/error.hpp"
#include "sim/parameters/catalogue.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string page() { return cli::odd_page(cli::odd_parts()); }

std::string hand_written() {
  std::string text;
  for (const std::string_view part : cli::odd_parts()) text += part;
  return text;
}

/// What a page of this one part says, or what is wrong with it.
std::string page_of(const std::string_view part) { return cli::odd_page(std::span(&part, 1)); }
std::string fault_of(const std::string_view part) {
  return thrown_message<sim::InvariantError>([&] { page_of(part); });
}

TEST(Odd, DocumentationIsWhatTheProgramPrints) {
  const Ended printed = run_lien({"describe", "odd"}, LIEN_SOURCE_DIR);
  ASSERT_EQ(printed.exit_code, 0) << printed.err;
  EXPECT_EQ(printed.out, page());
  // Not compared by EXPECT_EQ, which would print both.
  EXPECT_TRUE(printed.out == text_of(LIEN_SOURCE_DIR "/docs/odd.md"))
      << "docs/odd.md is not what the model declares; renew it: build/lien describe odd > docs/odd.md";
}

TEST(Odd, SpeaksOfEverySubmodelParameterMeasureAndColumn) {
  const std::string text = page();
  std::vector<std::string> forgotten;
  const auto expect = [&](const std::string& words) {
    if (text.find(words) == std::string::npos) forgotten.push_back(words);
  };
  for (const auto& submodel : territory::declared_schedule()) expect("| " + submodel.name + " | ");
  for (const auto& entry : sim::catalogue_of(territory::Scenario{}).entries())
    expect("| `" + entry.spec.name + "` | ");
  for (const auto& measure : territory::stock_measures()) expect("| " + std::string(measure.name) + " | ");
  for (const auto& measure : territory::flow_measures()) expect("| " + std::string(measure.name) + " | ");
  const sim::Executor executor(1);
  territory::Model model(territory::Scenario{}, territory::Geography{}, executor);
  for (const std::string& column : model.world().column_names())
    expect("| `" + column.substr(column.find('.') + 1) + "` | ");
  for (const sim::ColumnRegistry* table : model.world().registries())
    EXPECT_THAT(hand_written(), HasSubstr("\n{{columns " + table->table() + "\n"));
  EXPECT_THAT(forgotten, IsEmpty());
}

TEST(Odd, HasAHeadingForEveryTheoryOfTrust) {
  for (const std::string_view rule : territory::TrustRules::names)
    EXPECT_THAT(hand_written(), HasSubstr("\n##### `" + std::string(rule) + "`: "));
}

TEST(Odd, ListsEveryStreamUnderItsNumber) {
  const std::string source = text_of(LIEN_SOURCE_DIR "/models/territory/streams.hpp"), text = page();
  const std::regex declared("sim::Stream ([a-z_]+)\\{([0-9]+)\\}");
  std::size_t streams = 0;
  for (std::sregex_iterator match(source.begin(), source.end(), declared), end; match != end; ++match) {
    EXPECT_THAT(text, HasSubstr("\n| " + (*match)[2].str() + " | " + (*match)[1].str() + " | "));
    ++streams;
  }
  EXPECT_GT(streams, 30U);
}

/// Parameters by key and by name alone, their choices; columns likewise; tables, groups, measures, submodels.
std::set<std::string> declared_names() {
  std::set<std::string> names;
  const auto add = [&](const std::string& name) {
    names.insert(name);
    names.insert(name.substr(0, name.rfind('.')));
    names.insert(name.substr(name.rfind('.') + 1));
  };
  for (const auto& entry : sim::catalogue_of(territory::Scenario{}).entries()) {
    add(entry.key);
    names.insert(entry.choices.begin(), entry.choices.end());
  }
  const sim::Executor executor(1);
  territory::Model model(territory::Scenario{}, territory::Geography{}, executor);
  for (const std::string& column : model.world().column_names()) add(column);
  for (const auto& submodel : territory::declared_schedule()) names.insert(submodel.name);
  for (const auto& measure : territory::stock_measures()) names.emplace(measure.name);
  for (const auto& measure : territory::flow_measures()) names.emplace(measure.name);
  return names;
}

// Whatever is quoted and looks like a name of the code, with a dot or an underscore in it, is one.
TEST(Odd, NamesNoParameterAndNoColumnThatIsNotThere) {
  const std::set<std::string> names = declared_names();
  const std::string text = hand_written();
  const std::regex quoted("`([a-z0-9]+([._][a-z0-9]+)+)`");
  std::vector<std::string> unknown;
  std::size_t found = 0;
  for (std::sregex_iterator match(text.begin(), text.end(), quoted), end; match != end; ++match) {
    const std::string name = (*match)[1];
    if (name.ends_with(".hpp") || name.ends_with(".cpp")) continue;
    ++found;
    if (!names.contains(name)) unknown.push_back(name);
  }
  EXPECT_GT(found, 100U);
  EXPECT_THAT(unknown, IsEmpty());
}

TEST(Odd, NamesOnlyFilesOfTheModelThatAreThere) {
  const std::string text = hand_written();
  const std::regex quoted("`([a-z_0-9/]+\\.[hc]pp)`");
  std::vector<std::string> unknown;
  std::size_t found = 0;
  const std::filesystem::path root = LIEN_SOURCE_DIR, model = root / "models/territory";
  for (std::sregex_iterator match(text.begin(), text.end(), quoted), end; match != end; ++match) {
    const std::string name = (*match)[1];
    ++found;
    bool exists = false;
    for (const auto& folder : {root, model, model / "world", model / "submodels"})
      exists = exists || std::filesystem::exists(folder / name);
    if (!exists) unknown.push_back(name);
  }
  EXPECT_GT(found, 20U);
  EXPECT_THAT(unknown, IsEmpty());
}

TEST(Odd, FillsInDefaultsWhereTheyAreAskedFor) {
  EXPECT_EQ(page_of("Within {{value encounters.kernel_km}} km.\n"), "Within 12 km.\n");
  EXPECT_THAT(page_of("{{targets}}\n"), HasSubstr("| C1 | "));
}

TEST(Odd, RefusesTextThatDoesNotFitTheCode) {
  EXPECT_THAT(fault_of("\n{{value encounters.kernel}}\n"), HasSubstr("line 2"));
  EXPECT_THAT(fault_of("{{value encounters.kernel}}\n"),
              HasSubstr("no parameter is called encounters.kernel"));
  EXPECT_THAT(fault_of("{{weather}}\n"), HasSubstr("nothing declared is called weather"));
  EXPECT_THAT(fault_of("{{columns weather\n}}\n"), HasSubstr("no table is called weather"));
  EXPECT_THAT(fault_of("{{columns places\ncash: money\n}}\n"),
              HasSubstr("nobody says what places.uid means"));
  EXPECT_THAT(fault_of("{{columns ties\nborn: first met\n}}\n"), HasSubstr("nobody says what ties.uid_low"));
  EXPECT_THAT(fault_of("{{columns places\ncash: money\ncash: cash\n}}\n"), HasSubstr("explained twice"));
  EXPECT_THAT(fault_of("{{columns places\ncash\n}}\n"), HasSubstr("`name: meaning`"));
  EXPECT_THAT(fault_of("{{columns places\ncash: money\n"), HasSubstr("does not end"));
  EXPECT_THAT(fault_of("{{streams\n0 election: commune\n}}\n"), HasSubstr("under whom this is drawn"));
}

TEST(Odd, IsNoJson) {
  const Ended ended = run_lien({"describe", "odd", "--json"}, LIEN_SOURCE_DIR);
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, HasSubstr("the description of the model is a text"));
}

}  // namespace
}  // namespace lien_test
