// Municipal elections (MODEL SM16): some mayors change; the town hall remembers part of what it knew.
//
// In an election month a mayor is replaced with probability `mayor_turnover`. Both directed states of each of
// their contacts keep the share `keep` of the evidence and their prior moves toward ½ (Zaheer, McEvily &
// Perrone 1998: interpersonal and interorganisational trust are distinct). Partnerships go on. The new mayor
// has new traits, a new profile and floor(mayor_level_kept · level).
#pragma once

#include "models/territory/world/mayor_profiles.hpp"
#include "models/territory/world/traits.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

struct ElectionParameters {
  /// March 1983, 1989, June 1995, March 2001, 2008, 2014, June 2020 (installation after the second round),
  /// then every six years.
  std::vector<int> months{-298, -226, -151, -82, 2, 74, 149, 218, 290};
  double mayor_turnover = 0.4;
  double keep = 0.5;
  double mayor_level_kept = 0.5;

  void describe(sim::ParameterVisitor& parameters);
};

class Elections final : public sim::Submodel<World> {
 public:
  Elections(ElectionParameters parameters, const TraitDrawer& traits,
            const ProfileShares& profiles = even_profiles)
      : parameters_(std::move(parameters)), traits_(traits), profiles_(profiles) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  ElectionParameters parameters_;
  const TraitDrawer& traits_;
  ProfileShares profiles_;
  std::vector<std::uint32_t> replaced_;
};

}  // namespace territory
