#include "models/territory/world/membership.hpp"

#include <algorithm>

namespace territory {

void leave_workshops(World& world, std::span<const std::uint32_t> rows) {
  Workshops& workshops = world.workshops;
  if (workshops.table.rows() == 0 || rows.empty()) return;
  std::vector<std::uint32_t> leaving;
  leaving.reserve(rows.size());
  for (const std::uint32_t row : rows) leaving.push_back(world.actors.table.uid(row).value);
  for (std::size_t w = 0; w < workshops.table.rows(); ++w) {
    WorkshopRoster& roster = workshops.roster[w];
    const auto members = roster.begin() + workshops.count[w];
    const auto left = std::remove_if(roster.begin(), members, [&](std::uint32_t uid) {
      return std::binary_search(leaving.begin(), leaving.end(), uid);
    });
    std::fill(left, members, 0U);
    workshops.count[w] = static_cast<std::uint8_t>(left - roster.begin());
  }
}

}  // namespace territory
