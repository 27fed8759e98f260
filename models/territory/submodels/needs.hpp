// Needs in the 16 fragility domains and how actors see them (MODEL SM1).
//
//   N_{c,d} = clip(level_d + het·spread·(rank_{c,d} − ½))   where a proxy exists, else clip(level_d + het·noise·z)
//   n̂_{i,d} = clip(N_{c(i),d} + (1 − acc_i)·perception_noise·z),  z drawn anew each January
//   acc ← acc_start + (1 − accuracy_decay)·(acc − acc_start)      what listening added fades
//
// Everybody looks around in January; who listens better or worse than usual does so every month, with the
// error of the year. The columns hold n̂·W, and exp(κ_n/2 · n̂·W), so that the pull of a domain on a pair is
// one product.
#pragma once

#include "models/territory/world/traits.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

struct NeedParameters {
  std::array<double, domain_count> need_levels{0.64, 0.59, 0.63, 0.5, 0.5,  0.5, 0.5,  0.5,
                                               0.5,  0.5,  0.5,  0.6, 0.59, 0.5, 0.59, 0.59};
  double heterogeneity = 1.0;  ///< het; 0 = alike everywhere
  double rank_spread = 0.35;
  double commune_noise = 0.1;
  double acc_start = usual_accuracy;
  double accuracy_decay = 0.02;
  double perception_noise = 0.3;
  double need_pull = 1.0;
  double remoteness_weight = 1.0 / 3.0;
  RoleWeights weights;

  void describe(sim::ParameterVisitor& parameters);
};

/// Fills needs and their baselines from the proxies; once, at world building.
void initialise_needs(World& world, const NeedParameters& parameters, sim::RandomKey key);

class Perception final : public sim::Submodel<World> {
 public:
  explicit Perception(const NeedParameters& parameters) : parameters_(parameters) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World&, const sim::Step&) override {}
  void commit(World& world, const sim::Step& step) override;
  /// Everybody looks around, whatever the month; also used at world building.
  void perceive(World& world, sim::RandomKey key, sim::Month month, const sim::Executor& executor) const;

 private:
  /// Listening accuracy of an actor, with what levers add in its EPCI.
  [[nodiscard]] double accuracy_of(const World& world, std::size_t actor) const;
  /// Its own accuracy a month later.
  [[nodiscard]] float forgotten(float accuracy) const;
  void look(World& world, std::size_t actor, double accuracy, const sim::Draws& draws) const;

  NeedParameters parameters_;
  sim::CoarseNormal normal_;
};

}  // namespace territory
