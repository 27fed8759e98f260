// Beta trust (M1): evidence counts with forgetting and a heavier weight on bad outcomes.
//
//   decay       r ← λ r,  s ← λ s
//   experience  r ← r + g·x,  s ← s + g·w·(1 − x)
//   value       T = (r + n0·m) / (r + s + n0)
//
// Source: Jøsang & Ismail 2002 (form); Slovic 1993 (bad outcomes weigh more; the size is an assumption).
#pragma once

#include <array>

#include "models/territory/trust_rules/trust_rule.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct BetaRule {
  static constexpr const char* name = "beta";
  enum class ForgetOn { month, interaction };

  struct State {
    double good;          ///< r
    double bad;           ///< s
    double prior_mean;    ///< m of this contact
    double prior_weight;  ///< n0, or what is left of it when the prior is forgotten too
  };

  double forgetting = 0.98;
  double negativity = 1.5;
  double prior_strength = 2.0;
  ForgetOn forget_on = ForgetOn::month;
  bool prior_forgets = false;

  void describe(sim::ParameterVisitor& parameters);

  [[nodiscard]] State initial(const FirstMeeting& met) const {
    return {0.0, 0.0, met.prior_mean, prior_strength};
  }

  void decay(State& state) const {
    if (forget_on == ForgetOn::month) forget(state);
  }

  void experience(State& state, const Experience& e) const {
    if (forget_on == ForgetOn::interaction) forget(state);
    state.good += e.weight * e.received;
    state.bad += e.weight * e.loss_factor * negativity * (1.0 - e.received);
  }

  void witness(State& state, const State& told, double weight) const {
    state.good += weight * told.good;
    state.bad += weight * told.bad;
  }

  void inherit(State& state, double keep) const {
    state.good *= keep;
    state.bad *= keep;
    state.prior_mean = 0.5 + keep * (state.prior_mean - 0.5);
  }

  [[nodiscard]] double value(const State& state) const {
    return (state.good + state.prior_weight * state.prior_mean) /
           (state.good + state.bad + state.prior_weight);
  }
  [[nodiscard]] double confidence(const State& state) const {
    const double evidence = state.good + state.bad;
    return evidence / (evidence + prior_strength);
  }
  [[nodiscard]] double cooperation(const State&, double trustworthiness) const { return trustworthiness; }

 private:
  void forget(State& state) const {
    state.good *= forgetting;
    state.bad *= forgetting;
    if (prior_forgets) state.prior_weight *= forgetting;
  }
};
inline void BetaRule::describe(sim::ParameterVisitor& parameters) {
  sim::Group group(parameters, name, "evidence counts with forgetting (M1)");
  parameters.real(forgetting, {.name = "forgetting",
                               .unit = "1/month",
                               .range = {0.90, 1},
                               .meaning = "share of the evidence kept from one month to the next",
                               .source = "form Jøsang & Ismail 2002; value assumed",
                               .evidence = sim::Evidence::assumption,
                               .symbol = "λ"});
  parameters.real(negativity, {.name = "negativity",
                               .range = {1, 3},
                               .meaning = "weight of a bad outcome relative to a good one",
                               .source = "direction Slovic 1993; value assumed",
                               .evidence = sim::Evidence::assumption,
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
static_assert(TrustRule<BetaRule>);

}  // namespace territory
