#include "models/territory/world/traits.hpp"

namespace territory {

using sim::Evidence;

void TraitParameters::describe(sim::ParameterVisitor& p) {
  const std::vector<std::string> kinds{"company10", "tpe", "association", "mayor"};
  const std::vector<std::string> types(alliance_names.begin(), alliance_names.end());
  sim::Group group(p, "traits", "what actors are like when they appear (D5)");
  p.real(theta_shape_a, {.name = "theta_shape_a",
                         .range = {1, 20},
                         .meaning = "first shape of the Beta law of trustworthiness",
                         .source = "assumption",
                         .symbol = "t"});
  p.real(theta_shape_b, {.name = "theta_shape_b",
                         .range = {0.5, 20},
                         .meaning = "second shape of the Beta law of trustworthiness",
                         .source = "assumption",
                         .symbol = "t"});
  const double mean = theta_shape_a / (theta_shape_a + theta_shape_b);
  p.require(mean >= 0.6 && mean <= 0.9, {"theta_shape_a", "theta_shape_b"},
            "mean trustworthiness a / (a + b) must lie in 0.6 to 0.9");
  p.real(trait_noise, {.name = "trait_noise",
                       .range = {0, 0.2},
                       .meaning = "sd of ability, benevolence and integrity around the common trait",
                       .source = "assumption"});
  p.reals(ability_shares, {.name = "abi_shares",
                           .range = {0, 1},
                           .meaning = "weights of ability, benevolence and integrity in trustworthiness",
                           .source = "form Mayer, Davis & Schoorman 1995; weights assumed",
                           .symbol = "θ",
                           .labels = {"ability", "benevolence", "integrity"},
                           .sums_to_one = true});
  p.real(propensity_a, {.name = "propensity_a",
                        .range = {2.5, 10},
                        .meaning = "first shape of the Beta law of the propensity to trust",
                        .source = "assumption"});
  p.real(propensity_b, {.name = "propensity_b",
                        .range = {2.5, 10},
                        .meaning = "second shape of the Beta law of the propensity to trust",
                        .source = "assumption"});
  p.real(het_sd, {.name = "het_sd",
                  .range = {0, 1.5},
                  .meaning = "sd of the logarithm of an actor's activity (mean activity 1)",
                  .source = "assumption",
                  .symbol = "σ_het"});
  p.real(risk_sd, {.name = "risk_sd",
                   .range = {0, 0.15},
                   .meaning = "sd of the risk appetite, on the scale of trust",
                   .source = "assumption"});
  p.real(semantics_a, {.name = "semantics_a",
                       .range = {1, 4},
                       .meaning = "first shape of the Beta law of semantic skill",
                       .source = "assumption",
                       .symbol = "sem"});
  p.real(semantics_b, {.name = "semantics_b",
                       .range = {2, 8},
                       .meaning = "second shape of the Beta law of semantic skill",
                       .source = "assumption",
                       .symbol = "sem"});
  p.reals(competence_count_shares, {.name = "competence_count_shares",
                                    .range = {0, 1},
                                    .meaning = "shares of actors with one, two, three domains of competence",
                                    .source = "assumption",
                                    .labels = {"one", "two", "three"},
                                    .sums_to_one = true});
  p.real(eti_share, {.name = "eti_share",
                     .range = {0.02, 0.05},
                     .meaning = "share of ETI among companies of ten employees or more",
                     .source = "INSEE 2017 (X9)",
                     .evidence = Evidence::derived});
  p.real(employing_share, {.name = "employing_share",
                           .range = {0.10, 0.17},
                           .meaning = "share of employing associations",
                           .source = "INJEP (X14)",
                           .evidence = Evidence::derived});
  p.reals(potential_share, {.name = "potential_share",
                            .range = {0, 1},
                            .meaning = "share of actors who can ever become involved",
                            .source = "ARPEA 2011 (X4) for companies of ten or more; rest assumed",
                            .symbol = "pot_type",
                            .labels = kinds});
  p.reals(engaged_start, {.name = "engaged_start",
                          .range = {0, 1},
                          .meaning = "share of actors involved at the start",
                          .source = "fitted to C1, C1b, C2 and C4b (docs/calibration.md); logistic back-cast "
                                    "of X2 gives 0.23 for companies of ten or more",
                          .evidence = Evidence::derived,
                          .symbol = "F0",
                          .labels = kinds});
  bool fits = true;
  for (std::size_t k = 0; k < 4; ++k) fits = fits && engaged_start[k] <= potential_share[k];
  p.require(fits, {"potential_share", "engaged_start"},
            "engaged_start must not exceed potential_share: only actors with potential start involved");
  p.real(level1_start, {.name = "level1_start",
                        .range = {0, 1},
                        .meaning = "share of the others who start aware (level 1)",
                        .source = "assumption"});
  p.reals(base_share_company10,
          {.name = "base_share_company10",
           .range = {0, 1},
           .meaning = "weight of each partnership type for companies of ten employees or more",
           .source = "PHARE-Entreprises 2015 (X2)",
           .evidence = Evidence::derived,
           .labels = types});
  p.reals(base_share_others,
          {.name = "base_share_others",
           .range = {0, 1},
           .meaning = "weight of each partnership type for TPE, associations and public partners",
           .source = "fitted to PHARE-Associations 2015 (X3)",
           .evidence = Evidence::derived,
           .labels = types});
  p.reals(
      finance_mix_alpha,
      {.name = "finance_mix_alpha",
       .range = {0.5, 8},
       .meaning = "shapes of the Dirichlet law of an association's finance: shares and how alike they are",
       .source = "assumption",
       .labels = {"public", "sales", "private", "gifts"}});
  const auto total = [](const std::array<double, 4>& shares) {
    return shares[0] + shares[1] + shares[2] + shares[3];
  };
  p.require(total(base_share_company10) > 0 && total(base_share_others) > 0,
            {"base_share_company10", "base_share_others"},
            "at least one partnership type must have a weight above zero");
}

void RoleWeights::describe(sim::ParameterVisitor& p) {
  const std::vector<std::string> domains(domain_names.begin(), domain_names.end());
  p.reals(company, {.name = "role_weights_company",
                    .range = {0, 1},
                    .meaning = "weight of companies' role by domain",
                    .source = "PHARE-Institutions 2016, mayors' answers (S1.08); 0.25 where not asked",
                    .evidence = Evidence::seed,
                    .symbol = "W",
                    .labels = domains});
  p.reals(association, {.name = "role_weights_association",
                        .range = {0, 1},
                        .meaning = "weight of associations' role by domain",
                        .source = "PHARE-Institutions 2016, mayors' answers (S1.07); 0.25 where not asked",
                        .evidence = Evidence::seed,
                        .symbol = "W",
                        .labels = domains});
  p.real(public_body, {.name = "role_weight_mayor",
                       .range = {0, 1},
                       .meaning = "weight of mayors' role, every domain alike",
                       .source = "assumption",
                       .symbol = "W"});
}

}  // namespace territory
