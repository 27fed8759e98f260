#include "sim/parameters/catalogue.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "sim/parameters/reader.hpp"
#include "tests/sim/parameters/toy_parameters.hpp"
#include "tests/support/json_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using lien_test::ToyParameters;
using sim::as_json;
using sim::as_markdown;
using sim::as_text;
using sim::catalogue_of;
using sim::resolved_toml;

template <class Model>
Model read_back(const std::string& toml) {
  const lien_test::TemporaryFolder folder;
  Model model;
  sim::Reader reader(sim::read_scenario(folder.write("resolved.toml", toml)));
  model.describe(reader);
  reader.finish();
  return model;
}

ToyParameters unusual() {
  ToyParameters toy;
  toy.seed = 999;
  toy.kernel_km = 0.1 + 4;
  toy.offset = -1.0 / 3;
  toy.by_road = false;
  toy.shares = {1.0 / 3, 1.0 / 3, 1.0 / 3};
  toy.rule = lien_test::Rule::asymmetric;
  toy.title = "a\t\"b\"\\ é\n";
  toy.measures = {"", "x, y", "[z]"};
  toy.election_months = {};
  return toy;
}

TEST(Catalogue, ListsEveryParameterGroupByGroup) {
  const sim::Catalogue catalogue = catalogue_of(ToyParameters{});
  EXPECT_EQ(
      catalogue.keys(),
      (std::vector<std::string>{
          "seed", "encounters.kernel_km", "encounters.offset", "encounters.by_road", "encounters.any_integer",
          "encounters.mix.shares", "encounters.mix.bounds", "trust.rule", "partnerships.formation_threshold",
          "partnerships.dissolution_threshold", "run.title", "run.measures", "run.election_months"}));
  const sim::Catalogue::Entry* entry = catalogue.find("encounters.kernel_km");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->group, "encounters");
  EXPECT_EQ(entry->group_meaning, "who meets whom in a month");
  EXPECT_EQ(entry->kind, sim::Kind::real);
  EXPECT_EQ(entry->spec.symbol, "λ");
  EXPECT_EQ(catalogue.find("encounters.kernel"), nullptr);
}

TEST(Catalogue, TellsCurrentValues) {
  const sim::Catalogue catalogue = catalogue_of(unusual());
  EXPECT_EQ(literal(catalogue.find("trust.rule")->value), "\"asymmetric\"");
  EXPECT_EQ(literal(catalogue.find("seed")->value), "999");
  EXPECT_EQ(literal(catalogue.find("run.measures")->value), "[\"\", \"x, y\", \"[z]\"]");
}

TEST(CatalogueText, ShowsOneGroupAfterTheOther) {
  EXPECT_EQ(as_text(catalogue_of(ToyParameters{}), "encounters"),
            R"(  name         symbol  default          range         unit  evidence

[encounters]  who meets whom in a month
  kernel_km    λ       12               4 to 40       km    literature
      decay length of the distance kernel
      source: Dunbar 1998
  offset               0.5              any number    1     assumption
      shift of the logit
      source: assumption A1
  by_road              true             true, false   1     assumption
      whether distance is by road
      source: A2
  any_integer          0                any integer   1     assumption
      no range
      source: A5

[encounters.mix]  kinds of encounter
  shares               [0.5, 0.3, 0.2]  each 0 to 1   1     assumption
      shares of the kinds
      elements: work, fair, council
      rule: sum 1
      source: A3
  bounds               [1, 2]           each 0 to 24  h     assumption
      shortest, longest
      rule: rising
      source: A4
)");
}

TEST(CatalogueText, FindsBySymbolAndByPartOfTheKey) {
  const sim::Catalogue catalogue = catalogue_of(ToyParameters{});
  EXPECT_EQ(as_text(catalogue, "λ"),
            "  name       symbol  default  range    unit  evidence\n\n"
            "[encounters]  who meets whom in a month\n"
            "  kernel_km  λ       12       4 to 40  km    literature\n"
            "      decay length of the distance kernel\n      source: Dunbar 1998\n");
  EXPECT_EQ(as_text(catalogue, "nothing like it"), "");
  EXPECT_EQ(as_text(catalogue, "trust.rule"),
            "  name  symbol  default  range      unit  evidence\n\n"
            "[trust]  how trust changes\n"
            "  rule          \"beta\"   3 choices  1     assumption\n"
            "      rule of trust\n      choices: beta, asymmetric, reinforcement\n      source: A6\n");
}

TEST(CatalogueText, FitsInto110Columns) {
  ToyParameters toy = unusual();
  for (int month = 0; month < 100; ++month) toy.election_months.push_back(month);
  std::istringstream text(as_text(catalogue_of(toy)));
  for (std::string line; std::getline(text, line);) EXPECT_LE(line.size(), 112U) << line;  // λ, θ: two bytes
}

