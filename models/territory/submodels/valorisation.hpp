// Valorisation: what makes successes seen, and what being seen does (MODEL SM13, the C_e of SM17).
//
//   stock      V ← V + (gain·action + promotion)·(1 − V) − decay·V          of an EPCI, in [0, 1]
//   seen       v = v0 + (1 − v0)·V                                          chance of a stage's outcome
//   collective C ← 1 − (1 − C)(1 − trust_gain)^successes,  then C·(1 − trust_loss)^failures
//   publicity  a month later, evidence of weight `queue_weight` about the members, on existing contacts of
//              actors of the EPCI at level ≥1
//
// A project becomes visible with its first outcome that is seen. Funders' review: project_review.hpp.
#pragma once

#include "models/territory/submodels/project_parameters.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

struct ValorisationParameters {
  enum class Review { none, one_grid, by_maturity };

  bool enabled = true;
  double valorisation_gain = 0.1;
  double valorisation_decay = 0.02;
  double viability_start_gain = 0.05;
  double queue_weight = 0.1;
  double trust_gain = 0.02;
  double trust_loss = 0.04;
  double collective_start = 0.5;
  Review review = Review::by_maturity;
  int review_first = 12;
  int review_every = 12;
  double review_one_grid = 0.5;
  std::array<double, working_stages> review_by_stage{0.1, 0.3, 0.5};
  double review_error = 0.2;
  double balance_review = 0.5;

  void describe(sim::ParameterVisitor& parameters);
};

/// Collective trust before anybody saw anything; once, at world building.
void initialise_valorisation(World& world, const ValorisationParameters& parameters);

/// Chance that the outcome of a stage is seen in an EPCI whose stock is `valorisation`.
[[nodiscard]] inline double visibility(double base, double valorisation) {
  return base + (1.0 - base) * valorisation;
}
/// Collective trust after visible successes and failures.
[[nodiscard]] double next_collective_trust(const ValorisationParameters& p, double collective, int successes,
                                           int failures);
/// Valorisation stock a month later.
[[nodiscard]] double next_valorisation(const ValorisationParameters& p, double stock, double action,
                                       double promotion);

/// Last month's news reach those who know a member; then they are forgotten.
class Publicity final : public sim::Submodel<World> {
 public:
  explicit Publicity(const ValorisationParameters& parameters) : parameters_(parameters) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  /// In this tie, the one of lower or higher uid hears of the other; `certified` by a catalyst it trusts.
  struct Report {
    std::uint32_t tie;
    bool hearer_is_low, success, certified;
  };
  /// Trust from which a catalyst that accompanies a project vouches for it.
  static constexpr double trusted = 0.5;
  ValorisationParameters parameters_;
  std::vector<Report> reports_;
};

/// The stock of valorisation and collective trust of every EPCI, at the end of the month.
class Valorisation final : public sim::Submodel<World> {
 public:
  explicit Valorisation(const ValorisationParameters& parameters) : parameters_(parameters) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World&, const sim::Step&) override {}
  void commit(World& world, const sim::Step& step) override;

 private:
  ValorisationParameters parameters_;
};

}  // namespace territory
