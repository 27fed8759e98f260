// Partnerships are born and climb the ladder (MODEL SM7): an alliance is a risk both sides consent to.
//
//   P(birth) = min(1, f0 · min(cap, e^{κ_n (M_d − M̄)}) · expit(κ_T (T_ij − τ' + risk_i)) · expit(κ_T (T_ji −
//   τ' + risk_j)))
//
// Under `trust.gate = "marsh"` the two expits are 1 or 0, as Marsh's threshold has it.
// For a contact that joins two different families, both at level ≥2 (one may be at level 1 for mécénat, with
// `low_level_factor`). The domain d is drawn ∝ e^{κ_n M_d}; the type is the preferred one of one side with
// probability `type_loyalty`, else drawn anew from the base shares. The side is drawn: an association beside a
// company with `association_lead`, any other with ½. After `upgrade_age` months a partnership
// whose two sides trust each other at the next rung's threshold climbs with probability `upgrade_rate`.
// Levers (SM15, means over the EPCI of the two sides) lower τ', add Δ to both arguments, multiply f0 by
// 1 + boost and take a share off the cost, which the tie keeps as charged until it ends.
// Births and upgrades commit in the order (drawn priority, min uid, max uid) while both capacities allow.
#pragma once

#include <optional>

#include "models/territory/streams.hpp"
#include "models/territory/submodels/alliance_terms.hpp"
#include "models/territory/submodels/needs.hpp"
#include "models/territory/submodels/trust_update.hpp"
#include "models/territory/world/traits.hpp"
#include "sim/engine/submodel.hpp"
#include "sim/math/expit_bound.hpp"

namespace territory {

struct PartnershipParameters {
  /// The partnerships there are when a run begins: none, or what the rates here would have left by then.
  enum class Initial { empty, stationary };

  Initial initial_partnerships = Initial::empty;
  double birth_rate = 0.29;
  double trust_slope = 8;
  double need_pull_cap = 3;
  double need_reference = 0.19;
  double low_level_factor = 0.2;
  double type_loyalty = 1;
  double association_lead = 0.9;
  double upgrade_rate = 0.02;
  int upgrade_age = 12;
  AllianceTerms terms;

  void describe(sim::ParameterVisitor& parameters);
};

class Partnerships final : public sim::Submodel<World> {
 public:
  Partnerships(const PartnershipParameters& parameters, const TraitParameters& traits,
               const NeedParameters& needs, const TrustParameters& trust, double ppp_factor = 1.0);
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

  /// Chance that one side consents to a type where no gate is in force; `ease` as below.
  [[nodiscard]] double side_consent(double trust, double risk_appetite, Alliance type,
                                    double ease = 0.0) const;
  /// Product of the two sides' expits for one type; `ease` = what levers take off the threshold plus Δ.
  [[nodiscard]] double consent(double trust_ij, double trust_ji, double risk_i, double risk_j, Alliance type,
                               double ease = 0.0) const;
  /// Under Marsh's gate: whether one side of these consents; `pull` = e^{κ_n M_d}. Utility is ½ at the mean
  /// match of needs and 1 from twice that pull on; the perceived risk is in proportion to what is left of τ'.
  [[nodiscard]] bool passes_gate(double trust, double risk_appetite, Alliance type, double pull,
                                 double ease = 0.0) const;
  /// Chance that one side consents at the mean match of needs, without appetite for risk and without levers;
  /// 0 or 1 under Marsh's gate.
  [[nodiscard]] double acceptance(double trust, Alliance type) const {
    if (!gated_) return side_consent(trust, 0.0, type);
    return passes_gate(trust, 0.0, type, reference_pull_) ? 1.0 : 0.0;
  }
  /// P(birth) of a contact of this consent; `pull` = e^{κ_n M_d}, `boost` = factor of levers on births.
  [[nodiscard]] double birth_probability(double consent, double pull, double boost = 1.0) const;

  /// What levers do to the partnerships of an EPCI this month.
  struct Policy {
    double ease = 0.0, threshold_cut = 0.0, boost = 1.0, cost_cut = 0.0;
  };
  /// A contact and what its two sides think of one another.
  struct Sides {
    std::uint32_t low, high;  ///< rows
    double trust_ij, trust_ji;
  };
  /// What a partnership would be about.
  struct Birth {
    Alliance type;
    std::uint8_t domain;
  };
  /// Who is ready for what this month: before the four below are asked.
  void note_readiness(const World& world, const sim::Executor& executor);
  /// Whether these two could ever be partners while they are at their levels.
  [[nodiscard]] bool may_ally(std::uint32_t low, std::uint32_t high) const;
  /// Whether a contact that may ally would, room in capacities apart.
  [[nodiscard]] std::optional<Birth> birth_of(const World& world, const Sides& sides, const Policy& policy,
                                              sim::KeyedDraws& draws) const;
  /// Whether a partnership of this age may climb.
  [[nodiscard]] bool may_climb(Alliance type, int age, double trust_ij, double trust_ji,
                               double threshold_cut) const;
  [[nodiscard]] bool climbs(sim::KeyedDraws& draws) const {
    return draws.bernoulli(parameters_.upgrade_rate, streams::upgraded);
  }
  [[nodiscard]] static Alliance next_rung(Alliance type) {
    return static_cast<Alliance>(static_cast<int>(type) + 1);
  }

 private:
  struct Proposal {
    double priority;
    sim::PairKey key;
    std::uint32_t tie;
    Alliance type;
    std::uint8_t domain;
    bool upgrade;
  };
  /// Family of each actor, whether it is aware, whether involved, in one byte: all that `may_ally` asks; and
  /// whether it is a mayor who looks for partners this month.
  enum Readiness : std::uint8_t { ready_family = 3, ready_aware = 4, ready_involved = 8, ready_seeks = 16 };
  void note_policies(const World& world);
  /// Of a pair: the mean of the EPCI of its two sides.
  [[nodiscard]] Policy policy_of(const World& world, std::size_t tie) const;
  void consider_birth(const World& world, std::size_t tie, sim::KeyedDraws draws,
                      std::vector<Proposal>& out) const;
  void consider_upgrade(const World& world, std::size_t tie, sim::KeyedDraws draws,
                        std::vector<Proposal>& out) const;
  [[nodiscard]] Alliance draw_alliance(const World& world, std::uint32_t low, std::uint32_t high,
                                       sim::KeyedDraws& draws) const;
  /// Draws the domain and gives e^{κ_n M_d} of it.
  [[nodiscard]] double draw_domain(const World& world, std::uint32_t low, std::uint32_t high, double u,
                                   std::uint8_t& domain) const;

  PartnershipParameters parameters_;
  std::array<double, 4> base_share_company10_, base_share_others_;
  std::array<double, alliance_count> threshold_;  // rising
  sim::ExpitBound at_most_;
  double remoteness_weight_, reference_pull_;
  bool gated_;
  MarshGate gate_;
  double ppp_factor_;  ///< on births with a mayor who looks for partners
  std::vector<std::uint8_t> readiness_;
  std::vector<Policy> policies_;  // by EPCI; empty when no lever acts anywhere
  sim::PerChunk<Proposal> proposals_;
};

}  // namespace territory
