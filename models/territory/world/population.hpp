// The population of a territory from counts of its communes (MODEL D5).
#pragma once

#include "models/territory/world/traits.hpp"
#include "models/territory/world/world.hpp"
#include "sim/parallel/executor.hpp"

namespace territory {

struct PopulationParameters {
  double public_factor_10 = 0.8875;
  double public_factor_1_9 = 1.0;
  double associations_per_1000 = 10.6;
  double rural_uplift = 1.0;
  double culture_noise = 0.1;

  void describe(sim::ParameterVisitor& parameters);
};

/// Organisations of a commune, before the fraction is rounded: companies ≥10, TPE, associations.
[[nodiscard]] std::array<double, 3> expected_organisations(const Commune& commune,
                                                           const PopulationParameters& parameters);

/// Gives every entity its uid and fills the tables: communes, EPCI, actors commune by commune (mayor,
/// companies ≥10, TPE, associations), catalyst seats, place seats. A fraction of an organisation is rounded
/// by one uniform a commune and class. Uninhabited communes have no actors. `seats` = catalyst seats an EPCI,
/// place seats a commune.
void populate(World& world, const PopulationParameters& parameters, const TraitDrawer& traits,
              std::array<int, 2> seats, sim::RandomKey key, const sim::Executor& executor);
/// Adds one actor after all others, for twin-world tests; before the roster is built.
void add_latecomer(World& world, Kind kind, std::uint32_t commune, const TraitDrawer& traits,
                   sim::RandomKey key);

}  // namespace territory
