// What a theory of trust must say to be run by the model. A rule is a plain struct; the model holds one of
// them in a variant and visits it once a chunk of ties.
//
// σ_ij is what i (the trustor) holds toward j (the trustee). Order within a month: `decay`, then `experience`
// in canonical order (the interaction, then the encounter), `identify`, then `witness`.
#pragma once

#include <concepts>
#include <type_traits>

namespace territory {

/// One mutual act as the trustor lived it.
struct Experience {
  double received = 0;     ///< what the trustee delivered, as perceived, in [0, 1]
  double given = 0;        ///< what the trustor delivered, in [0, 1]; only endogenous rules look at it
  double weight = 1;       ///< evidence weight g ≥ 0, stake included
  double loss_factor = 1;  ///< further weight of a bad outcome, 1 + stake_loss inside a partnership
};

template <class Rule>
concept TrustRule = requires(const Rule rule, typename Rule::State state, const typename Rule::State seen,
                             Experience experience, double x) {
  requires std::is_trivially_copyable_v<typename Rule::State>;
  /// State of a new contact whose prior mean is x.
  { rule.initial(x) } -> std::same_as<typename Rule::State>;
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

/// A month of something shared, such as a project, moves the first impression toward full trust by `bonus` of
/// what it lacks. Rules whose state keeps no `prior_mean` know nothing of it.
template <class State>
void identify(State& state, double bonus) {
  if constexpr (requires { state.prior_mean; }) state.prior_mean += bonus * (1.0 - state.prior_mean);
}

}  // namespace territory
