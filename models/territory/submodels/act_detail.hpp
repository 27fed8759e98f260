// What an outcome showed of the one who delivered, for rules that tell ability, benevolence and integrity
// apart or that know betrayal (MODEL C2, SM5).
//
// An act turns on one quality k, drawn with the weight the quality has in trustworthiness: it succeeds if
// that quality does, with chance p_k = quality_k · load · (1 − misreading). The other two qualities show as
// well, each by its own p. The outcome is known already; k is drawn given it, ∝ ω_k·p_k after a success and ∝
// ω_k·(1 − p_k) after a failure, which is the same law. A failure is a betrayal with probability (1 − I) / (3
// − A − B − I).
#pragma once

#include "models/territory/submodels/outcomes.hpp"
#include "models/territory/trust_rules/trust_rule.hpp"
#include "models/territory/world/traits.hpp"

namespace territory {

class ActDetail {
 public:
  enum Act : std::uint32_t { joint, work, meeting };

  ActDetail(const OutcomeParameters& outcomes, const AllianceTerms& terms, const TraitParameters& traits)
      : delivery_(outcomes, terms), shares_(traits.ability_shares) {}

  /// Fills `shown` and `betrayal` of what the lower and the higher uid of a tie lived in one act.
  void show(const World& world, const sim::Step& step, std::size_t tie, Act act, Experience& of_low,
            Experience& of_high) const;
  /// The same of two actors (rows) under draws of stream act_detail.
  void show(const World& world, std::uint32_t low, std::uint32_t high, sim::KeyedDraws draws, Act act,
            Experience& of_low, Experience& of_high) const;

  /// The three qualities given the outcome; `chances` are p_k, `u` four uniforms.
  [[nodiscard]] static std::array<double, 3> shown(const std::array<double, 3>& shares,
                                                   const std::array<double, 3>& chances, bool success,
                                                   const std::array<double, 4>& u);
  /// Chance that a failure of one of these qualities is a betrayal.
  [[nodiscard]] static double betrayal_probability(const std::array<float, 3>& qualities);

 private:
  Delivery delivery_;
  std::array<double, 3> shares_;
};

}  // namespace territory
