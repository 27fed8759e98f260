#include "models/territory/world/project_membership.hpp"

#include <algorithm>
#include <limits>

namespace territory {

std::span<const std::uint32_t> members_of(const Projects& projects, std::size_t project) {
  return {projects.members[project].data(), projects.member_count[project]};
}

std::vector<std::uint32_t> member_rows(const World& world, std::size_t project) {
  std::vector<std::uint32_t> rows;
  for (const std::uint32_t uid : members_of(world.projects, project))
    rows.push_back(world.actors.table.row_of(sim::Uid{uid}));
  return rows;
}

void set_members(Projects& projects, std::size_t project, std::span<const std::uint32_t> uids) {
  ProjectMembers& members = projects.members[project];
  members.fill(0);
  std::copy(uids.begin(), uids.end(), members.begin());
  std::sort(members.begin(), members.begin() + static_cast<std::ptrdiff_t>(uids.size()));
  projects.member_count[project] = static_cast<std::uint8_t>(uids.size());
}

std::vector<std::uint32_t> communes_of(const World& world, std::size_t project) {
  std::vector<std::uint32_t> communes;
  for (const std::uint32_t row : member_rows(world, project)) communes.push_back(world.actors.commune[row]);
  std::sort(communes.begin(), communes.end());
  communes.erase(std::unique(communes.begin(), communes.end()), communes.end());
  return communes;
}

bool serves(const World& world, std::size_t project, std::uint32_t commune) {
  return std::ranges::any_of(members_of(world.projects, project), [&](std::uint32_t uid) {
    return world.actors.commune[world.actors.table.row_of(sim::Uid{uid})] == commune;
  });
}

double mean_pairwise_trust(const World& world, std::span<const std::uint32_t> rows, double otherwise) {
  double sum = 0.0;
  int pairs = 0;
  for (std::size_t a = 0; a < rows.size(); ++a) {
    for (std::size_t b = a + 1; b < rows.size(); ++b) {
      const std::int64_t tie = world.ties.store.find(rows[a], rows[b]);
      if (tie < 0) continue;
      const auto t = static_cast<std::size_t>(tie);
      sum += 0.5 * (world.ties.trust_ij[t] + world.ties.trust_ji[t]);
      ++pairs;
    }
  }
  return pairs > 0 ? sum / pairs : otherwise;
}

double trust_received(const World& world, std::span<const std::uint32_t> rows, std::uint32_t member) {
  double sum = 0.0;
  int known = 0;
  for (const std::uint32_t other : rows) {
    if (other == member) continue;
    const double trust = world.trust_toward(other, member, -1.0);
    if (trust < 0.0) continue;
    sum += trust;
    ++known;
  }
  return known > 0 ? sum / known : 0.0;
}

std::uint32_t choose_lead(const World& world, std::span<const std::uint32_t> rows) {
  std::uint32_t lead = rows.front();
  double most = -1.0;
  for (const std::uint32_t row : rows) {
    const double received = trust_received(world, rows, row);
    if (received > most) {
      most = received;
      lead = row;
    }
  }
  return lead;
}

void recount_shared_projects(World& world) {
  std::ranges::fill(world.ties.shared_projects.all(), std::uint8_t{0});
  for (std::size_t p = 0; p < world.projects.size(); ++p) {
    const std::uint32_t lead = world.actors.table.row_of(sim::Uid{world.projects.lead[p]});
    for (const std::uint32_t member : member_rows(world, p)) {
      if (member == lead) continue;
      const std::int64_t tie = world.ties.store.find(lead, member);
      if (tie < 0) continue;
      std::uint8_t& shared = world.ties.shared_projects[static_cast<std::size_t>(tie)];
      if (shared < std::numeric_limits<std::uint8_t>::max()) ++shared;
    }
  }
}

void recount_projects(World& world, std::int32_t cost) {
  std::ranges::fill(world.actors.projects.all(), std::uint8_t{0});
  std::ranges::fill(world.actors.committed.all(), 0);
  for (std::size_t p = 0; p < world.projects.size(); ++p) {
    for (const std::uint32_t row : member_rows(world, p)) {
      std::uint8_t& count = world.actors.projects[row];
      if (count < std::numeric_limits<std::uint8_t>::max()) ++count;
      world.actors.committed[row] += cost;
    }
  }
  recount_shared_projects(world);
}

void leave_projects(World& world, std::span<const std::uint32_t> rows) {
  Projects& projects = world.projects;
  if (projects.size() == 0 || rows.empty()) return;
  const auto left = [&](std::uint32_t row) { return std::binary_search(rows.begin(), rows.end(), row); };
  bool changed = false;
  for (std::size_t p = 0; p < projects.size(); ++p) {
    std::vector<std::uint32_t> staying = member_rows(world, p);
    if (std::erase_if(staying, left) == 0) continue;
    changed = true;
    std::vector<std::uint32_t> uids;
    for (const std::uint32_t row : staying) uids.push_back(world.actors.table.uid(row).value);
    set_members(projects, p, uids);
    if (!staying.empty() && !std::ranges::binary_search(uids, projects.lead[p]))
      projects.lead[p] = world.actors.table.uid(choose_lead(world, staying)).value;
  }
  if (!changed) return;
  for (const std::uint32_t row : rows) {
    world.actors.projects[row] = 0;
    world.actors.committed[row] = 0;
  }
  recount_shared_projects(world);
}

}  // namespace territory
