// Who goes to third places, and whom they meet there (MODEL SM11).
//
//   P(an actor goes out this month) = Σ attend_rate · e^{−km/attend_km}  over open places within place_radius
//
// One visit a month at most, to a place drawn with those weights. Each visitor meets one other visitor of the
// same place, drawn uniformly. Where a catalyst works in the EPCI of the place, strangers who meet there
// start with place_bonus more trust.
#pragma once

#include <optional>

#include "models/territory/submodels/place_parameters.hpp"
#include "models/territory/world/neighbourhoods.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

class PlaceVisits final : public sim::Submodel<World> {
 public:
  /// `catalysts_work`: whether open catalysts do anything at all.
  PlaceVisits(const PlaceParameters& parameters, bool catalysts_work)
      : parameters_(parameters), catalysts_work_(catalysts_work) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  /// A place in reach of a commune; the chance that somebody from there goes to it or one listed before.
  struct Reach {
    std::uint32_t place;
    double up_to;
  };
  struct Visit {
    std::uint32_t place, actor;
  };
  void look_around(const World& world, const sim::Executor& executor);
  [[nodiscard]] std::span<const Reach> reach(std::size_t commune) const {
    return {reaches_.data() + offsets_[commune], reaches_.data() + offsets_[commune + 1]};
  }
  void meet(const World& world, std::span<const Visit> visitors, float bonus, const sim::Draws& stream);

  PlaceParameters parameters_;
  bool catalysts_work_;
  std::optional<Neighbourhoods> neighbourhoods_;
  // Follows from the open places, made anew when they change.
  std::vector<std::uint8_t> open_;
  std::vector<std::size_t> offsets_;
  std::vector<Reach> reaches_;
  sim::PerChunk<Visit> visits_by_chunk_;
  std::vector<Visit> visits_;
  std::vector<ArrangedMeeting> meetings_;
};

}  // namespace territory
