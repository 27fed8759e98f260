#include <array>

#include "models/territory/trust_rules/asymmetric.hpp"
#include "models/territory/trust_rules/beta.hpp"
#include "models/territory/trust_rules/reinforcement.hpp"

namespace territory {

using sim::Evidence;

void BetaRule::describe(sim::ParameterVisitor& parameters) {
  sim::Group group(parameters, name, "evidence counts with forgetting (M1)");
  parameters.real(forgetting, {.name = "forgetting",
                               .unit = "1/month",
                               .range = {0.90, 1},
                               .meaning = "share of the evidence kept from one month to the next",
                               .source = "form Jøsang & Ismail 2002; value assumed",
                               .evidence = Evidence::assumption,
                               .symbol = "λ"});
  parameters.real(negativity, {.name = "negativity",
                               .range = {1, 3},
                               .meaning = "weight of a bad outcome relative to a good one",
                               .source = "direction Slovic 1993; value assumed",
                               .evidence = Evidence::assumption,
                               .symbol = "w"});
  parameters.real(prior_strength, {.name = "prior_strength",
                                   .unit = "observations",
                                   .range = {0.5, 20},
                                   .meaning = "number of experiences the first impression is worth",
                                   .source = "assumption",
                                   .symbol = "n0"});
  static constexpr std::array<std::string_view, 2> moments{"month", "interaction"};
  parameters.choice(forget_on, moments,
                    {.name = "forget_on",
                     .meaning = "what wears evidence out: time or further interactions",
                     .source = "assumption"});
  parameters.flag(prior_forgets, {.name = "prior_forgets",
                                  .meaning = "whether the first impression wears out with the evidence",
                                  .source = "assumption"});
}

void AsymmetricRule::describe(sim::ParameterVisitor& parameters) {
  sim::Group group(parameters, name, "two-rate belief (M2)");
  parameters.real(gain_rate, {.name = "gain_rate",
                              .unit = "1/event",
                              .range = {0.01, 0.3},
                              .meaning = "share of the way to full trust covered by one good outcome",
                              .source = "form Bush & Mosteller 1955; value assumed",
                              .symbol = "η⁺"});
  parameters.real(loss_rate, {.name = "loss_rate",
                              .unit = "1/event",
                              .range = {0.02, 0.8},
                              .meaning = "share of trust lost by one bad outcome",
                              .source = "direction Slovic 1993; value assumed",
                              .symbol = "η⁻"});
  parameters.real(drift_to_prior,
                  {.name = "drift_to_prior",
                   .unit = "1/month",
                   .range = {0, 0.1},
                   .meaning = "share of the way back to the first impression covered by an idle month",
                   .source = "assumption",
                   .symbol = "δ"});
  parameters.real(prior_strength, {.name = "prior_strength",
                                   .unit = "experiences",
                                   .range = {0.5, 20},
                                   .meaning = "experiences at which confidence reaches one half",
                                   .source = "assumption",
                                   .symbol = "n0"});
}

void ReinforcementRule::describe(sim::ParameterVisitor& parameters) {
  sim::Group group(parameters, name, "reinforcement learning of cooperation (M5)");
  parameters.real(aspiration, {.name = "aspiration",
                               .unit = "payoff",
                               .range = {1, 3},
                               .meaning = "payoff that neither satisfies nor disappoints at first",
                               .source = "Macy & Flache 2002",
                               .evidence = Evidence::literature,
                               .symbol = "asp"});
  parameters.real(learning_rate, {.name = "learning_rate",
                                  .unit = "1/event",
                                  .range = {0.001, 0.7},
                                  .meaning = "size of one step of learning",
                                  .source = "Macy & Flache 2002 (form); value assumed",
                                  .evidence = Evidence::assumption,
                                  .symbol = "l"});
  parameters.real(habituation, {.name = "habituation",
                                .unit = "1/event",
                                .range = {0, 0.2},
                                .meaning = "speed at which the aspiration follows the payoffs",
                                .source = "Macy & Flache 2002",
                                .evidence = Evidence::literature});
  parameters.real(prior_strength, {.name = "prior_strength",
                                   .unit = "experiences",
                                   .range = {0.5, 20},
                                   .meaning = "experiences at which confidence reaches one half",
                                   .source = "assumption",
                                   .symbol = "n0"});
}

}  // namespace territory
