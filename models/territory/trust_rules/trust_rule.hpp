// What a theory of trust must say to be run by the model. A rule is a plain struct, one file; the model holds
// one of them in a variant and visits it once a chunk of ties. `rules.hpp` lists them all.
//
// σ_ij is what i (the trustor) holds toward j (the trustee). Order within a month: `decay`, then `experience`
// in canonical order (the joint act, work in a project, the meeting), identification, then what third parties
// say; a project that reaches its stage "perpetuate" tells its members when that happens.
#pragma once

#include <array>
#include <concepts>
#include <type_traits>

namespace territory {

/// What the trustor knows of the trustee when they first meet.
struct FirstMeeting {
  double prior_mean = 0.5;  ///< m, in [0, 1]
  double propensity = 0.5;  ///< the trustor's own, in [0, 1]
  bool same_type =
      false;  ///< both mayors, both companies of 10 or more, both smaller ones, both associations

  constexpr FirstMeeting(double mean, double own_propensity = 0.5,
                         bool alike = false)  // NOLINT: a number is one
      : prior_mean(mean), propensity(own_propensity), same_type(alike) {}
};

/// One mutual act as the trustor lived it.
struct Experience {
  double received = 0;     ///< what the trustee delivered, as perceived, in [0, 1]
  double given = 0;        ///< what the trustor delivered, in [0, 1]; only endogenous rules look at it
  double weight = 1;       ///< evidence weight g ≥ 0, stake included
  double loss_factor = 1;  ///< further weight of a bad outcome, 1 + stake_loss inside a partnership
  /// Ability, benevolence and integrity shown, each in [0, 1]; told apart only for rules that heed them.
  std::array<double, 3> shown{received, received, received};
  bool betrayal = false;  ///< a failure of integrity; told only to rules that heed it
};

/// What a rule must have. What it may have besides, each found by its name:
///
///   heeds_detail = true          `Experience::shown` and `betrayal` are drawn for it (else they are not
///   known) endogenous = true            `cooperation` is the rule's own: trustworthiness has no meaning
///   under it State::prior_mean            it keeps the first impression m, so that `trust.bias` and
///   identification mean
///                                something; `identify(state, bonus)` where moving m is not all there is to
///                                do
///   perpetuated(state)           a project the two share reached the stage "perpetuate"
///   certified(state, success)    a visible outcome of a project that a trusted catalyst accompanies
///   discount(state, told, in_teller, weight)   hearsay weighed by the whole state held toward the teller
template <class Rule>
concept TrustRule = requires(const Rule rule, typename Rule::State state, const typename Rule::State seen,
                             const FirstMeeting met, const Experience experience, double x) {
  requires std::is_trivially_copyable_v<typename Rule::State>;
  /// State of a new contact.
  { rule.initial(met) } -> std::same_as<typename Rule::State>;
  /// One month passes.
  { rule.decay(state) } -> std::same_as<void>;
  { rule.experience(state, experience) } -> std::same_as<void>;
  /// Hears a third party's state about the same trustee, with weight x ≥ 0.
  { rule.witness(state, seen, x) } -> std::same_as<void>;
  /// The person changed, the organisation stays: keeps the share x of what was learnt, the prior moves to ½.
  { rule.inherit(state, x) } -> std::same_as<void>;
  /// Trust in [0, 1].
  { rule.value(seen) } -> std::same_as<double>;
  /// How much evidence the value rests on, in [0, 1).
  { rule.confidence(seen) } -> std::same_as<double>;
  /// Chance that the holder of `seen` delivers to the other side, given its trustworthiness x.
  { rule.cooperation(seen, x) } -> std::same_as<double>;
};

template <class Rule>
inline constexpr bool keeps_prior = requires(typename Rule::State state) {
  state.prior_mean;
};
template <class Rule>
inline constexpr bool heeds_detail = requires {
  requires Rule::heeds_detail;
};
template <class Rule>
inline constexpr bool is_endogenous = requires {
  requires Rule::endogenous;
};
template <class Rule>
inline constexpr bool hears_of_perpetuation = requires(const Rule rule, typename Rule::State state) {
  rule.perpetuated(state);
};
template <class Rule>
inline constexpr bool heeds_certificates = requires(const Rule rule, typename Rule::State state) {
  rule.certified(state, true);
};

/// A month of something shared, such as a project, moves the first impression toward full trust by `bonus` of
/// what it lacks. Rules that keep no first impression know nothing of it.
template <class Rule>
void identify(const Rule& rule, typename Rule::State& state, double bonus) {
  if constexpr (requires { rule.identify(state, bonus); }) {
    rule.identify(state, bonus);
  } else if constexpr (keeps_prior<Rule>) {
    state.prior_mean += bonus * (1.0 - state.prior_mean);
  }
}

/// What a third party says about the trustee: its own state about it, heard by one who holds `in_teller`
/// toward the teller. `weight` ≥ 0 holds all but the trust in the teller, `trust` is that trust.
template <class Rule>
void hear(const Rule& rule, typename Rule::State& state, const typename Rule::State& told,
          const typename Rule::State& in_teller, double weight, double trust) {
  if constexpr (requires { rule.discount(state, told, in_teller, weight); }) {
    rule.discount(state, told, in_teller, weight);
  } else {
    rule.witness(state, told, weight * trust);
  }
}

}  // namespace territory
