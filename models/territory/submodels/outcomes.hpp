// What each side delivers when two actors act together (MODEL SM5).
//
// Partners act together with the rate ι of their type; other contacts, from the month after they met, with
// `unprompted_rate`. Beside that, the lead and a member of a project work together with `project_pair_rate`,
// once however many projects they share; and every meeting of the month is an act of its own. Both
// directions are drawn:
//
//   x_ij ~ Bernoulli(c_ji · load_j · (1 − ε0·(1 − sem_ij)))      what j delivers to i, as i reads it
//
// c_ji = θ_j, or j's own propensity to cooperate with i under a rule that makes it endogenous;
// load_j = min(1, K_j / (used_j + committed_j + attended_j));  sem_ij = mean semantic skill, ×
// `cross_type_semantics` across families. Misreading only turns a success into a perceived failure.
// Levers take a share off ε0 (SM15).
#pragma once

#include "models/territory/submodels/alliance_terms.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

struct OutcomeParameters {
  double misreading = 0.2;
  double cross_type_semantics = 0.8;
  double unprompted_rate = 0.15;
  double encounter_weight = 0.25;
  double event_weight = 0.25;
  double workshop_weight = 0.5;
  double project_pair_rate = 0.5;
  double project_weight = 1;

  void describe(sim::ParameterVisitor& parameters);
  /// Evidence weight of a meeting.
  [[nodiscard]] double weight_of(Occasion occasion) const;
};

/// The chance that one actor delivers to another this month.
class Delivery {
 public:
  Delivery(const OutcomeParameters& parameters, const AllianceTerms& terms)
      : misreading_(parameters.misreading),
        cross_type_semantics_(parameters.cross_type_semantics),
        terms_(terms) {}
  /// That `trustee` delivers to `trustor`, as perceived; `cooperation` is c_ji, `misread` the share of ε0
  /// that levers leave.
  [[nodiscard]] double chance(const Actors& actors, std::uint32_t trustor, std::uint32_t trustee,
                              double cooperation, double misread = 1.0) const;
  /// Share of ε0 left between two actors: mean over the EPCI of the two sides.
  [[nodiscard]] static double misread_share(const World& world, std::uint32_t low, std::uint32_t high);

 private:
  double misreading_, cross_type_semantics_;
  AllianceTerms terms_;
};

class Outcomes final : public sim::Submodel<World> {
 public:
  Outcomes(const OutcomeParameters& parameters, const AllianceTerms& terms);
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World&, const sim::Step&) override {}
  /// Each tie writes its own outcome and reads nobody else's: decided and committed in one parallel pass.
  void commit(World& world, const sim::Step& step) override;

 private:
  Delivery delivery_;
  double project_pair_rate_;
  /// Chance of acting together, by alliance (0 = none) and whether the contact is older than this month.
  std::array<std::array<double, 2>, alliance_count + 1> rate_;
};

}  // namespace territory
