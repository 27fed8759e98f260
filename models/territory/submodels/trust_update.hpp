// Trust follows what happened (MODEL SM6): a month of forgetting, then the month's acts, by the rule in
// force.
//
// Inside a partnership an act weighs G = g_type·(1 + stake), good or bad; a bad one once more by 1 +
// stake_loss. An act of contacts who are not partners weighs `outcomes.encounter_weight`, work in a project
// `project_weight`, a meeting what its occasion weighs. Order: joint act, project, meeting; then a month in a
// shared project moves the prior of both sides, m ← m + id_bonus·(1 − m).
#pragma once

#include "models/territory/submodels/act_detail.hpp"
#include "models/territory/submodels/alliance_terms.hpp"
#include "models/territory/submodels/outcomes.hpp"
#include "models/territory/trust_rules/marsh.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

struct TrustParameters {
  /// Position in `TrustRules`.
  enum class Rule : int {};
  enum class Gate { none, marsh };

  Rule rule{};
  Gate gate = Gate::none;
  double stake_loss = 0;
  double tau_shift = 0;
  double bias = 0;
  double value_drift = 0;
  double id_bonus = 0;
  double witness_weight = 0.1;
  int witness_contacts = 1;
  double witness_min_trust = 0.5;
  double visibility_base = 0.2;
  TrustRules::All rules;
  MarshGate marsh;

  void describe(sim::ParameterVisitor& parameters);
  /// The parameters of one theory, in force or not.
  template <class Theory>
  [[nodiscard]] Theory& of() {
    return std::get<Theory>(rules);
  }
  template <class Theory>
  [[nodiscard]] const Theory& of() const {
    return std::get<Theory>(rules);
  }
  [[nodiscard]] std::string rule_name() const {
    return std::string(TrustRules::names[static_cast<std::size_t>(rule)]);
  }
  /// Calls `use(rule)` with the theory in force.
  template <class Use>
  auto with_rule(Use&& use) const {
    return TrustRules::with(rules, static_cast<int>(rule), use);
  }
};
/// How a scenario names a theory: `scenario.trust.rule = rule<AbiRule>`.
template <class Theory>
inline constexpr auto rule = static_cast<TrustParameters::Rule>(TrustRules::position<Theory>());

class TrustUpdate final : public sim::Submodel<World> {
 public:
  TrustUpdate(const TrustParameters& parameters, const OutcomeParameters& outcomes,
              const AllianceTerms& terms, const TraitParameters& traits);
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World&, const sim::Step&) override {}
  /// Each tie changes by its own outcome and reads nobody else's: one parallel pass.
  void commit(World& world, const sim::Step& step) override;

  /// What befell a pair in a month.
  struct Lived {
    std::uint16_t what;  ///< bits of `outcome`
    Alliance alliance;   ///< they are in
    Occasion met;
    bool project;  ///< they share one
  };
  /// A month of both directions of a pair. `show(act, of_low, of_high)` tells details to theories that ask.
  template <class Theory, class Show>
  void month(const Theory& rule, typename Theory::State& ij, typename Theory::State& ji, const Lived& lived,
             Show&& show) const;
  [[nodiscard]] const ActDetail& detail() const { return detail_; }

 private:
  template <class Theory>
  void pass(TrustStates<Theory>& trust, World& world, const sim::Step& step, const sim::Chunk& chunk) const;

  double encounter_weight_, project_weight_;
  double loss_factor_, id_bonus_;
  ActDetail detail_;
  std::array<double, occasion_count> meeting_weight_{};
  std::array<double, alliance_count> act_weight_;
};

template <class Theory, class Show>
void TrustUpdate::month(const Theory& rule, typename Theory::State& ij, typename Theory::State& ji,
                        const Lived& lived, Show&& show) const {
  rule.decay(ij);
  rule.decay(ji);
  const std::uint16_t what = lived.what;
  const auto act = [&](ActDetail::Act which, std::uint16_t high, std::uint16_t low, double weight,
                       double loss) {
    const double from_high = what & high ? 1.0 : 0.0;
    const double from_low = what & low ? 1.0 : 0.0;
    Experience of_low{from_high, from_low, weight, loss}, of_high{from_low, from_high, weight, loss};
    if constexpr (heeds_detail<Theory>) show(which, of_low, of_high);
    rule.experience(ij, of_low);
    rule.experience(ji, of_high);
  };
  if (what & outcome::interacted) {
    const bool allied = lived.alliance != Alliance::none;
    act(ActDetail::joint, outcome::from_high, outcome::from_low,
        allied ? act_weight_[AllianceTerms::slot(lived.alliance)] : encounter_weight_,
        allied ? loss_factor_ : 1.0);
  }
  if (what & outcome::worked)
    act(ActDetail::work, outcome::work_from_high, outcome::work_from_low, project_weight_, 1.0);
  if (what & outcome::met) {
    act(ActDetail::meeting, outcome::met_from_high, outcome::met_from_low,
        meeting_weight_[static_cast<std::size_t>(lived.met)], 1.0);
  }
  if (id_bonus_ != 0.0 && lived.project) {
    identify(rule, ij, id_bonus_);
    identify(rule, ji, id_bonus_);
  }
}

/// What a third party says (MODEL SM6): each month an actor listens to up to `witness_contacts` contacts it
/// trusts at `witness_min_trust` or more, each about one common contact, with weight χ·T_ik·v, where v is
/// the visibility of what happens in its own EPCI (valorisation.hpp).
class Witness final : public sim::Submodel<World> {
 public:
  explicit Witness(const TrustParameters& parameters) : parameters_(parameters) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  /// i hears, in tie `about` (i with j), what the teller holds about j in tie `told`; `teller` is the tie of
  /// i with it, `trust` what i thinks of it, `weight` = χ·v.
  struct Hearsay {
    std::uint32_t about, told, teller;
    bool hearer_is_low, teller_is_low, hearer_below_teller;
    double weight, trust;
  };
  /// One listening of one actor: its draws and whom it listens to.
  struct Listener {
    std::uint32_t actor;
    std::uint32_t first_draw;
    sim::KeyedDraws draws;
    double about;  ///< uniform that picks the one they talk about
    const sim::Neighbour* teller;
  };
  /// A contact that hearer and teller share, as each sees it.
  struct Common {
    sim::Neighbour mine, told;
  };
  static constexpr std::size_t batch_size = 32;

  void listen(const World& world, std::span<Listener> batch, std::vector<Hearsay>& heard) const;
  /// A uniform contact among those trusted enough; null = none is.
  [[nodiscard]] const sim::Neighbour* choose_teller(const Ties& ties, Listener& listener) const;
  void hear(const World& world, Listener& listener, std::vector<Common>& common,
            std::vector<Hearsay>& heard) const;

  TrustParameters parameters_;
  sim::PerChunk<Hearsay> hearsay_;
};

}  // namespace territory
