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

  [[nodiscard]] State initial(double prior_mean) const { return {prior_mean, prior_mean, 0.0}; }
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
static_assert(TrustRule<AsymmetricRule>);

}  // namespace territory
