// Who is asked to a gathering, and who comes (MODEL SM3).
//
// A call reaches the communes within `invite_radius` of where it is held, or the whole EPCI; invite_factor
// people are asked for each seat, the nearest commune first, within a commune in a drawn order. One of them
// comes when ready this year (Bernoulli, drawn each January) and with probability
//
//   expit(c + c_pref·pref + c_trust·T_org + c_need·max_d n̂W_d + c_load·load + c_cit·(cit − ½))
//
// pref: own weight of the modality; T_org: trust in the organiser, ½ if unknown; load: capacity in use and
// due this month over capacity. Seats go to those who come in the order in which they were asked. Under
// `workshops_open_to = "companies"` nobody else is asked to what is not an event.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "models/territory/submodels/alliance_terms.hpp"
#include "models/territory/submodels/gathering_parameters.hpp"
#include "models/territory/world/neighbourhoods.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/submodel.hpp"

namespace territory {

/// What became of a call.
struct Answers {
  Call call;  ///< with the modality in which it is held
  int asked = 0, declined = 0, turned_away = 0;
  std::vector<std::uint32_t> coming;  ///< rows, in the order in which they were asked
};

class Invitations {
 public:
  Invitations(const GatheringParameters& parameters, const AllianceTerms& terms, const Geography& geography,
              const sim::Executor& executor);

  /// `due` = capacity already promised this month, by row; rows not listed have promised none.
  struct Due {
    std::uint32_t row;
    std::int32_t cost;
  };
  [[nodiscard]] Answers answer(const World& world, const sim::Step& step, const Call& call,
                               std::span<const Due> due) const;

  /// The modality in which a call is held. Adaptive: a workshop for which the communes in reach have fewer
  /// people of the level than it has seats is held as an event.
  [[nodiscard]] Modality held_as(const World& world, const Call& call) const;
  /// Communes a call reaches, in the order in which they are asked.
  [[nodiscard]] std::vector<std::uint32_t> reach(const World& world, const Call& call) const;

  struct Invitee {
    double order, comes;  ///< uniforms
    std::uint32_t row;
  };
  /// Those asked, in order.
  [[nodiscard]] std::vector<Invitee> invitees(const World& world, const sim::Step& step,
                                              const Call& call) const;
  /// Whether the actor is open to invitations in the year of the month.
  [[nodiscard]] bool ready(const World& world, const sim::Step& step, std::uint32_t row) const;
  /// Probability that somebody who is ready comes.
  [[nodiscard]] double acceptance(const World& world, const Call& call, std::uint32_t row,
                                  std::int32_t due) const;

 private:
  /// Calls `use(row)` for everybody of a commune who may be asked; stops when it gives false.
  template <class Use>
  bool for_eligible(const World& world, const Call& call, std::uint32_t commune, Level least,
                    Use&& use) const;

  GatheringParameters parameters_;
  AllianceTerms terms_;
  Neighbourhoods neighbourhoods_;
  std::vector<std::vector<std::uint32_t>> communes_of_epci_;
};

}  // namespace territory
