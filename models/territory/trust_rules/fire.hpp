// FIRE, without its bookkeeping of single ratings (M7): what was lived, what was heard, what kind of actor it
// is and what a trusted catalyst certifies, each as reliable as it is recent, plentiful and unanimous.
//
//   ratings    v = 2x − 1, weight ω = g·exp(−Δt/μ);  per component K:  T_K = Σωv / Σω
//   reliable   ρ_K = (1 − exp(−γ·Σω))·(1 − ½·Σω|v − T_K| / Σω)
//   overall    T = Σ W_K ρ_K T_K / Σ W_K ρ_K over interaction, witness, role, certified;  value = (T + 1)/2
//
// Every rating is ±1, so that the mean absolute deviation is 1 − T_K² and two decayed sums a component are
// all the memory a pair needs. What is heard is the teller's own sums. Two actors of the same type have one
// rating of `role_rating` that neither fades nor doubts. Nobody known at all: ½. The rule keeps no first
// impression.
//
// Source: Huynh, Jennings & Shadbolt 2006, JAAMAS 13:119 (components, recency, reliability); role and
// certified ratings as read here are assumptions.
#pragma once

#include <algorithm>

#include "models/territory/trust_rules/trust_rule.hpp"
#include "sim/math/elementary.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct FireRule {
  static constexpr const char* name = "fire";

  struct Ratings {
    double weight;  ///< Σω
    double sum;     ///< Σωv, in [−Σω, Σω]
  };
  struct State {
    Ratings lived, heard, certified;
    double same_type;  ///< 1 or 0
  };

  double memory = 5.0 / 0.69314718055994531;
  std::array<double, 4> weights{2.0, 1.0, 2.0, 0.5};
  double gamma = 0.69314718055994531;
  double role_rating = 0.2;

  void describe(sim::ParameterVisitor& parameters);

  [[nodiscard]] State initial(const FirstMeeting& met) const {
    return {{}, {}, {}, met.same_type ? 1.0 : 0.0};
  }

  void decay(State& state) const { scale(state, sim::exp(-1.0 / memory)); }

  void experience(State& state, const Experience& e) const {
    // A graded outcome is that share of a good rating and the rest of a bad one.
    const double good = e.weight * e.received, bad = e.weight * e.loss_factor * (1.0 - e.received);
    state.lived.weight += good + bad;
    state.lived.sum += good - bad;
  }

  void witness(State& state, const State& told, double weight) const {
    state.heard.weight += weight * told.lived.weight;
    state.heard.sum += weight * told.lived.sum;
  }

  void certified(State& state, bool success) const {
    state.certified.weight += 1.0;
    state.certified.sum += success ? 1.0 : -1.0;
  }

  void inherit(State& state, double keep) const { scale(state, keep); }

  [[nodiscard]] double value(const State& state) const {
    double weighted = 0, weight = 0;
    const auto add = [&](double w, const Ratings& r) {
      if (!(r.weight > 0)) return;
      const double mean = r.sum / r.weight;
      const double reliability = (1.0 - sim::exp(-gamma * r.weight)) * (1.0 - 0.5 * (1.0 - mean * mean));
      weighted += w * reliability * mean;
      weight += w * reliability;
    };
    add(weights[0], state.lived);
    add(weights[1], state.heard);
    add(weights[3], state.certified);
    if (state.same_type != 0.0) {
      const double reliability = 1.0 - sim::exp(-gamma);
      weighted += weights[2] * reliability * role_rating;
      weight += weights[2] * reliability;
    }
    return weight > 0 ? std::clamp(0.5 * (weighted / weight + 1.0), 0.0, 1.0) : 0.5;
  }
  /// Reliability that the number of all ratings gives.
  [[nodiscard]] double confidence(const State& state) const {
    return 1.0 - sim::exp(-gamma * (state.lived.weight + state.heard.weight + state.certified.weight));
  }
  [[nodiscard]] double cooperation(const State&, double trustworthiness) const { return trustworthiness; }

 private:
  static void scale(State& state, double keep) {
    for (Ratings* r : {&state.lived, &state.heard, &state.certified}) {
      r->weight *= keep;
      r->sum *= keep;
    }
  }
};

inline void FireRule::describe(sim::ParameterVisitor& parameters) {
  sim::Group group(parameters, name, "recent, reliable ratings of four kinds (M7, FIRE)");
  parameters.real(memory, {.name = "memory",
                           .unit = "months",
                           .range = {3.6, 14.4},
                           .meaning = "time in which a rating loses its weight to 1/e",
                           .source = "form Huynh et al. 2006; a half-life of 5 months assumed",
                           .symbol = "μ7"});
  parameters.reals(weights, {.name = "weights",
                             .range = {0, 4},
                             .meaning = "weight of each kind of rating",
                             .source = "Huynh et al. 2006 (form); values assumed",
                             .symbol = "W",
                             .labels = {"interaction", "witness", "role", "certified"}});
  parameters.require(weights[0] > 0, {"weights"}, "what is lived must have a weight");
  parameters.real(gamma, {.name = "gamma",
                          .range = {0.35, 1.4},
                          .meaning = "how fast ratings become reliable as they gather",
                          .source = "assumption (one rating: one half)",
                          .symbol = "γ_I"});
  parameters.real(role_rating, {.name = "role_rating",
                                .range = {0, 0.5},
                                .meaning = "rating, from −1 to 1, of an actor of one's own type",
                                .source = "assumption"});
}
static_assert(TrustRule<FireRule>);

}  // namespace territory