TEST(CatalogueMarkdown, IsATableForEachGroup) {
  const std::string text = as_markdown(catalogue_of(ToyParameters{}));
  const std::string header =
      "| name | symbol | default | range | unit | meaning | source | evidence "
      "|\n|---|---|---|---|---|---|---|---|\n";
  EXPECT_EQ(text.substr(0, text.find("\n\n")),
            header + "| `seed` |  | 1 | 0 to 1000 | 1 | seed of the draws |  | setting |");
  EXPECT_NE(text.find("### `trust`\n\nhow trust changes\n\n" + header +
                      "| `rule` |  | \"beta\" | beta, asymmetric, reinforcement | 1 | rule of trust | A6 | "
                      "assumption |\n"),
            std::string::npos);
  EXPECT_NE(text.find("| `shares` |  | [0.5, 0.3, 0.2] | each 0 to 1, sum 1 | 1 | shares of the kinds "
                      "(work, fair, council) | A3 | assumption |\n"),
            std::string::npos);
}

TEST(CatalogueMarkdown, EscapesBars) {
  sim::Catalogue catalogue;
  double value = 1;
  catalogue.real(value, {.name = "odd", .meaning = "a|b", .source = "none"});
  EXPECT_NE(as_markdown(catalogue).find("a\\|b"), std::string::npos);
}

TEST(CatalogueJson, HoldsEverything) {
  const nlohmann::json json = as_json(catalogue_of(unusual()));
  ASSERT_EQ(json.size(), 13U);
  EXPECT_EQ(json[1], lien_test::json_of(R"({"key": "encounters.kernel_km", "group": "encounters",
      "group_meaning": "who meets whom in a month", "name": "kernel_km", "kind": "real", "value": 4.1, "unit": "km",
      "low": 4.0, "high": 40.0, "meaning": "decay length of the distance kernel", "source": "Dunbar 1998",
      "evidence": "literature", "symbol": "λ", "labels": [], "choices": [], "sums_to_one": false,
      "increasing": false})"));
  EXPECT_TRUE(json[2]["low"].is_null());
  EXPECT_EQ(json[3]["value"], false);
  EXPECT_EQ(json[5]["labels"], nlohmann::json({"work", "fair", "council"}));
  EXPECT_EQ(json[7]["choices"].size(), 3U);
  EXPECT_EQ(json[7]["value"], "asymmetric");
  EXPECT_EQ(json[11]["value"], nlohmann::json({"", "x, y", "[z]"}));
  EXPECT_EQ(json[12]["value"], nlohmann::json::array());
}

TEST(ResolvedToml, IsAScenario) {
  EXPECT_EQ(resolved_toml(catalogue_of(unusual())), R"(seed = 999

[encounters]
kernel_km = 4.1
offset = -0.3333333333333333
by_road = false
any_integer = 0

[encounters.mix]
shares = [0.3333333333333333, 0.3333333333333333, 0.3333333333333333]
bounds = [1.0, 2.0]

[trust]
rule = "asymmetric"

[partnerships]
formation_threshold = 0.65
dissolution_threshold = 0.45

[run]
title = "a\u0009\"b\"\\ é\u000A"
measures = ["", "x, y", "[z]"]
election_months = []
)");
}

TEST(ResolvedToml, ReadsBackToTheSameValues) {
  EXPECT_EQ(read_back<ToyParameters>(resolved_toml(catalogue_of(unusual()))), unusual());
  EXPECT_EQ(read_back<ToyParameters>(resolved_toml(catalogue_of(ToyParameters{}))), ToyParameters{});
}

/// Parameters without ranges, and a group's own parameter declared behind an inner group.
struct FreeParameters {
  double real = 0;
  std::array<double, 4> reals{};
  int integer = 0;
  std::vector<int> integers;
  std::string text;
  std::vector<std::string> texts;

  void describe(sim::ParameterVisitor& visitor) {
    const sim::Group outer(visitor, "outer", "an outer group");
    {
      const sim::Group inner(visitor, "inner", "an inner group");
      visitor.reals(reals, {.name = "reals", .meaning = "reals", .source = "none"});
      visitor.integers(integers, {.name = "integers", .meaning = "integers", .source = "none"});
      visitor.texts(texts, {.name = "texts", .meaning = "texts", .source = "none"});
    }
    visitor.real(real, {.name = "real", .meaning = "a real", .source = "none"});
    visitor.integer(integer, {.name = "integer", .meaning = "an integer", .source = "none"});
    visitor.text(text, {.name = "text", .meaning = "a text", .source = "none"});
  }
};

/// Bit for bit: `==` would let -0.0 pass for 0.0.
std::vector<std::uint64_t> bits(const FreeParameters& free) {
  std::vector<std::uint64_t> result = {std::bit_cast<std::uint64_t>(free.real)};
  for (const double real : free.reals) result.push_back(std::bit_cast<std::uint64_t>(real));
  return result;
}

