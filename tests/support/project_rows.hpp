// Projects as a test wants them, without the submodel that makes them.
#pragma once

#include <vector>

#include "models/territory/submodels/project_parameters.hpp"
#include "models/territory/world/world.hpp"

namespace lien_test {

/// One project of these actor rows in EPCI row `epci`, at the stage emerge; gives its row.
inline std::uint32_t add_project(territory::World& world, std::uint32_t epci, std::uint16_t domains, int born,
                                 const std::vector<std::uint32_t>& members) {
  territory::Projects& projects = world.projects;
  const std::uint32_t row = projects.table.append(world.uids, 1);
  projects.born[row] = projects.stage_since[row] = static_cast<std::int16_t>(born);
  projects.epci[row] = epci;
  projects.domains[row] = domains;
  for (const std::uint32_t member : members) {
    projects.members[row][projects.member_count[row]++] = world.actors.table.uid(member).value;
    ++world.actors.projects[member];
    world.actors.committed[member] += territory::ProjectParameters{}.membership_cost();
  }
  if (!members.empty()) projects.founder[row] = projects.lead[row] = projects.members[row][0];
  return row;
}

}  // namespace lien_test
