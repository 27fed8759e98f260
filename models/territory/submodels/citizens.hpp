// The voluntary energy of citizens (MODEL SM20): visible successes feed it, it ebbs to where it came from,
// and associations close to citizens can carry more where it is high.
//
//   start  cit = clip(½·(associations + 1)/(expected by population + 1))
//   month  cit ← clip(cit + (citizen_gain·S_e + coordinator)·(1 − cit) − citizen_decay·(cit − start))
//   K_i    = K·(1 + citizen_capacity·(cit − ½)·W_i/max W)      associations with a domain citizens care for
//
// S_e is the share of successes among last month's visible outcomes of projects in the EPCI, 0 without any;
// `coordinator` counts where the mayor is of the profile Coordinateur citoyen; W_i is the largest weight of
// citizens' role among the association's domains (S1.06). Switched off, the energy is ½ everywhere, which is
// neutral.
#pragma once

#include <array>
#include <vector>

#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct CitizenParameters {
  bool enabled = true;
  double citizen_gain = 0.02;
  double citizen_decay = 0.005;
  double citizen_capacity = 0.4;
  double citizen_coordinator = 0.005;
  /// W_cit of isolation (domain 8), education (10), environment (15).
  std::array<double, 3> citizen_weights{0.50, 0.52, 0.61};

  void describe(sim::ParameterVisitor& parameters);
  /// The largest `Actors::capacity_bonus` there can be.
  [[nodiscard]] float most_bonus() const;
};

/// Sets the energy with which each commune starts; once the actors are there.
void initialise_citizens(World& world, const CitizenParameters& parameters, double associations_per_1000);

class Citizens final : public sim::Submodel<World> {
 public:
  explicit Citizens(const CitizenParameters& parameters) : parameters_(parameters) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  /// W_i/max W of these domains; 0 when citizens care for none of them.
  [[nodiscard]] double closeness(std::uint16_t competences) const;

  CitizenParameters parameters_;
  std::vector<double> success_share_;  ///< by EPCI
};

}  // namespace territory
