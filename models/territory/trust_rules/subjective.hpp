// Subjective logic (M6): an opinion of belief, disbelief and uncertainty, and hearsay that is worth as much
// as the belief in the one who says it.
//
//   opinion   b = r / (r + s + W),  d = s / (r + s + W),  u = W / (r + s + W),   T = b + m·u
//   discount  what k says about j, heard by i:  b = b_ik·b_kj,  d = b_ik·d_kj,  u = 1 − b − d
//   fusion    cumulative: the evidence r = W·b/u, s = W·d/u of what was heard is added
//
// What is lived makes the same trust as `beta` at equal parameters; what is heard does not.
//
// Source: Jøsang & Ismail 2002; Jøsang 2016, Subjective Logic (opinions, discounting, cumulative fusion).
#pragma once

#include "models/territory/trust_rules/trust_rule.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct SubjectiveRule {
  static constexpr const char* name = "subjective";

  struct State {
    double good;        ///< r
    double bad;         ///< s
    double prior_mean;  ///< base rate, m of this contact
  };
  struct Opinion {
    double belief, disbelief, uncertainty;  ///< sum to 1
  };

  double forgetting = 0.98;
  double negativity = 1.5;
  double prior_strength = 2.0;

  void describe(sim::ParameterVisitor& parameters);

  [[nodiscard]] State initial(const FirstMeeting& met) const { return {0.0, 0.0, met.prior_mean}; }

  void decay(State& state) const {
    state.good *= forgetting;
    state.bad *= forgetting;
  }

  void experience(State& state, const Experience& e) const {
    state.good += e.weight * e.received;
    state.bad += e.weight * e.loss_factor * negativity * (1.0 - e.received);
  }

  [[nodiscard]] Opinion opinion(const State& state) const {
    const double all = state.good + state.bad + prior_strength;
    return {state.good / all, state.bad / all, prior_strength / all};
  }
  /// What the hearer makes of an opinion: uncertain of the teller, uncertain of what it says.
  [[nodiscard]] static Opinion discounted(const Opinion& in_teller, const Opinion& told) {
    const double b = in_teller.belief * told.belief, d = in_teller.belief * told.disbelief;
    return {b, d, 1.0 - b - d};
  }
  void discount(State& state, const State& told, const State& in_teller, double weight) const {
    const Opinion heard = discounted(opinion(in_teller), opinion(told));
    state.good += weight * prior_strength * heard.belief / heard.uncertainty;
    state.bad += weight * prior_strength * heard.disbelief / heard.uncertainty;
  }
  /// Hearsay from one who is fully believed.
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
    const Opinion o = opinion(state);
    return o.belief + state.prior_mean * o.uncertainty;
  }
  [[nodiscard]] double confidence(const State& state) const { return 1.0 - opinion(state).uncertainty; }
  [[nodiscard]] double cooperation(const State&, double trustworthiness) const { return trustworthiness; }
};

inline void SubjectiveRule::describe(sim::ParameterVisitor& parameters) {
  sim::Group group(parameters, name, "subjective logic: opinions and discounted hearsay (M6)");
  parameters.real(forgetting, {.name = "forgetting",
                               .unit = "1/month",
                               .range = {0.90, 1},
                               .meaning = "share of the evidence kept from one month to the next",
                               .source = "as in beta; value assumed",
                               .symbol = "λ"});
  parameters.real(negativity, {.name = "negativity",
                               .range = {1, 3},
                               .meaning = "weight of a bad outcome relative to a good one",
                               .source = "as in beta; value assumed",
                               .symbol = "w"});
  parameters.real(prior_strength, {.name = "prior_strength",
                                   .unit = "observations",
                                   .range = {0.5, 20},
                                   .meaning = "non-informative weight W of an opinion without evidence",
                                   .source = "Jøsang 2016 (2)",
                                   .evidence = sim::Evidence::literature,
                                   .symbol = "n0"});
}
static_assert(TrustRule<SubjectiveRule>);

}  // namespace territory
