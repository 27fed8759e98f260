// Ability, benevolence, integrity (M3): three evidence counts, of which a breach of integrity weighs most,
// and a propensity to trust that fills in for what is not known yet.
//
//   each k of A, B, I:  r_k ← λ r_k + g·x_k,   s_k ← λ s_k + g·w_k·(1 − x_k)
//   belief              V = Σ ω_k (r_k + n0·m) / (r_k + s_k + n0)
//   value               T = c·V + (1 − c)·propensity,   c = n / (n + n0),   n = all evidence
//
// Without evidence T is the trustor's own propensity; the first impression m stays in the three counts.
//
// Source: Mayer, Davis & Schoorman 1995 (dimensions, propensity); Colquitt, Scott & LePine 2007 (each has an
// effect of its own); the weights are assumptions.
#pragma once

#include "models/territory/trust_rules/trust_rule.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct AbiRule {
  static constexpr const char* name = "abi";
  static constexpr bool heeds_detail = true;

  struct State {
    std::array<double, 3> good;
    std::array<double, 3> bad;
    double prior_mean;
    double propensity;
  };

  double forgetting = 0.98;
  std::array<double, 3> negativity{1.25, 2.0, 3.0};
  std::array<double, 3> shares{0.4, 0.3, 0.3};
  double prior_strength = 2.0;

  void describe(sim::ParameterVisitor& parameters);

  [[nodiscard]] State initial(const FirstMeeting& met) const {
    return {{}, {}, met.prior_mean, met.propensity};
  }

  void decay(State& state) const { scale(state, forgetting); }

  void experience(State& state, const Experience& e) const {
    for (std::size_t k = 0; k < 3; ++k) {
      state.good[k] += e.weight * e.shown[k];
      state.bad[k] += e.weight * e.loss_factor * negativity[k] * (1.0 - e.shown[k]);
    }
  }

  void witness(State& state, const State& told, double weight) const {
    for (std::size_t k = 0; k < 3; ++k) {
      state.good[k] += weight * told.good[k];
      state.bad[k] += weight * told.bad[k];
    }
  }

  void inherit(State& state, double keep) const {
    scale(state, keep);
    state.prior_mean = 0.5 + keep * (state.prior_mean - 0.5);
    state.propensity = 0.5 + keep * (state.propensity - 0.5);
  }

  /// V, what the evidence alone says.
  [[nodiscard]] double belief(const State& state) const {
    double sum = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      sum += shares[k] * (state.good[k] + prior_strength * state.prior_mean) /
             (state.good[k] + state.bad[k] + prior_strength);
    }
    return sum;
  }
  [[nodiscard]] double value(const State& state) const {
    const double c = confidence(state);
    return c * belief(state) + (1.0 - c) * state.propensity;
  }
  [[nodiscard]] double confidence(const State& state) const {
    double evidence = 0;
    for (std::size_t k = 0; k < 3; ++k) evidence += state.good[k] + state.bad[k];
    return evidence / (evidence + prior_strength);
  }
  [[nodiscard]] double cooperation(const State&, double trustworthiness) const { return trustworthiness; }

 private:
  static void scale(State& state, double keep) {
    for (std::size_t k = 0; k < 3; ++k) {
      state.good[k] *= keep;
      state.bad[k] *= keep;
    }
  }
};

inline void AbiRule::describe(sim::ParameterVisitor& parameters) {
  sim::Group group(parameters, name, "ability, benevolence and integrity apart (M3)");
  parameters.real(forgetting, {.name = "forgetting",
                               .unit = "1/month",
                               .range = {0.90, 1},
                               .meaning = "share of the evidence kept from one month to the next",
                               .source = "as in beta; value assumed",
                               .evidence = sim::Evidence::assumption,
                               .symbol = "λ"});
  parameters.reals(negativity, {.name = "negativity",
                                .range = {1, 5},
                                .meaning = "weight of a bad outcome relative to a good one",
                                .source = "assumption (a breach of integrity weighs most)",
                                .symbol = "w_k",
                                .labels = {"ability", "benevolence", "integrity"}});
  parameters.reals(shares, {.name = "shares",
                            .range = {0, 1},
                            .meaning = "weights of the three in the belief",
                            .source = "Mayer, Davis & Schoorman 1995 (dimensions); values assumed",
                            .evidence = sim::Evidence::assumption,
                            .symbol = "ω_k",
                            .labels = {"ability", "benevolence", "integrity"},
                            .sums_to_one = true});
  parameters.real(prior_strength, {.name = "prior_strength",
                                   .unit = "observations",
                                   .range = {0.5, 20},
                                   .meaning = "number of experiences the first impression is worth",
                                   .source = "assumption",
                                   .symbol = "n0"});
}
static_assert(TrustRule<AbiRule>);

}  // namespace territory
