// The forum des associations: once a year those of a commune who know an association meet it again.
//
// In `month` of every year, each contact between an association and another organisation of its commune who
// did not meet this month anyway meets with probability `attendance`, as at an event. What the meeting is
// worth follows in `Outcomes` and `TrustUpdate`; a contact that met is not lost this month (`ContactExpiry`).
#pragma once

#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct ForumParameters {
  double attendance = 0;  ///< 0: no forum, the neutral value
  int month = 9;

  void describe(sim::ParameterVisitor& parameters);
};

class Forum final : public sim::Submodel<World> {
 public:
  explicit Forum(const ForumParameters& parameters) : parameters_(parameters) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

  /// Whether both sit in one commune, and one of them at least is an association, the other an organisation.
  [[nodiscard]] static bool invited(const World& world, std::size_t tie);

 private:
  ForumParameters parameters_;
  sim::PerChunk<std::uint32_t> meeting_;  ///< rows of the contacts that meet
};

}  // namespace territory
