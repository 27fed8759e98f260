// Trust that scars: a failure costs trust, and lowers what trust can reach again until the scar has healed.
//
//   month       C ← C + h·(1 − C)
//   experience  T ← T·(1 − s·(1 − x)),  C ← C·(1 − s·(1 − x)),  then  T ← T + η·x·(C − T)
//
// x is what was received, C the ceiling of trust, 1 at first. The products g·s and g·η, g the weight of the
// experience, stand for s and η and are clipped at 1. Without healing (h = 0), k failures leave (1 − s)^k of
// what trust can reach, for ever.
//
// Source: form and values assumed. That trust once broken need not come back whole: Schweitzer, Hershey &
// Bradlow 2006, OBHDP 101:1.
#pragma once

#include <algorithm>

#include "models/territory/trust_rules/trust_rule.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct ScarRule {
  static constexpr const char* name = "scar";

  struct State {
    double trust;        ///< T, never above the ceiling
    double ceiling;      ///< C
    double experiences;  ///< n, for the confidence n / (n + n0)
  };

  double gain_rate = 0.10;
  double scar = 0.10;
  double healing = 0.02;
  double prior_strength = 2.0;

  void describe(sim::ParameterVisitor& parameters);

  [[nodiscard]] State initial(const FirstMeeting& met) const { return {met.prior_mean, 1.0, 0.0}; }
  void decay(State& state) const { state.ceiling += healing * (1.0 - state.ceiling); }

  void experience(State& state, const Experience& e) const {
    const double kept = 1.0 - std::min(1.0, e.weight * e.loss_factor * scar) * (1.0 - e.received);
    state.trust *= kept;
    state.ceiling *= kept;
    state.trust += std::min(1.0, e.weight * gain_rate) * e.received * (state.ceiling - state.trust);
    state.experiences += 1.0;
  }

  void witness(State& state, const State& told, double weight) const {
    state.trust += std::min(1.0, weight * confidence(told)) * (told.trust - state.trust);
    state.trust = std::min(state.trust, state.ceiling);
  }

  void inherit(State& state, double keep) const {
    state.trust = 0.5 + keep * (state.trust - 0.5);
    state.ceiling = 1.0 - keep * (1.0 - state.ceiling);
    state.experiences *= keep;
  }

  [[nodiscard]] double value(const State& state) const { return state.trust; }
  [[nodiscard]] double confidence(const State& state) const {
    return state.experiences / (state.experiences + prior_strength);
  }
  [[nodiscard]] double cooperation(const State&, double trustworthiness) const { return trustworthiness; }
};

inline void ScarRule::describe(sim::ParameterVisitor& parameters) {
  sim::Group group(parameters, name, "trust that scars (tutorial)");
  parameters.real(gain_rate, {.name = "gain_rate",
                              .unit = "1/event",
                              .range = {0.01, 0.5},
                              .meaning = "share of the way to the ceiling covered by one good outcome",
                              .source = "assumption",
                              .symbol = "η"});
  parameters.real(scar, {.name = "scar",
                         .unit = "1/event",
                         .range = {0, 0.5},
                         .meaning = "share of trust, and of its ceiling, lost by one bad outcome",
                         .source = "assumption",
                         .symbol = "s"});
  parameters.real(healing, {.name = "healing",
                            .unit = "1/month",
                            .range = {0, 0.2},
                            .meaning = "share of the scar that heals in a month",
                            .source = "assumption",
                            .symbol = "h"});
  parameters.real(prior_strength, {.name = "prior_strength",
                                   .unit = "experiences",
                                   .range = {0.5, 20},
                                   .meaning = "experiences at which confidence reaches one half",
                                   .source = "assumption",
                                   .symbol = "n0"});
}
static_assert(TrustRule<ScarRule>);

}  // namespace territory
