// Beta trust (M1): evidence counts with forgetting and a heavier weight on bad outcomes.
//
//   decay       r ← λ r,  s ← λ s
//   experience  r ← r + g·x,  s ← s + g·w·(1 − x)
//   value       T = (r + n0·m) / (r + s + n0)
//
// Source: Jøsang & Ismail 2002 (form); Slovic 1993 (bad outcomes weigh more; the size is an assumption).
#pragma once

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

  [[nodiscard]] State initial(double prior_mean) const { return {0.0, 0.0, prior_mean, prior_strength}; }

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
static_assert(TrustRule<BetaRule>);

}  // namespace territory
