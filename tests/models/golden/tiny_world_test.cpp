// A golden a person can read: a dozen figures of a small world at six dates. It says that something changed,
// and what; whether the change is right is for the other tests. LIEN_UPDATE_GOLDEN=1 writes it anew.
#include "tests/support/tiny_world.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "models/territory/record.hpp"

namespace {

constexpr const char* measures[] = {"company10_engaged_share",
                                    "tpe_engaged_share",
                                    "association_engaged_share",
                                    "partnerships",
                                    "public_partnerships",
                                    "partnerships_per_engaged_association",
                                    "mecenat_partnerships",
                                    "partnership_trust",
                                    "partnership_age",
                                    "contacts",
                                    "closure_contact_share",
                                    "far_contact_share",
                                    "mean_trust",
                                    "involved_share",
                                    "encounters",
                                    "organisations_replaced"};
constexpr int months[] = {-1, 5, 11, 23, 47, 71};

/// Measure → its values at `months`, nine digits each.
using Figures = std::map<std::string, std::vector<std::string>>;

Figures simulate() {
  territory::Scenario scenario = lien_test::tiny_scenario();  // 14 communes, some 600 actors
  scenario.run.until = "2013-12";
  const sim::Executor executor(1);
  territory::Model model(scenario, lien_test::territory_of(lien_test::row_of_communes(14)), executor);
  territory::Record record(scenario, model.world(), executor);
  auto simulation = model.simulation();
  simulation.observe([&](const territory::World& world, sim::Month month) { record.observe(world, month); });
  model.run(simulation);
  Figures figures;
  for (const char* measure : measures)
    for (const int month : months)
      figures[measure].push_back(fmt::format("{:.9g}", record.perimeter(sim::Month{month}, measure)));
  return figures;
}

std::string as_tsv(const Figures& figures) {
  std::string text = "measure";
  for (const int month : months) text += "\t" + sim::to_string(sim::Month{month});
  text += "\n";
  for (const auto& [measure, values] : figures) {
    text += measure;
    for (const std::string& value : values) text += "\t" + value;
    text += "\n";
  }
  return text;
}

Figures read_tsv(std::istream& stream) {
  Figures figures;
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    std::istringstream cells(line);
    std::string measure, value;
    std::getline(cells, measure, '\t');
    while (std::getline(cells, value, '\t')) figures[measure].push_back(value);
  }
  return figures;
}

/// One line for each figure that differs.
std::string difference(const Figures& expected, const Figures& found) {
  std::string text;
  for (const auto& [measure, values] : found) {
    const auto known = expected.find(measure);
    if (known == expected.end() || known->second.size() != values.size()) {
      text += fmt::format("  {}: not in the golden\n", measure);
      continue;
    }
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (known->second[k] == values[k]) continue;
      text += fmt::format("  {} in {}: golden {}, now {}\n", measure, sim::to_string(sim::Month{months[k]}),
                          known->second[k], values[k]);
    }
  }
  for (const auto& [measure, values] : expected)
    if (!found.contains(measure)) text += fmt::format("  {}: only in the golden\n", measure);
  return text;
}

TEST(Golden, TinyWorldIsAsItWas) {
  const std::string path = std::string(LIEN_SOURCE_DIR) + "/tests/models/golden/tiny_world.tsv";
  const Figures found = simulate();
  if (const char* update = std::getenv("LIEN_UPDATE_GOLDEN");
      update != nullptr && std::string(update) == "1") {
    std::ofstream(path, std::ios::binary) << as_tsv(found);
    GTEST_SKIP() << "wrote " << path;
  }
  std::ifstream stream(path);
  ASSERT_TRUE(stream) << path << " is missing; LIEN_UPDATE_GOLDEN=1 writes it";
  EXPECT_EQ(difference(read_tsv(stream), found), "")
      << "If the change is meant, LIEN_UPDATE_GOLDEN=1 writes the golden anew; say why in the commit.";
}

TEST(Golden, DifferenceNamesTheMeasureAndTheMonth) {
  Figures one{{"contacts", {"1", "2", "3", "4", "5", "6"}}}, other = one;
  EXPECT_EQ(difference(one, other), "");
  other["contacts"][2] = "7";
  EXPECT_EQ(difference(one, other), "  contacts in 2008-12: golden 3, now 7\n");
  std::istringstream stream(as_tsv(one));
  EXPECT_EQ(read_tsv(stream), one);
}

}  // namespace
