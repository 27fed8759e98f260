// Asymmetric trust (M2): a belief pushed up slowly by good outcomes and down fast by bad ones.
//
//   experience  T ← T + g·η⁺·x·(1 − T) − g·η⁻·(1 − x)·T      (products g·η clipped at 1)
//   decay       T ← T + δ·(m − T)
//
// Source: two-rate linear operator, Bush & Mosteller 1955 applied to a belief; asymmetry Slovic 1993.
#pragma once

#include <algorithm>

#include "models/territory/trust_rules/trust_rule.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct AsymmetricRule {
  static constexpr const char* name = "asymmetric";

  struct State {
    double trust;
    double prior_mean;
    double experiences;  ///< n, for the confidence n / (n + n0)
  };

  double gain_rate = 0.08;
  double loss_rate = 0.24;
  double drift_to_prior = 0.01;
  double prior_strength = 2.0;

  void describe(sim::ParameterVisitor& parameters);

  [[nodiscard]] State initial(const FirstMeeting& met) const { return {met.prior_mean, met.prior_mean, 0.0}; }
  void decay(State& state) const { state.trust += drift_to_prior * (state.prior_mean - state.trust); }

  void experience(State& state, const Experience& e) const {
    const double up = std::min(1.0, e.weight * gain_rate);
    const double down = std::min(1.0, e.weight * e.loss_factor * loss_rate);
    state.trust += up * e.received * (1.0 - state.trust) - down * (1.0 - e.received) * state.trust;
    state.experiences += 1.0;
  }

  void witness(State& state, const State& told, double weight) const {
    state.trust += std::min(1.0, weight * confidence(told)) * (told.trust - state.trust);
  }

  void inherit(State& state, double keep) const {
    state.prior_mean = 0.5 + keep * (state.prior_mean - 0.5);
    state.trust = state.prior_mean + keep * (state.trust - state.prior_mean);
    state.experiences *= keep;
  }

  [[nodiscard]] double value(const State& state) const { return state.trust; }
  [[nodiscard]] double confidence(const State& state) const {
    return state.experiences / (state.experiences + prior_strength);
  }
  [[nodiscard]] double cooperation(const State&, double trustworthiness) const { return trustworthiness; }
};
inline void AsymmetricRule::describe(sim::ParameterVisitor& parameters) {
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
static_assert(TrustRule<AsymmetricRule>);

}  // namespace territory
