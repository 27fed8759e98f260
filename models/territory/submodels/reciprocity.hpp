// Who gains more from a partnership (MODEL SM21).
//
//   net_i = x_ij·n̂_{i,d}·W_{i,d} − cost/K_i            in a month in which the two act together
//   bal   ← balance_memory·bal + (1 − balance_memory)·clip(net_i − net_j; −1, 1)
//
// x_ij = 1 when j delivered to i, d is the domain of the partnership, i the member with the lower uid: a
// positive balance says that i gains more. It begins at 0 with each partnership. Endings and reviews of
// projects read it.
#pragma once

#include "models/territory/submodels/alliance_terms.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

struct ReciprocityParameters {
  bool enabled = true;
  double balance_memory = 0.9;

  void describe(sim::ParameterVisitor& parameters);
};

class Reciprocity final : public sim::Submodel<World> {
 public:
  Reciprocity(const ReciprocityParameters& parameters, const AllianceTerms& terms)
      : parameters_(parameters), terms_(terms) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World&, const sim::Step&) override {}
  /// Each partnership writes its own balance and reads nobody else's: one parallel pass.
  void commit(World& world, const sim::Step& step) override;

  /// What a joint act of partnership `tie` brought its member in row `actor`.
  [[nodiscard]] double net_gain(const World& world, std::size_t tie, std::uint32_t actor,
                                bool delivered) const;
  /// The same of a partnership about `domain` that takes `cost` hundredths of a unit.
  [[nodiscard]] double net_gain(const Actors& actors, std::uint32_t actor, std::uint8_t domain,
                                std::int32_t cost, bool delivered) const;
  /// The balance after an act that brought the two sides this much.
  [[nodiscard]] float balance_after(float balance, double low, double high) const;

 private:
  ReciprocityParameters parameters_;
  AllianceTerms terms_;
};

}  // namespace territory