class Random {
 public:
  double real() {
    constexpr std::array<double, 9> special = {0.0,
                                               -0.0,
                                               1e16,
                                               1e17,
                                               123456789012345680.0,
                                               5e-324,
                                               -5e-324,
                                               std::numeric_limits<double>::max(),
                                               std::numeric_limits<double>::min()};
    if (generator_() % 4 == 0) return special[generator_() % special.size()];
    if (generator_() % 4 == 0) return static_cast<double>(static_cast<int>(generator_())) / 1000;
    const double value = std::bit_cast<double>(generator_());
    return std::isfinite(value) ? value : 1e-5;
  }
  int integer() { return static_cast<int>(generator_()); }
  std::size_t below(std::size_t bound) { return generator_() % bound; }
  std::string text() {
    std::string result;
    for (std::size_t i = below(12); i > 0; --i) append(result, static_cast<std::uint32_t>(code_point()));
    return result;
  }

 private:
  /// Any scalar value but NUL, which no text parameter takes.
  std::uint64_t code_point() {
    if (below(2) == 0) return 1 + below(0xFF);
    const std::uint64_t value = 1 + below(0x10FFFF);
    return value >= 0xD800 && value <= 0xDFFF ? 0x2028 : value;
  }
  static void append(std::string& text, std::uint32_t c) {
    const auto tail = [&](int shift) { text += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) {
      text += static_cast<char>(c);
    } else if (c < 0x800) {
      text += static_cast<char>(0xC0 | (c >> 6));
    } else if (c < 0x10000) {
      text += static_cast<char>(0xE0 | (c >> 12));
      tail(6);
    } else {
      text += static_cast<char>(0xF0 | (c >> 18));
      tail(12);
      tail(6);
    }
    if (c >= 0x80) tail(0);
  }

  std::mt19937_64 generator_{20080101};
};

TEST(ResolvedToml, ReadsBackExactlyWhateverTheValues) {
  Random random;
  for (int trial = 0; trial < 500; ++trial) {
    FreeParameters free;
    free.real = random.real();
    for (double& real : free.reals) real = random.real();
    free.integer = random.integer();
    free.integers.resize(random.below(5));
    for (int& integer : free.integers) integer = random.integer();
    free.text = random.text();
    free.texts.resize(random.below(5));
    for (std::string& text : free.texts) text = random.text();

    const std::string toml = resolved_toml(catalogue_of(free));
    const FreeParameters back = read_back<FreeParameters>(toml);
    ASSERT_EQ(bits(back), bits(free)) << toml;
    ASSERT_EQ(back.integer, free.integer) << toml;
    ASSERT_EQ(back.integers, free.integers) << toml;
    ASSERT_EQ(back.text, free.text) << toml;
    ASSERT_EQ(back.texts, free.texts) << toml;
    ASSERT_EQ(resolved_toml(catalogue_of(back)), toml);
  }
}

/// The message of the InvariantError that `describe` meets.
std::string slip(const std::function<void(sim::ParameterVisitor&)>& describe) {
  sim::Catalogue catalogue;
  try {
    describe(catalogue);
  } catch (const sim::InvariantError& error) {
    return error.what();
  }
  return "";
}

std::string slip_of_real(double value, const sim::Spec& spec) {
  return slip([&](sim::ParameterVisitor& visitor) { visitor.real(value, spec); });
}

TEST(CatalogueSlips, Descriptions) {
  const sim::Spec sound = {.name = "x", .range = {0, 1}, .meaning = "a number", .source = "none"};
  EXPECT_EQ(slip_of_real(0.5, sound), "");
  const auto with = [&](auto change) {
    sim::Spec spec = sound;
    change(spec);
    return slip_of_real(0.5, spec);
  };
  EXPECT_EQ(with([](sim::Spec& s) { s.name = "Km"; }), "parameter 'Km': its name is not snake_case");
  EXPECT_EQ(with([](sim::Spec& s) { s.name = ""; }), "parameter '': its name is not snake_case");
  EXPECT_EQ(with([](sim::Spec& s) { s.name = "a.b"; }), "parameter 'a.b': its name is not snake_case");
  EXPECT_EQ(with([](sim::Spec& s) { s.meaning = ""; }), "parameter 'x': it has no meaning");
  EXPECT_EQ(with([](sim::Spec& s) { s.source = ""; }), "parameter 'x': it has no source");
  EXPECT_EQ(with([](sim::Spec& s) { s.unit = ""; }),
            "parameter 'x': it has no unit; the unit of a dimensionless one is \"1\"");
  EXPECT_EQ(with([](sim::Spec& s) { s.range = {1, 0}; }), "parameter 'x': its range is empty");
  EXPECT_EQ(with([](sim::Spec& s) { s.range.low = std::nan(""); }), "parameter 'x': its range is empty");
  EXPECT_EQ(with([](sim::Spec& s) { s.source = "\xFF"; }),
            "parameter 'x': its description is not valid UTF-8");
  EXPECT_EQ(with([](sim::Spec& s) { s.labels = {"a"}; }),
            "parameter 'x': its labels are not one for each element of an array of fixed length");
  EXPECT_EQ(with([](sim::Spec& s) { s.name = "extends"; }),
            "parameter 'extends': a scenario file uses its name for the file it extends");
  EXPECT_EQ(with([](sim::Spec& s) { s.name = "parameters_from"; }),
            "parameter 'parameters_from': a scenario file uses its name for its posterior");
  EXPECT_EQ(with([](sim::Spec& s) {
              s.source = "";
              s.evidence = sim::Evidence::setting;
            }),
            "");
}

