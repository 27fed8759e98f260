// What an actor is like when it appears (MODEL D5): at world building, and when an organisation takes the
// seat of one that left.
#pragma once

#include "models/territory/world/world.hpp"
#include "sim/math/distributions.hpp"
#include "sim/parameters/parameter.hpp"
#include "sim/random/draws.hpp"

namespace territory {

/// Listening accuracy of who has not learnt to listen, unless the scenario says otherwise.
inline constexpr double usual_accuracy = 0.5;

struct TraitParameters {
  double theta_shape_a = 6, theta_shape_b = 2;
  double trait_noise = 0.1;
  std::array<double, 3> ability_shares{0.4, 0.3, 0.3};
  double propensity_a = 5, propensity_b = 5;
  double het_sd = 0.8;
  double risk_sd = 0.05;
  double semantics_a = 2, semantics_b = 4;
  std::array<double, 3> competence_count_shares{0.5, 0.3, 0.2};
  double eti_share = 0.03;
  double employing_share = 0.13;
  std::array<double, 4> potential_share{0.54, 0.20, 0.60, 0.80};  ///< company ≥10, TPE, association, mayor
  std::array<double, 4> engaged_start{0.16, 0.062, 0.285, 0};
  double level1_start = 0.5;
  std::array<double, 4> base_share_company10{0.30, 0.45, 0.25, 0.16};
  std::array<double, 4> base_share_others{0.5, 0.07, 0.19, 0.24};
  std::array<double, 4> finance_mix_alpha{4, 3, 2, 1};  ///< public, sales, private, gifts

  void describe(sim::ParameterVisitor& parameters);
};

/// W[family][domain]: how much a family's role counts for a domain, in [0, 1] (S1.06-08).
struct RoleWeights {
  std::array<double, domain_count> company{};
  std::array<double, domain_count> association{};
  double public_body = 0.5;

  void describe(sim::ParameterVisitor& parameters);
  RoleWeights();
  [[nodiscard]] double of(Family family, int domain) const;
};

/// A partnership type drawn from shares that need not sum to one (multi-answer survey shares).
[[nodiscard]] Alliance draw_type(const std::array<double, 4>& shares, double u);
/// Position of `kind` in the arrays by kind of `TraitParameters`; catalysts have none.
[[nodiscard]] std::size_t kind_slot(Kind kind);

class TraitDrawer {
 public:
  TraitDrawer(const TraitParameters& parameters, const RoleWeights& weights,
              double acc_start = usual_accuracy);

  /// Draws every trait of the actor in `row`, its level and potential included; its commune, kind and seat
  /// stay.
  void draw(Actors& actors, std::size_t row, sim::RandomKey key, sim::Month month, bool blank_level) const;
  /// Person-bound traits only, and the potential: a new mayor.
  void draw_person(Actors& actors, std::size_t row, sim::RandomKey key, sim::Month month) const;

 private:
  [[nodiscard]] std::uint16_t draw_competences(Kind kind, sim::KeyedDraws draws) const;
  void draw_level(Actors& actors, std::size_t row, sim::KeyedDraws draws) const;
  void draw_finance(Actors& actors, std::size_t row, sim::KeyedDraws draws) const;

  TraitParameters parameters_;
  RoleWeights weights_;
  float acc_start_;
  sim::BetaTable theta_, propensity_, semantics_;
  std::vector<sim::GammaTable> finance_;
};

}  // namespace territory
