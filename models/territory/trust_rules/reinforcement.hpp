// Reinforcement (M5): each side learns whether cooperating pays, so trustworthiness itself is endogenous.
//
// π_ij = P(i cooperates with j). After a round, with payoff p and stimulus ς = (p − asp) / max|payoff − asp|,
// the probability of the action taken moves by l·ς toward 1 if it satisfied, toward 0 if not; the aspiration
// moves by habituation·(p − asp). Trust T := π.
//
// Source: Bush & Mosteller 1955; Macy & Flache 2002, PNAS 99 s3:7229; Izquierdo et al. 2008, JASSS 11(2)1.
#pragma once

#include <algorithm>
#include <cmath>

#include "models/territory/trust_rules/trust_rule.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct ReinforcementRule {
  static constexpr const char* name = "reinforcement";
  static constexpr bool endogenous = true;

  struct State {
    double propensity;  ///< π
    double aspiration;
    double experiences;
  };

  double aspiration = 2.0;
  double learning_rate = 0.05;
  double habituation = 0.0;
  double prior_strength = 2.0;
  // Payoffs of the prisoner's dilemma; fixed by the published game.
  static constexpr double temptation = 4.0, reward = 3.0, punishment = 1.0, sucker = 0.0;

  void describe(sim::ParameterVisitor& parameters);

  [[nodiscard]] State initial(const FirstMeeting& met) const { return {met.prior_mean, aspiration, 0.0}; }
  void decay(State&) const {}

  void experience(State& state, const Experience& e) const {
    const bool cooperated = e.given >= 0.5;
    const bool was_helped = e.received >= 0.5;
    const double payoff =
        cooperated ? (was_helped ? reward : sucker) : (was_helped ? temptation : punishment);
    const double largest =
        std::max(std::abs(temptation - state.aspiration), std::abs(sucker - state.aspiration));
    const double stimulus = (payoff - state.aspiration) / largest;
    const double step = std::min(1.0, learning_rate * e.weight) * stimulus;
    double taken = cooperated ? state.propensity : 1.0 - state.propensity;
    taken += step >= 0.0 ? (1.0 - taken) * step : taken * step;
    state.propensity = cooperated ? taken : 1.0 - taken;
    state.aspiration += habituation * (payoff - state.aspiration);
    state.experiences += 1.0;
  }

  void witness(State& state, const State& told, double weight) const {
    state.propensity += std::min(1.0, weight * confidence(told)) * (told.propensity - state.propensity);
  }

  void inherit(State& state, double keep) const {
    state.propensity = 0.5 + keep * (state.propensity - 0.5);
    state.aspiration = aspiration + keep * (state.aspiration - aspiration);
    state.experiences *= keep;
  }

  [[nodiscard]] double value(const State& state) const { return state.propensity; }
  [[nodiscard]] double confidence(const State& state) const {
    return state.experiences / (state.experiences + prior_strength);
  }
  [[nodiscard]] double cooperation(const State& state, double) const { return state.propensity; }
};
inline void ReinforcementRule::describe(sim::ParameterVisitor& parameters) {
  sim::Group group(parameters, name, "reinforcement learning of cooperation (M5)");
  parameters.real(aspiration, {.name = "aspiration",
                               .unit = "payoff",
                               .range = {1, 3},
                               .meaning = "payoff that neither satisfies nor disappoints at first",
                               .source = "Macy & Flache 2002",
                               .evidence = sim::Evidence::literature,
                               .symbol = "asp"});
  parameters.real(learning_rate, {.name = "learning_rate",
                                  .unit = "1/event",
                                  .range = {0.001, 0.7},
                                  .meaning = "size of one step of learning",
                                  .source = "Macy & Flache 2002 (form); value assumed",
                                  .evidence = sim::Evidence::assumption,
                                  .symbol = "l"});
  parameters.real(habituation, {.name = "habituation",
                                .unit = "1/event",
                                .range = {0, 0.2},
                                .meaning = "speed at which the aspiration follows the payoffs",
                                .source = "Macy & Flache 2002",
                                .evidence = sim::Evidence::literature});
  parameters.real(prior_strength, {.name = "prior_strength",
                                   .unit = "experiences",
                                   .range = {0.5, 20},
                                   .meaning = "experiences at which confidence reaches one half",
                                   .source = "assumption",
                                   .symbol = "n0"});
}
static_assert(TrustRule<ReinforcementRule>);

}  // namespace territory
