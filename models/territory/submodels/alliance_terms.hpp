// The partnership ladder: what each type costs, risks, and gives as evidence (MODEL SM7), and what actors can
// carry.
#pragma once

#include <array>
#include <cstdint>

#include "models/territory/world/world.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct AllianceTerms {
  std::array<double, alliance_count> threshold{0.45, 0.50, 0.55, 0.60};
  std::array<double, alliance_count> unit_cost{0.05, 0.10, 0.20, 0.30};
  std::array<double, alliance_count> stake{0.2, 0.3, 0.6, 0.8};
  std::array<double, alliance_count> interaction_rate{0.4, 0.5, 0.5, 0.6};
  std::array<double, alliance_count> evidence_weight{0.7, 0.8, 1.0, 1.0};
  /// TPE, PME, ETI, association, employing association, mayor
  std::array<double, 6> capacity{1, 2, 5, 1, 2.5, 3};

  void describe(sim::ParameterVisitor& parameters);

  [[nodiscard]] static std::size_t slot(Alliance type) { return static_cast<std::size_t>(type) - 1; }
  /// Cost in hundredths of a unit, less the share `cut`: whole numbers up to 100, so that sums of costs are
  /// exact.
  [[nodiscard]] std::int32_t cost(Alliance type, double cut = 0.0) const;
  /// Capacity of an actor in hundredths of a unit, with what citizens add to it; 0 for a catalyst.
  [[nodiscard]] std::int32_t capacity_of(const Actors& actors, std::size_t row) const {
    return capacity_with(actors, row, actors.capacity_bonus[row]);
  }
  /// The same, were the citizens' share `bonus`.
  [[nodiscard]] std::int32_t capacity_with(const Actors& actors, std::size_t row, float bonus) const;
};

}  // namespace territory
