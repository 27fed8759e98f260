// What observers write down of a month (MODEL SM17, SM18); nothing here acts on anybody by itself.
//
// State of a commune, as its mayor would answer Q4, the first that holds:
//   anchored   ≥ `q4_anchored` active projects with a member there in each of the last `q4_anchor_months`
//              months, one of them past emergence
//   growing    ≥ `q4_growing` active projects, and more than `q4_window` months ago
//   emerging   a gathering held there or called by its mayor within `q4_window` months, or at least
//              `q4_min_attendances` attendances of its actors elsewhere in them, or an active project
//   none       nothing of this
// A project is active as long as it has a row: under way, or deployed and still held.
//
// By EPCI: solutions that reached perpetuate (territorial innovation) and that ended deployment (sociétale)
// this month; grants given and what members and own income added to funded projects, for the funder's
// leverage. Last of the month.
#pragma once

#include "models/territory/submodels/project_funding.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"
#include "sim/parameters/parameter.hpp"

namespace territory {

struct ObserverParameters {
  bool enabled = true;
  int q4_window = 24;
  int q4_min_attendances = 1;
  int q4_growing = 1;
  int q4_anchored = 2;
  int q4_anchor_months = 36;
  double rse_gain = 0.02;

  void describe(sim::ParameterVisitor& parameters);
};

/// What the state of a commune rests on.
struct CommuneHistory {
  int months_since_gathering;  ///< 0 = this month; `never_gathered` when there was none
  int attendances;             ///< within the window
  int projects;                ///< active now
  int projects_before;         ///< a window ago
  int fewest_projects;         ///< in any of the last `q4_anchor_months` months
  bool past_emergence;         ///< one of the active ones
};
inline constexpr int never_gathered = 1 << 20;
[[nodiscard]] Dynamic dynamic_of(const CommuneHistory& history, const ObserverParameters& parameters);

/// Slot of a month in the rings of a commune, before January 2008 too.
[[nodiscard]] constexpr std::size_t ring_slot(int month) {
  constexpr int ring = 60;
  return static_cast<std::size_t>((month % ring + ring) % ring);
}

class Observers final : public sim::Submodel<World> {
 public:
  Observers(const ObserverParameters& parameters, const ProjectFunding& funding)
      : parameters_(parameters), funding_(funding) {}
  [[nodiscard]] sim::Declaration declaration() const override;
  void decide(const World& world, const sim::Step& step) override;
  void commit(World& world, const sim::Step& step) override;

 private:
  [[nodiscard]] CommuneHistory history(const World& world, std::size_t commune, int month) const;
  void book_money(World& world) const;

  ObserverParameters parameters_;
  ProjectFunding funding_;
  std::vector<std::uint8_t> active_, past_emergence_;  ///< by commune, counts up to 255
};

}  // namespace territory
