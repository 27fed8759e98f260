// Lists of months as parameters: read, refused with a place, written out again.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sim/parameters/catalogue.hpp"
#include "sim/parameters/reader.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

struct Months {
  std::vector<sim::Month> at = {sim::Month{0}};

  void describe(sim::ParameterVisitor& visitor) {
    visitor.months(at, {.name = "at",
                        .unit = "YYYY-MM",
                        .range = {-1, 23},
                        .meaning = "when",
                        .evidence = sim::Evidence::setting,
                        .increasing = true});
  }
};

std::vector<int> read(const std::string& toml) {
  const TemporaryFolder folder;
  sim::Reader reader(sim::read_scenario(folder.write("s.toml", toml)));
  Months months;
  months.describe(reader);
  reader.finish();
  std::vector<int> values;
  for (const sim::Month month : months.at) values.push_back(month.value);
  return values;
}

std::string complaint(const std::string& toml) {
  const TemporaryFolder folder;
  const auto file = folder.write("s.toml", toml);
  return folder.without_path(thrown_message<sim::InputError>([&] {
    sim::Reader reader(sim::read_scenario(file));
    Months months;
    months.describe(reader);
    reader.finish();
  }));
}

const std::string help =
    "\n  allowed  a list of months in double quotes, each 2007-12 to 2009-12, rising: when"
    "\n  default  [\"2008-01\"]; remove the line to use it";

TEST(Months, AreReadInTheirOrder) {
  EXPECT_EQ(read("at = [\"2007-12\", \"2008-02\", \"2009-12\"]"), (std::vector<int>{-1, 1, 23}));
  EXPECT_EQ(read("at = []"), std::vector<int>{});
  EXPECT_EQ(read(""), std::vector<int>{0});
}

TEST(Months, AreRefusedEachAtItsPlace) {
  EXPECT_EQ(complaint("at = [\"2008-01\", \"2008-13\"]"),
            "s.toml:1:18: at, element 2 = \"2008-13\" is not a month written YYYY-MM" + help);
  EXPECT_EQ(complaint("at = [\"2010-01\"]"),
            "s.toml:1:7: at, element 1 = \"2010-01\" is out of range" + help);
  EXPECT_EQ(complaint("at = [2008]"),
            "s.toml:1:7: at, element 1 = 2008 is an integer, expected a string" + help);
  EXPECT_EQ(complaint("at = [2008-01-31]"),
            "s.toml:1:7: at, element 1 = 2008-01-31 is a date, expected a string" + help);
  EXPECT_EQ(complaint("at = \"2008-01\""),
            "s.toml:1:6: at = \"2008-01\" is a string, expected a list of months" + help);
}

TEST(Months, MustRise) {
  EXPECT_EQ(complaint("at = [\"2009-01\", \"2008-01\"]"),
            "s.toml:1:6: at = [\"2009-01\", \"2008-01\"] does not rise: 2008-01 follows 2009-01" + help);
  EXPECT_EQ(complaint("at = [\"2009-01\", \"2009-01\"]"),
            "s.toml:1:6: at = [\"2009-01\", \"2009-01\"] does not rise: 2009-01 follows 2009-01" + help);
}

TEST(Months, AreWrittenAsTheyAreRead) {
  Months months;
  months.at = {sim::Month{-1}, sim::Month{11}};
  const sim::Catalogue catalogue = sim::catalogue_of(months);
  EXPECT_EQ(sim::resolved_toml(catalogue), "at = [\"2007-12\", \"2008-12\"]\n");
  EXPECT_EQ(sim::as_json(catalogue)[0]["kind"], "months");
  EXPECT_NE(sim::as_markdown(catalogue).find("| 2007-12 to 2009-12, rising | YYYY-MM |"), std::string::npos)
      << sim::as_markdown(catalogue);
}

TEST(Months, OfADefaultOutOfRangeAreOurFault) {
  Months months;
  months.at = {sim::Month{24}};
  EXPECT_EQ(thrown_message<sim::InvariantError>([&] { (void)sim::catalogue_of(months); }),
            "parameter 'at': its value [\"2010-01\"] is out of range");
}

}  // namespace
}  // namespace lien_test
