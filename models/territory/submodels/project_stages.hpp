// The stages of one project, as laws of its state (MODEL SM9): emerge, perpetuate, deploy, each four
// sub-steps behind a barrier of its own.
//
//   P(advance) = min(1, 4/D_s · barrier · support · 2T̄)        T̄ mean trust among members
//   barrier      emerge min(1, members/full)   perpetuate min(1, viability/needed)
//                deploy min(1, v_q·T_out/needed),  v_q = 1 if visible, else hidden_factor
//   P(fail)    = φ_s·(fail_quality − quality)·(money < 0 ? fail_broke : 1)·(granted ? grant_fail_factor : 1)
//   viability += drift·(H − viability) + gain·accompanied       H normalised entropy of the lead's finance
//   money     += (viability + contribution·members)·(1 − cut) − 1                 in months of its own cost
//
// A project that advances does not fail in the same month.
#pragma once

#include <span>

#include "models/territory/submodels/project_parameters.hpp"
#include "models/territory/world/world.hpp"

namespace territory {

/// What the chances of a project's month rest on.
struct ProjectSituation {
  Stage stage = Stage::emerge;
  int members = 0;
  double trust = 0.5;            ///< T̄
  double outsiders_trust = 0.5;  ///< T_out
  double quality = 0.0, viability = 0.0, money = 0.0;
  bool visible = false, accompanied = false, granted = false;
};

[[nodiscard]] double barrier(const ProjectParameters& p, const ProjectSituation& s);
[[nodiscard]] double advance_probability(const ProjectParameters& p, const ProjectSituation& s);
[[nodiscard]] double fail_probability(const ProjectParameters& p, const ProjectSituation& s);
/// Viability a month later; `entropy` is H.
[[nodiscard]] double next_viability(const ProjectParameters& p, const ProjectSituation& s, double entropy);
/// Money a month later; `cut` is the share of its income that is lost.
[[nodiscard]] double next_money(const ProjectParameters& p, const ProjectSituation& s, double cut);

/// Normalised entropy of shares; 1 when they are all zero.
[[nodiscard]] double mix_entropy(std::span<const float> shares);
/// The same of an actor's finance; companies and mayors, whose finance is not followed, have 1.
[[nodiscard]] double finance_entropy(const Actors& actors, std::size_t row);
/// A month of `partnerships` with companies: part of the public share (first) in excess of the mean of sales
/// and private money (second and third) goes to these two.
void shift_finance(std::array<float, 4>& finance, int partnerships, double mix_shift);

/// Reads the situation of a project off the world.
[[nodiscard]] ProjectSituation situation_of(const World& world, const ProjectParameters& p,
                                            std::size_t project, std::span<const std::uint32_t> members);
/// Mean trust of members' contacts outside the project toward them; `otherwise` if there are none.
[[nodiscard]] double outsiders_trust(const World& world, std::span<const std::uint32_t> members,
                                     double otherwise);

}  // namespace territory
