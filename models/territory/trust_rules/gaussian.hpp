// Learning a trustworthiness (M9): the trustor holds a normal belief about what the trustee delivers on
// average and updates it as Bayes asks. Trust rises or falls with time only as far as the first impression
// was wrong.
//
//   month        P ← P + q, at most ¼ (no share varies more)
//   observation  gain = P / (P + σ²/g);  μ ← μ + gain·(x − μ);  P ← (1 − gain)·P
//   value        μ, cut to [0, 1]
//
// Source: initial-bias correction of Vanneste, Puranam & Kretschmer 2014; the filter is Kalman's; values
// assumed.
#pragma once

#include <algorithm>

#include "models/territory/trust_rules/trust_rule.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct GaussianRule {
  static constexpr const char* name = "gaussian";
  static constexpr double largest_variance = 0.25;

  struct State {
    double mean;
    double variance;
    double prior_mean;
    double prior_share;  ///< weight the first impression still has in the mean
  };

  double prior_variance = 0.04;
  double observation_variance = 0.25;
  double drift_variance = 0.001;

  void describe(sim::ParameterVisitor& parameters);

  [[nodiscard]] State initial(const FirstMeeting& met) const {
    return {met.prior_mean, prior_variance, met.prior_mean, 1.0};
  }

  void decay(State& state) const {
    state.variance = std::min(largest_variance, state.variance + drift_variance);
  }

  void experience(State& state, const Experience& e) const {
    const double good = e.weight * e.received, bad = e.weight * e.loss_factor * (1.0 - e.received);
    if (good + bad > 0) observe(state, good / (good + bad), (good + bad) / observation_variance);
  }

  /// What the teller learnt beyond its first impression counts as one observation of that precision.
  void witness(State& state, const State& told, double weight) const {
    const double learnt = 1.0 / told.variance - 1.0 / prior_variance;
    if (learnt > 0) observe(state, told.mean, weight * learnt);
  }

  void identify(State& state, double bonus) const {
    const double step = bonus * (1.0 - state.prior_mean);
    state.prior_mean += step;
    state.mean += state.prior_share * step;
  }

  void inherit(State& state, double keep) const {
    state.prior_mean = 0.5 + keep * (state.prior_mean - 0.5);
    state.mean = 0.5 + keep * (state.mean - 0.5);
    state.variance = prior_variance + keep * (state.variance - prior_variance);
    state.prior_share = 1.0 + keep * (state.prior_share - 1.0);
  }

  [[nodiscard]] double value(const State& state) const { return std::clamp(state.mean, 0.0, 1.0); }
  /// Share of the first uncertainty that is gone.
  [[nodiscard]] double confidence(const State& state) const {
    return std::clamp(1.0 - state.variance / prior_variance, 0.0, 1.0);
  }
  [[nodiscard]] double cooperation(const State&, double trustworthiness) const { return trustworthiness; }

 private:
  static void observe(State& state, double what, double precision) {
    const double gain = state.variance * precision / (1.0 + state.variance * precision);
    state.mean += gain * (what - state.mean);
    state.variance *= 1.0 - gain;
    state.prior_share *= 1.0 - gain;
  }
};

inline void GaussianRule::describe(sim::ParameterVisitor& parameters) {
  sim::Group group(parameters, name, "Bayesian learning of trustworthiness (M9)");
  parameters.real(prior_variance, {.name = "prior_variance",
                                   .range = {0.01, 0.1},
                                   .meaning = "variance of the first impression",
                                   .source = "assumption",
                                   .symbol = "P0"});
  parameters.real(observation_variance,
                  {.name = "observation_variance",
                   .range = {0.05, 0.25},
                   .meaning = "variance of one outcome around what the trustee is worth",
                   .source = "assumption (0.25: a coin toss)",
                   .symbol = "σ²"});
  parameters.real(drift_variance, {.name = "drift_variance",
                                   .unit = "1/month",
                                   .range = {0, 0.01},
                                   .meaning = "variance that a month adds to what is known",
                                   .source = "assumption",
                                   .symbol = "q"});
}
static_assert(TrustRule<GaussianRule>);

}  // namespace territory
