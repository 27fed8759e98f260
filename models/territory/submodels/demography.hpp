// Organisations leave and are replaced in their seat (MODEL SM16, D9.1): same uid, next generation, new
// traits, no contacts. Their partnerships and contacts end with them.
#pragma once

#include "models/territory/world/traits.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

struct DemographyParameters {
  enum class EntrantLevel { initial, zero };

  bool enabled = true;
  double exit_association = 0.0043;
  double exit_tpe = 0.007;
  double exit_company10 = 0.003;
  EntrantLevel entrant_level = EntrantLevel::initial;

  void describe(sim::ParameterVisitor& parameters);
  [[nodiscard]] double exit_rate(Kind kind) const;
};

class Demography final : public sim::Submodel<World> {
 public:
  Demography(const DemographyParameters& parameters, const TraitDrawer& traits)
      : parameters_(parameters), traits_(traits) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  /// Ties of those who leave, ascending.
  [[nodiscard]] std::vector<std::uint32_t> ties_of(const World& world, std::span<const std::uint32_t> leaving,
                                                   const sim::Executor& executor);
  void release_partners(World& world, std::span<const std::uint32_t> ties) const;

  DemographyParameters parameters_;
  const TraitDrawer& traits_;
  sim::PerChunk<std::uint32_t> leaving_, lost_;
};

}  // namespace territory
