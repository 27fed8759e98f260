#include "models/territory/submodels/encounters.hpp"

namespace territory {

void EncounterParameters::describe(sim::ParameterVisitor& p) {
  const std::vector<std::string> partners(partner_names.begin(), partner_names.end());
  sim::Group group(p, "encounters", "who meets whom (SM2)");
  p.real(encounter_rate, {.name = "encounter_rate",
                          .unit = "1/month",
                          .range = {0.2, 3},
                          .meaning = "encounters sought by an actor of activity one at level 2 or 3",
                          .source = "fitted to partnerships per engaged organisation (C4)",
                          .evidence = sim::Evidence::derived,
                          .symbol = "λ_e"});
  p.reals(activity, {.name = "activity",
                     .range = {0.1, 4},
                     .meaning = "relative number of encounters sought",
                     .source = "assumption",
                     .labels = {"company10", "tpe", "association", "employing", "mayor"}});
  p.real(low_level_factor, {.name = "low_level_factor",
                            .range = {0, 1},
                            .meaning = "factor on seeking and on accepting encounters below level 2",
                            .source = "assumption"});
  kernel.describe(p);
  p.reals(mixing_company, {.name = "mixing_company",
                           .range = {0, 1},
                           .meaning = "whom companies look for",
                           .source = "assumption",
                           .labels = partners,
                           .sums_to_one = true});
  p.reals(mixing_association, {.name = "mixing_association",
                               .range = {0, 1},
                               .meaning = "whom associations look for",
                               .source = "assumption",
                               .labels = partners,
                               .sums_to_one = true});
  p.reals(mixing_mayor, {.name = "mixing_mayor",
                         .range = {0, 1},
                         .meaning = "whom mayors look for",
                         .source = "assumption",
                         .labels = partners,
                         .sums_to_one = true});
  p.real(closure, {.name = "closure",
                   .range = {0, 0.6},
                   .meaning = "share of encounters through a common contact",
                   .source = "direction in the literature on ties; value assumed"});
  p.real(homophily, {.name = "homophily",
                     .range = {0, 3},
                     .meaning = "how much cultural distance keeps from a first contact",
                     .source = "assumption",
                     .symbol = "hom"});
  p.real(overlap_optimum, {.name = "overlap_optimum",
                           .range = {0, 1},
                           .meaning = "cognitive proximity at which two actors have most to tell each other",
                           .source = "direction Boschma 2005; value assumed",
                           .symbol = "o*"});
  p.real(overlap_width, {.name = "overlap_width",
                         .range = {0.1, 1000000},
                         .meaning = "tolerance around the optimum; a large value switches the effect off",
                         .source = "assumption"});
  p.real(same_group, {.name = "same_group",
                      .range = {0, 1},
                      .meaning = "match of two domains of the same group",
                      .source = "assumption"});
  p.real(prior_mean, {.name = "prior_mean",
                      .range = {0.2, 0.8},
                      .meaning = "first impression of an actor of average propensity",
                      .source = "assumption",
                      .symbol = "m"});
  p.real(propensity_effect, {.name = "propensity_effect",
                             .range = {0, 1},
                             .meaning = "weight of the propensity to trust in the first impression",
                             .source = "assumption"});
  p.real(reputation_effect,
         {.name = "reputation_effect",
          .range = {0, 0.5},
          .meaning = "weight of the collective trust of the own EPCI in the first impression",
          .source = "assumption",
          .symbol = "c_C"});
  p.integer(mayor_meetings_max, {.name = "mayor_meetings_max",
                                 .unit = "1/month",
                                 .range = {5, 60},
                                 .meaning = "encounters a mayor can receive; further ones are lost",
                                 .source = "assumption"});
  p.integer(initial_encounters, {.name = "initial_encounters",
                                 .range = {0, 20},
                                 .meaning = "encounters of every actor before the first month",
                                 .source = "assumption"});
}

double EncounterParameters::activity_of(const Actors& actors, std::size_t row) const {
  switch (actors.kind[row]) {
    case Kind::company10:
      return activity[0];
    case Kind::tpe:
      return activity[1];
    case Kind::association:
      return actors.large[row] ? activity[3] : activity[2];
    case Kind::mayor:
      return activity[4];
    case Kind::catalyst:
      return 0.0;
  }
  return 0.0;
}

const std::array<double, partner_count>& EncounterParameters::mixing_of(Family family) const {
  switch (family) {
    case Family::company:
      return mixing_company;
    case Family::association:
      return mixing_association;
    default:
      return mixing_mayor;
  }
}

}  // namespace territory
