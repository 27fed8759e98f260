#include "models/territory/submodels/alliance_terms.hpp"

#include <cmath>

namespace territory {

void AllianceTerms::describe(sim::ParameterVisitor& p) {
  const std::vector<std::string> types(alliance_names.begin(), alliance_names.end());
  p.reals(threshold, {.name = "threshold",
                      .range = {0.2, 0.9},
                      .meaning = "trust from which an actor is as likely as not to accept the type",
                      .source = "assumption",
                      .symbol = "τ",
                      .labels = types});
  bool rising = true;
  for (std::size_t k = 1; k < alliance_count; ++k) rising = rising && threshold[k] >= threshold[k - 1];
  p.require(rising, {"threshold"}, "threshold must not fall from one rung of the ladder to the next");
  p.reals(unit_cost, {.name = "unit_cost",
                      .unit = "units/month",
                      .range = {0.01, 1},
                      .meaning = "capacity a partnership takes on each side, rounded to hundredths",
                      .source = "assumption",
                      .labels = types});
  p.reals(stake, {.name = "stake",
                  .range = {0, 2},
                  .meaning = "what is at stake: scales the evidence of good and bad acts alike",
                  .source = "assumption",
                  .labels = types});
  p.reals(interaction_rate, {.name = "interaction_rate",
                             .unit = "1/month",
                             .range = {0.1, 1},
                             .meaning = "chance that partners act together in a month",
                             .source = "assumption",
                             .symbol = "ι",
                             .labels = types});
  p.reals(evidence_weight, {.name = "type_weight",
                            .range = {0.1, 2},
                            .meaning = "evidence weight of one joint act, before the stake",
                            .source = "assumption",
                            .symbol = "g",
                            .labels = types});
  p.reals(capacity, {.name = "capacity",
                     .unit = "units/month",
                     .range = {0.1, 20},
                     .meaning = "what an actor can carry at once",
                     .source = "assumption",
                     .symbol = "K",
                     .labels = {"tpe", "pme", "eti", "association", "employing", "mayor"}});
}

std::int32_t AllianceTerms::cost(Alliance type, double cut) const {
  return static_cast<std::int32_t>(std::lround(100.0 * unit_cost[slot(type)] * (1.0 - cut)));
}

std::int32_t AllianceTerms::capacity_with(const Actors& actors, std::size_t row, float bonus) const {
  const bool large = actors.large[row] != 0;
  std::size_t k = 0;
  switch (actors.kind[row]) {
    case Kind::tpe:
      k = 0;
      break;
    case Kind::company10:
      k = large ? 2 : 1;
      break;
    case Kind::association:
      k = large ? 4 : 3;
      break;
    case Kind::mayor:
      k = 5;
      break;
    case Kind::catalyst:
      return 0;
  }
  return static_cast<std::int32_t>(std::lround(100.0 * capacity[k] * (1.0 + bonus)));
}

}  // namespace territory