TEST(CatalogueSlips, Values) {
  const sim::Spec spec = {.name = "x", .range = {0, 1}, .meaning = "a number", .source = "none"};
  sim::Spec shares = spec, rising = spec;
  shares.sums_to_one = true;
  rising.increasing = true;
  EXPECT_EQ(slip_of_real(1.5, spec), "parameter 'x': its value 1.5 is out of range");
  EXPECT_EQ(slip_of_real(std::nan(""), spec), "parameter 'x': its value nan is not a finite number");
  int integer = -1;
  EXPECT_EQ(slip([&](auto& v) { v.integer(integer, spec); }), "parameter 'x': its value -1 is out of range");
  std::vector<int> integers = {0, 2};
  EXPECT_EQ(slip([&](auto& v) { v.integers(integers, spec); }),
            "parameter 'x': its value [0, 2] is out of range");
  integers = {1, 0};
  EXPECT_EQ(slip([&](auto& v) { v.integers(integers, rising); }),
            "parameter 'x': its value [1, 0] does not rise: 0 follows 1");
  std::array<double, 2> reals = {0.5, 0.6};
  EXPECT_EQ(slip([&](auto& v) { v.reals(reals, shares); }),
            "parameter 'x': its value [0.5, 0.6] sums to 1.1, expected 1");
  std::string text = "\xC0\x80";
  EXPECT_EQ(slip([&](auto& v) { v.text(text, spec); }),
            "parameter 'x': its value \"\\uFFFD\\uFFFD\" is not valid UTF-8");
  std::vector<std::string> texts = {"a", std::string(1, '\0')};
  EXPECT_EQ(slip([&](auto& v) { v.texts(texts, spec); }),
            "parameter 'x': its value [\"a\", \"\\u0000\"] contains a NUL character");
  int position = 3;
  EXPECT_EQ(slip([&](auto& v) { v.option(position, lien_test::rule_names, spec); }),
            "parameter 'x': its value 3 is the position of none of its choices");
  position = 0;
  const std::array<std::string_view, 2> twins = {"a", "a"};
  EXPECT_EQ(slip([&](auto& v) { v.option(position, twins, spec); }),
            "parameter 'x': its value \"a\" has choices of the same name");
}

TEST(CatalogueSlips, KeysGroupsAndRelations) {
  double value = 0.5;
  const sim::Spec spec = {.name = "x", .meaning = "a number", .source = "none"};
  EXPECT_EQ(slip([&](auto& v) {
              v.real(value, spec);
              v.real(value, spec);
            }),
            "parameter 'x': it is declared twice");
  EXPECT_EQ(slip([&](auto& v) {
              v.real(value, spec);
              const sim::Group group(v, "x", "also a group");
            }),
            "group 'x' is declared twice");
  EXPECT_EQ(slip([&](auto& v) { const sim::Group group(v, "x", ""); }), "group 'x': it has no meaning");
  EXPECT_EQ(slip([&](auto& v) { const sim::Group group(v, "X", "a"); }),
            "group 'X': its name is not snake_case");
  EXPECT_EQ(slip([&](auto& v) {
              const sim::Group group(v, "g", "a group");
              v.real(value, spec);
              v.require(value > 1, {"x"}, "x must exceed 1");
            }),
            "g: x must exceed 1 (x = 0.5)");
  EXPECT_EQ(slip([&](auto& v) { v.require(true, {"y"}, "y must exceed 1"); }),
            "a relation names 'y', which is not described");
}

TEST(Evidence, HasAName) {
  EXPECT_EQ(to_string(sim::Evidence::seed), "seed");
  EXPECT_EQ(to_string(sim::Evidence::literature), "literature");
  EXPECT_EQ(to_string(sim::Evidence::derived), "derived");
  EXPECT_EQ(to_string(sim::Evidence::assumption), "assumption");
  EXPECT_EQ(to_string(sim::Evidence::setting), "setting");
}

}  // namespace
