// A small model with a parameter of every kind, for the tests of the reader and the catalogue.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "sim/parameters/parameter.hpp"

namespace lien_test {

enum class Rule { beta, asymmetric, reinforcement };
inline constexpr std::array<std::string_view, 3> rule_names = {"beta", "asymmetric", "reinforcement"};

struct ToyParameters {
  int seed = 1;
  double kernel_km = 12;
  double offset = 0.5;
  bool by_road = true;
  std::array<double, 3> shares = {0.5, 0.3, 0.2};
  std::array<double, 2> bounds = {1, 2};
  Rule rule = Rule::beta;
  double formation_threshold = 0.65;
  double dissolution_threshold = 0.45;
  std::string title = "toy";
  std::vector<std::string> measures = {"trust"};
  std::vector<int> election_months = {2, 74};
  int any_integer = 0;

  void describe(sim::ParameterVisitor& visitor) {
    using sim::Evidence;
    visitor.integer(seed, {.name = "seed",
                           .range = {0, 1000},
                           .meaning = "seed of the draws",
                           .source = "",
                           .evidence = Evidence::setting});
    {
      const sim::Group group(visitor, "encounters", "who meets whom in a month");
      visitor.real(kernel_km, {.name = "kernel_km",
                               .unit = "km",
                               .range = {4, 40},
                               .meaning = "decay length of the distance kernel",
                               .source = "Dunbar 1998",
                               .evidence = Evidence::literature,
                               .symbol = "λ"});
      visitor.real(offset, {.name = "offset", .meaning = "shift of the logit", .source = "assumption A1"});
      visitor.flag(by_road, {.name = "by_road", .meaning = "whether distance is by road", .source = "A2"});
      {
        const sim::Group inner(visitor, "mix", "kinds of encounter");
        visitor.reals(shares, {.name = "shares",
                               .range = {0, 1},
                               .meaning = "shares of the kinds",
                               .source = "A3",
                               .labels = {"work", "fair", "council"},
                               .sums_to_one = true});
        visitor.reals(bounds, {.name = "bounds",
                               .unit = "h",
                               .range = {0, 24},
                               .meaning = "shortest, longest",
                               .source = "A4",
                               .increasing = true});
      }
      visitor.integer(any_integer, {.name = "any_integer", .meaning = "no range", .source = "A5"});
    }
    {
      const sim::Group group(visitor, "trust", "how trust changes");
      visitor.choice(rule, rule_names, {.name = "rule", .meaning = "rule of trust", .source = "A6"});
    }
    {
      const sim::Group group(visitor, "partnerships", "offers and departures");
      const sim::Spec common = {.name = "formation_threshold",
                                .unit = "probability",
                                .range = {0, 1},
                                .meaning = "trust from which an actor offers",
                                .source = "A7",
                                .evidence = Evidence::seed,
                                .symbol = "θ"};
      visitor.real(formation_threshold, common);
      visitor.real(dissolution_threshold, {.name = "dissolution_threshold",
                                           .unit = "probability",
                                           .range = {0, 1},
                                           .meaning = "trust under which a partner leaves",
                                           .source = "A8",
                                           .evidence = Evidence::derived});
      visitor.require(dissolution_threshold < formation_threshold,
                      {"dissolution_threshold", "formation_threshold"},
                      "dissolution_threshold must lie below formation_threshold");
    }
    {
      const sim::Group group(visitor, "run", "choices of the run");
      visitor.text(
          title,
          {.name = "title", .meaning = "title of the report", .source = "", .evidence = Evidence::setting});
      visitor.texts(
          measures,
          {.name = "measures", .meaning = "what is recorded", .source = "", .evidence = Evidence::setting});
      visitor.integers(election_months, {.name = "election_months",
                                         .unit = "months",
                                         .range = {0, 600},
                                         .meaning = "months of an election",
                                         .source = "",
                                         .evidence = Evidence::setting,
                                         .increasing = true});
    }
  }

  friend bool operator==(const ToyParameters&, const ToyParameters&) = default;
};

}  // namespace lien_test
