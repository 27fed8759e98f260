// What is called and arranged in a month, and the workshops that last longer (MODEL SM3).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/territory/vocabulary.hpp"
#include "sim/state/table.hpp"

namespace territory {

/// Most people a workshop can have, whatever the scenario says.
inline constexpr std::size_t workshop_seats = 20;
/// Uids, ascending; zero past the number of participants.
using WorkshopRoster = std::array<std::uint32_t, workshop_seats>;

/// A month that never was, in columns that say when something last happened.
inline constexpr std::int16_t never = -32768;

/// Workshops under way: the same people sit together once a month.
struct Workshops {
  sim::Table table{"workshops"};
  sim::Column<std::uint32_t> organiser = table.add<std::uint32_t>("organiser");  ///< uid
  sim::Column<std::int16_t> called = table.add<std::int16_t>("called");          ///< month
  sim::Column<std::uint8_t> ordinal = table.add<std::uint8_t>("ordinal");
  sim::Column<std::uint32_t> commune = table.add<std::uint32_t>("commune");  ///< row, where it sits
  sim::Column<std::uint8_t> sittings = table.add<std::uint8_t>("sittings");  ///< held so far
  sim::Column<WorkshopRoster> roster = table.add<WorkshopRoster>("roster");
  sim::Column<std::uint8_t> count = table.add<std::uint8_t>("count");
};

/// Whom a call is addressed to: around the commune, the EPCI, or everybody of the EPCI's démarche.
enum class CallReach : std::uint8_t { around, epci };

/// A call to an event or a workshop, decided among the agendas of a month, answered by its participants.
struct Call {
  std::uint32_t organiser;  ///< row of a mayor or catalyst
  std::uint32_t commune;    ///< row, where it is held
  Modality modality;        ///< event or workshop
  CallReach reach;
  std::uint8_t ordinal;  ///< among the organiser's calls of the month
  bool by_mayor;
  bool companies_only = false;  ///< addressed to companies of any size and to nobody else
};

/// Two actors brought together by something other than their own encounters. Bonuses add to the prior mean of
/// the trust of each in the other if they did not know each other.
struct ArrangedMeeting {
  std::uint32_t low_row, high_row;
  Occasion occasion;
  float bonus_low = 0.0F, bonus_high = 0.0F;
  bool by_mayor = false;  ///< an introduction by a mayor: a new contact has that origin
};

/// A mayor who asks to join a project; the rule of joining decides.
struct ProjectRequest {
  std::uint32_t actor;    ///< row
  std::uint32_t project;  ///< row
};

/// Plans of the month: filled by agendas (P04, P05), emptied by those who carry them out (P05, P06, P11).
/// Nothing of it outlives the month.
struct MonthPlan {
  std::vector<Call> calls;
  std::vector<ArrangedMeeting> meetings;
  std::vector<ProjectRequest> project_requests;

  /// The ordinal of one more call of this organiser.
  [[nodiscard]] std::uint8_t next_ordinal(std::uint32_t organiser) const {
    std::uint8_t ordinal = 0;
    for (const Call& call : calls) ordinal += call.organiser == organiser;
    return ordinal;
  }
};

/// What an actor took part in this month, bits of `Actors::participation`.
namespace participation {
inline constexpr std::uint8_t event = 1, workshop = 2, place = 4;
/// A workshop whose organiser has an academic host.
inline constexpr std::uint8_t academic_workshop = 8;
}  // namespace participation

}  // namespace territory
