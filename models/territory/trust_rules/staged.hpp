// Staged trust (M4): it begins as a calculation, becomes knowledge, and may end in identification. Each phase
// has its own speed and its own ceiling.
//
//   within a phase   T ← T + g·η⁺·x·(1 − T) − g·η⁻·(1 − x)·T, at most the ceiling (g·η clipped at 1)
//   decay            T ← T + δ·(m − T)
//   calculus → knowledge        n ≥ count_knowledge and T ≥ trust_knowledge (or T at its ceiling)
//   knowledge → identification  n ≥ count_identification, T ≥ trust_identification and one shared project
//                               reached the stage "perpetuate"
//   identification → calculus   a failure of integrity; T ← min(T, fallen_trust)
//
// A first impression counts up to the ceiling of the first phase.
//
// Source: Lewicki & Bunker 1996, in Kramer & Tyler, Trust in Organizations (phases); all numbers are
// assumptions.
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/territory/trust_rules/trust_rule.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct StagedRule {
  static constexpr const char* name = "staged";
  static constexpr bool heeds_detail = true;
  enum class Phase : std::int32_t { calculus, knowledge, identification };

  struct State {
    double trust;
    double prior_mean;
    double experiences;  ///< n
    Phase phase;
    std::int32_t perpetuated;  ///< 1 once a shared project reached that stage
  };

  std::array<double, 3> gain_rate{0.05, 0.06, 0.08};
  std::array<double, 3> loss_rate{0.50, 0.25, 0.15};
  std::array<double, 3> drift_to_prior{0.02, 0.01, 0.002};
  std::array<double, 3> ceiling{0.60, 0.85, 1.0};
  int count_knowledge = 6;
  int count_identification = 24;
  double trust_knowledge = 0.60;
  double trust_identification = 0.80;
  double fallen_trust = 0.5;
  double prior_strength = 2.0;

  void describe(sim::ParameterVisitor& parameters);

  [[nodiscard]] State initial(const FirstMeeting& met) const {
    return {std::min(met.prior_mean, ceiling[0]), met.prior_mean, 0.0, Phase::calculus, 0};
  }

  void decay(State& state) const {
    state.trust += at(drift_to_prior, state) * (state.prior_mean - state.trust);
    keep_below_ceiling(state);
  }

  void experience(State& state, const Experience& e) const {
    const double up = std::min(1.0, e.weight * at(gain_rate, state));
    const double down = std::min(1.0, e.weight * e.loss_factor * at(loss_rate, state));
    state.trust += up * e.received * (1.0 - state.trust) - down * (1.0 - e.received) * state.trust;
    keep_below_ceiling(state);
    state.experiences += 1.0;
    if (e.betrayal && state.phase == Phase::identification) {
      state.phase = Phase::calculus;
      state.trust = std::min(state.trust, fallen_trust);
    }
    climb(state);
  }

  void witness(State& state, const State& told, double weight) const {
    state.trust += std::min(1.0, weight * confidence(told)) * (told.trust - state.trust);
    keep_below_ceiling(state);
  }

  void perpetuated(State& state) const {
    state.perpetuated = 1;
    climb(state);
  }

  /// The new person starts in the phase the old one was in: the organisations know each other.
  void inherit(State& state, double keep) const {
    state.prior_mean = 0.5 + keep * (state.prior_mean - 0.5);
    state.trust = state.prior_mean + keep * (state.trust - state.prior_mean);
    keep_below_ceiling(state);
    state.experiences *= keep;
  }

  [[nodiscard]] double value(const State& state) const { return state.trust; }
  [[nodiscard]] double confidence(const State& state) const {
    return state.experiences / (state.experiences + prior_strength);
  }
  [[nodiscard]] double cooperation(const State&, double trustworthiness) const { return trustworthiness; }

 private:
  [[nodiscard]] static double at(const std::array<double, 3>& by_phase, const State& state) {
    return by_phase[static_cast<std::size_t>(state.phase)];
  }
  void keep_below_ceiling(State& state) const { state.trust = std::min(state.trust, at(ceiling, state)); }
  void climb(State& state) const {
    if (state.phase == Phase::calculus && state.experiences >= count_knowledge &&
        state.trust >= std::min(trust_knowledge, ceiling[0])) {
      state.phase = Phase::knowledge;
    } else if (state.phase == Phase::knowledge && state.experiences >= count_identification &&
               state.trust >= std::min(trust_identification, ceiling[1]) && state.perpetuated != 0) {
      state.phase = Phase::identification;
    }
  }
};

inline void StagedRule::describe(sim::ParameterVisitor& parameters) {
  sim::Group group(parameters, name, "calculus, knowledge, identification: trust in phases (M4)");
  const std::vector<std::string> phases{"calculus", "knowledge", "identification"};
  const std::string assumed = "phases Lewicki & Bunker 1996; values assumed";
  parameters.reals(gain_rate, {.name = "gain_rate",
                               .unit = "1/event",
                               .range = {0.01, 0.3},
                               .meaning = "share of the way to full trust covered by one good outcome",
                               .source = assumed,
                               .symbol = "η⁺",
                               .labels = phases});
  parameters.reals(loss_rate, {.name = "loss_rate",
                               .unit = "1/event",
                               .range = {0.02, 1},
                               .meaning = "share of trust lost by one bad outcome",
                               .source = assumed,
                               .symbol = "η⁻",
                               .labels = phases});
  parameters.reals(drift_to_prior,
                   {.name = "drift_to_prior",
                    .unit = "1/month",
                    .range = {0, 0.1},
                    .meaning = "share of the way back to the first impression covered by an idle month",
                    .source = assumed,
                    .symbol = "δ",
                    .labels = phases});
  parameters.reals(ceiling, {.name = "ceiling",
                             .range = {0.3, 1},
                             .meaning = "trust that the phase cannot exceed",
                             .source = assumed,
                             .labels = phases});
  parameters.require(ceiling[0] <= ceiling[1] && ceiling[1] <= ceiling[2], {"ceiling"},
                     "the ceilings cannot fall from one phase to the next");
  parameters.integer(count_knowledge, {.name = "count_knowledge",
                                       .unit = "experiences",
                                       .range = {3, 9},
                                       .meaning = "experiences before trust can rest on knowledge",
                                       .source = assumed});
  parameters.integer(count_identification, {.name = "count_identification",
                                            .unit = "experiences",
                                            .range = {12, 36},
                                            .meaning = "experiences before trust can rest on identification",
                                            .source = assumed});
  parameters.real(trust_knowledge, {.name = "trust_knowledge",
                                    .range = {0.5, 0.7},
                                    .meaning = "trust from which it rests on knowledge",
                                    .source = assumed});
  parameters.real(trust_identification, {.name = "trust_identification",
                                         .range = {0.7, 0.9},
                                         .meaning = "trust from which it can rest on identification",
                                         .source = assumed});
  parameters.real(fallen_trust,
                  {.name = "fallen_trust",
                   .range = {0, 0.6},
                   .meaning = "trust that is left, at most, when integrity fails those who identify",
                   .source = assumed});
  parameters.real(prior_strength, {.name = "prior_strength",
                                   .unit = "experiences",
                                   .range = {0.5, 20},
                                   .meaning = "experiences at which confidence reaches one half",
                                   .source = "assumption",
                                   .symbol = "n0"});
}
static_assert(TrustRule<StagedRule>);

}  // namespace territory
