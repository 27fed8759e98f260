// Parameters of projects (MODEL SM9, and those of D5 and SM3 that only projects use): `[projects]`.
#pragma once

#include <array>
#include <cstdint>

#include "models/territory/vocabulary.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

/// Stages in which a project works its way forward.
inline constexpr std::size_t working_stages = 3;
/// Sub-steps of each of them.
inline constexpr int stage_steps = 4;
/// Distinct models of a project that are known at most.
inline constexpr int most_templates = 8;

struct ProjectParameters {
  /// What decides the domains of a new project: the need its members see, or what its lead can do.
  enum class Driver { need, solution };
  /// Who may be a member, and so lead.
  enum class OpenTo { everybody, companies };
  /// The one domain projects may take up: 0 any, else number of the domain from 1 on.
  enum class OnlyDomain : int {};

  bool enabled = true;
  double existing_projects = 2;
  Stage project_start_stage = Stage::emerge;
  double idea_prob = 1;
  double rigour = 0.9;
  Driver idea_driver = Driver::need;
  int project_templates = most_templates;
  OpenTo open_to = OpenTo::everybody;
  OnlyDomain only_domain{};
  int members_min = 3;
  int members_max = 12;
  int members_full = 5;
  double join_rate = 0.1;
  double idea_trust = 0.5;
  double join_trust = 0.5;
  double outsider_prior = 0.5;
  double match_share = 0.3;
  std::array<double, working_stages> stage_months{24, 36, 24};
  std::array<double, working_stages> fail_rate{0.007, 0.004, 0.002};
  double fail_quality = 1.5;
  double fail_broke = 2;
  double viability_start = 0.3;
  double viability_needed = 0.5;
  double viability_drift = 0.02;
  double accompaniment_viability = 0.01;
  double mix_shift = 0.02;
  double deploy_needed = 0.25;
  double hidden_factor = 0.3;
  double project_money = 12;
  double member_contribution = 0.1;
  double grant_months = 18;
  double grant_fail_factor = 0.5;
  double accompaniment_speed = 1.5;
  int deploy_hold = 24;
  double project_cost = 0.5;
  double copy_rate = 0.01;
  double copy_quality = 0.9;
  bool anchored_copy = true;
  int copy_neighbours = 6;

  void describe(sim::ParameterVisitor& parameters);
  /// Of one membership, in hundredths of a unit.
  [[nodiscard]] std::int32_t membership_cost() const;
  [[nodiscard]] bool admits(Kind kind) const {
    return kind != Kind::catalyst &&
           (open_to == OpenTo::everybody || family_of(kind) == Family::company);
  }
  /// Families without which no project begins: two, unless only one is let in.
  [[nodiscard]] int families_min() const { return open_to == OpenTo::everybody ? 2 : 1; }
  /// Domains that a new project may take up, bit d = domain d + 1.
  [[nodiscard]] std::uint16_t domains_allowed() const;
};

}  // namespace territory
