#include "models/territory/submodels/place_parameters.hpp"

#include <cmath>

#include "sim/math/elementary.hpp"

namespace territory {

int PlaceParameters::stock(sim::Month month, double population) const {
  constexpr int census_month = 126;
  const double per_million =
      cap / (1.0 + (cap / start - 1.0) * sim::exp(-growth * (month.value - census_month) / 12.0));
  return static_cast<int>(std::lround(per_million * population / 1e6));
}

void PlaceParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  sim::Group group(p, "places", "third places: how many, what they do, what they live on (SM11)");
  p.flag(enabled, {.name = "enabled",
                   .meaning = "whether third places are attended and can close; otherwise they are only "
                              "counted",
                   .evidence = Evidence::setting});
  p.real(start, {.name = "start",
                 .unit = "1/million inhabitants",
                 .range = {1, 60},
                 .meaning = "third places in July 2018",
                 .source = "1 800 in 2018 (X10)",
                 .evidence = Evidence::derived});
  p.real(cap, {.name = "cap",
               .unit = "1/million inhabitants",
               .range = {60, 300},
               .meaning = "number at which their growth ends",
               .source = "fitted to 1 800, 2 500, 3 500 in 2018, 2021, 2023 (X10)",
               .evidence = Evidence::derived});
  p.real(growth, {.name = "growth",
                  .unit = "1/year",
                  .range = {0.12, 0.25},
                  .meaning = "rate of their logistic growth",
                  .source = "fitted to 1 800, 2 500, 3 500 in 2018, 2021, 2023 (X10)",
                  .evidence = Evidence::derived});
  p.integer(seats, {.name = "seats",
                    .range = {1, 8},
                    .meaning = "seats reserved in each commune",
                    .source = "definition",
                    .evidence = Evidence::setting});
  p.require(start < cap, {"start", "cap"}, "start must lie below cap");
  p.real(attend_rate, {.name = "attend_rate",
                       .unit = "1/month",
                       .range = {0, 0.1},
                       .meaning = "chance that an actor next door attends a third place",
                       .source = "assumption",
                       .symbol = "a_p"});
  p.real(attend_km, {.name = "attend_km",
                     .unit = "km",
                     .range = {2, 15},
                     .meaning = "distance over which attendance falls by e",
                     .source = "assumption"});
  p.real(place_radius, {.name = "place_radius",
                        .unit = "km",
                        .range = {5, 30},
                        .meaning = "distance beyond which nobody attends",
                        .source = "assumption"});
  p.real(place_bonus,
         {.name = "place_bonus",
          .range = {0, 0.5},
          .meaning = "what meeting in a third place adds to the prior trust of strangers where a "
                     "catalyst is at work",
          .source = "assumption (lesson 7, S4.08)"});
  p.real(workshop_discount, {.name = "workshop_discount",
                             .range = {0, 1},
                             .meaning = "factor on the cost of a workshop sitting in a commune with an open "
                                        "third place",
                             .source = "assumption"});
  p.real(place_public, {.name = "place_public",
                        .unit = "cost of a place",
                        .range = {0, 1},
                        .meaning = "public money a month",
                        .source = "half of resources are public (X10)",
                        .evidence = Evidence::derived});
  p.real(place_income, {.name = "place_income",
                        .unit = "cost of a place",
                        .range = {0, 1},
                        .meaning = "own income a month, fees for attendance apart",
                        .source = "assumption"});
  p.real(place_fee, {.name = "place_fee",
                     .unit = "cost of a place",
                     .range = {0, 0.05},
                     .meaning = "income from one attendance",
                     .source = "assumption"});
  p.real(runway_start, {.name = "runway_start",
                        .unit = "months",
                        .range = {6, 24},
                        .meaning = "months of its own cost a place opens with",
                        .source = "assumption"});
  p.integer(closing_months, {.name = "closing_months",
                             .unit = "months",
                             .range = {1, 6},
                             .meaning = "months in the red after which a place closes",
                             .source = "assumption"});
}

}  // namespace territory
