// Projects of several actors, and the news they make (MODEL SM9, SM13).
#pragma once

#include <array>
#include <cstdint>

#include "models/territory/vocabulary.hpp"
#include "sim/state/table.hpp"

namespace territory {

/// Most members a project can have, whatever the scenario says.
inline constexpr std::size_t project_seats = 30;
/// Uids of members, ascending; zero past the number of members.
using ProjectMembers = std::array<std::uint32_t, project_seats>;

/// Projects under way and, for some time, those deployed. The identity under which a project draws is (uid of
/// its first lead, month born, ordinal among that lead's projects of the month); its uid only orders rows.
struct Projects {
  sim::Table table{"projects"};
  sim::Column<std::uint32_t> founder = table.add<std::uint32_t>("founder");  ///< uid of the first lead
  sim::Column<std::int16_t> born = table.add<std::int16_t>("born");
  sim::Column<std::uint8_t> ordinal = table.add<std::uint8_t>("ordinal");
  sim::Column<std::uint32_t> lead = table.add<std::uint32_t>("lead");  ///< uid, one of the members
  sim::Column<ProjectMembers> members = table.add<ProjectMembers>("members");
  sim::Column<std::uint8_t> member_count = table.add<std::uint8_t>("member_count");
  sim::Column<std::uint32_t> epci = table.add<std::uint32_t>("epci");  ///< row of the EPCI it was born in
  sim::Column<std::uint16_t> domains = table.add<std::uint16_t>("domains");  ///< bit d = domain d + 1
  sim::Column<std::uint8_t> type = table.add<std::uint8_t>("type");          ///< template it follows, 0 to 7
  sim::Column<Stage> stage = table.add<Stage>("stage");
  sim::Column<std::uint8_t> step = table.add<std::uint8_t>("step");  ///< sub-steps of the stage done, 0 to 3
  sim::Column<std::int16_t> stage_since = table.add<std::int16_t>("stage_since");
  sim::Column<float> quality = table.add<float>("quality");
  sim::Column<float> viability = table.add<float>("viability");
  sim::Column<float> money = table.add<float>("money");  ///< months of its own cost
  sim::Column<std::uint8_t> visible = table.add<std::uint8_t>("visible");
  sim::Column<std::uint8_t> granted = table.add<std::uint8_t>("granted");  ///< has had a grant
  sim::Column<std::uint8_t> pilot =
      table.add<std::uint8_t>("pilot");  ///< of a démarche, while it carries out
  sim::Column<std::uint8_t> grant_booked =
      table.add<std::uint8_t>("grant_booked");  ///< seen by the observers
  /// 1 + row of the catalyst seat that accompanies it; 0 = nobody.
  sim::Column<std::uint32_t> accompanied = table.add<std::uint32_t>("accompanied");

  [[nodiscard]] std::size_t size() const { return table.rows(); }
};

/// Visible outcomes of projects of the last month: heard by others a month later, then dropped.
struct News {
  sim::Table table{"news"};
  sim::Column<std::uint32_t> epci = table.add<std::uint32_t>("epci");
  sim::Column<ProjectMembers> members = table.add<ProjectMembers>("members");
  sim::Column<std::uint8_t> member_count = table.add<std::uint8_t>("member_count");
  sim::Column<std::uint8_t> success = table.add<std::uint8_t>("success");
  /// 1 + row of the catalyst seat that accompanied the project; 0 = nobody.
  sim::Column<std::uint32_t> accompanied = table.add<std::uint32_t>("accompanied");
};

}  // namespace territory
