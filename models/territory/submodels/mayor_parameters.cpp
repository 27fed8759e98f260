#include <fmt/format.h>

#include "models/territory/submodels/mayor_acts.hpp"

namespace territory {

void MayorParameters::describe(sim::ParameterVisitor& p) {
  using sim::Evidence;
  const std::vector<std::string> roles(role_names.begin(), role_names.end());
  sim::Group group(p, "mayors", "what mayors do in six roles (SM14)");
  p.flag(enabled, {.name = "enabled",
                   .meaning = "whether mayors act in the six roles of Q8",
                   .evidence = Evidence::setting});
  p.real(base_role, {.name = "base_role",
                     .unit = "1/month",
                     .range = {0.005, 0.2},
                     .meaning = "acts in one role of an involved mayor, were the role everybody's priority",
                     .source = "fitted to C3, the share of communes without any dynamic",
                     .evidence = Evidence::derived});
  p.reals(level_factors, {.name = "level_factors",
                          .range = {0, 1},
                          .meaning = "factor on all roles by level of engagement",
                          .source = "assumption",
                          .labels = {"none", "aware", "involved", "engaged"}});
  for (std::size_t k = 0; k < profile_count; ++k) {
    p.reals(multipliers[k],
            {.name = fmt::format("multipliers_{}", profile_names[k]),
             .range = {0.2, 4},
             .meaning = fmt::format("factor on each role of a mayor of the profile {}", profile_names[k]),
             .source = "profiles by vocabulary (S1.11); values assumed",
             .labels = roles});
  }
  p.reals(profile_shares, {.name = "profile_shares",
                           .range = {0, 1},
                           .meaning = "shares of mayors by profile",
                           .source = "assumption (the source gives no shares)",
                           .labels = {profile_names.begin(), profile_names.end()},
                           .sums_to_one = true});
  p.real(promote_gain, {.name = "promote_gain",
                        .range = {0.01, 0.04},
                        .meaning = "what one promotion adds to the valorisation that its EPCI still lacks",
                        .source = "assumption"});
  p.real(ppp_factor, {.name = "ppp_factor",
                      .range = {1, 5},
                      .meaning = "factor on births of partnerships with a mayor who looks for partners",
                      .source = "assumption"});
}

}  // namespace territory
