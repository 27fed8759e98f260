#include <algorithm>
#include <cmath>

#include "models/territory/invariants/checks.hpp"
#include "models/territory/submodels/project_parameters.hpp"
#include "models/territory/world/project_membership.hpp"

namespace territory::invariant {

namespace {

/// Row of the tie of two actors, or -1; found by its key, since the index is out of date once contacts
/// expired.
std::int64_t tie_of(const World& world, std::uint32_t actor_a, std::uint32_t actor_b) {
  const sim::PairKey wanted = sim::pair_key(world.actors.table.uid(actor_a), world.actors.table.uid(actor_b));
  std::size_t low = 0, high = world.ties.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (world.ties.store.key(middle) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < world.ties.size() && world.ties.store.key(low) == wanted ? static_cast<std::int64_t>(low) : -1;
}

}  // namespace

/// Those who sit together are there, once each, within the room of a roster.
void workshops_have_members(const World& world) {
  const Workshops& workshops = world.workshops;
  for (std::size_t w = 0; w < workshops.table.rows(); ++w) {
    const WorkshopRoster& roster = workshops.roster[w];
    const std::size_t count = workshops.count[w];
    if (count > workshop_seats) fail(fmt::format("workshop {} has {} members", w, count));
    for (std::size_t k = 0; k < roster.size(); ++k) {
      if (k >= count ? roster[k] != 0 : k > 0 && roster[k - 1] >= roster[k])
        fail(fmt::format("the roster of workshop {} is out of order", w));
      if (k >= count) continue;
      const auto row = world.actors.table.find(sim::Uid{roster[k]});
      if (!row || world.actors.kind[*row] == Kind::catalyst || roster[k] == workshops.organiser[w])
        fail(fmt::format("workshop {} has a member who cannot be one", w));
    }
    if (!world.actors.table.find(sim::Uid{workshops.organiser[w]}) ||
        workshops.commune[w] >= world.communes.table.rows() || workshops.sittings[w] == 0 ||
        workshops.table.uid(w).value >= world.uids.given()) {
      fail(fmt::format("workshop {} is held by nobody or nowhere", w));
    }
  }
}

void projects_are_sound(const World& world) {
  const Projects& projects = world.projects;
  for (std::size_t p = 0; p < projects.size(); ++p) {
    if (projects.stage[p] > Stage::deployed || projects.step[p] >= stage_steps)
      fail(fmt::format("project {} is at a step or stage that does not exist", p));
    if (!is_share(projects.quality[p]) || !is_share(projects.viability[p]) ||
        !std::isfinite(projects.money[p]))
      fail(fmt::format("project {} has a quality, viability or money that cannot be", p));
    if (projects.visible[p] > 1 || projects.granted[p] > 1 || projects.pilot[p] > 1 ||
        projects.domains[p] == 0)
      fail(fmt::format("project {} has a mark that cannot be, or no domain", p));
  }
}

/// Rosters of members, ascending, of actors that exist; a lead is one of them.
void members_are_listed(const World& world) {
  const auto check = [&](const ProjectMembers& members, std::size_t count, const char* table,
                         std::size_t row) {
    bool sound = count <= members.size();
    for (std::size_t k = 0; sound && k < members.size(); ++k) {
      if (k >= count) {
        sound = members[k] == 0;
      } else {
        sound = world.actors.table.find(sim::Uid{members[k]}) && (k == 0 || members[k - 1] < members[k]);
      }
    }
    if (!sound) fail(fmt::format("row {} of {} has a broken list of members", row, table));
  };
  const Projects& projects = world.projects;
  for (std::size_t p = 0; p < projects.size(); ++p) {
    check(projects.members[p], projects.member_count[p], "projects", p);
    const auto members = members_of(projects, p);
    if (!members.empty() && !std::ranges::binary_search(members, projects.lead[p]))
      fail(fmt::format("project {} is led by somebody else than a member", p));
  }
  for (std::size_t n = 0; n < world.news.table.rows(); ++n)
    check(world.news.members[n], world.news.member_count[n], "news", n);
}

/// Each membership costs the same, whoever's it is.
void memberships_are_counted(const World& world) {
  std::vector<int> memberships(world.actors.size(), 0);
  std::vector<int> shared(world.ties.size(), 0);
  for (std::size_t p = 0; p < world.projects.size(); ++p) {
    const auto lead = world.actors.table.find(sim::Uid{world.projects.lead[p]});
    for (const std::uint32_t row : member_rows(world, p)) {
      ++memberships[row];
      const std::int64_t tie = lead && row != *lead ? tie_of(world, *lead, row) : -1;
      if (tie >= 0) ++shared[static_cast<std::size_t>(tie)];
    }
  }
  std::int64_t cost = -1;
  for (std::size_t i = 0; i < world.actors.size(); ++i) {
    if (world.actors.projects[i] != std::min(memberships[i], 255))
      fail(fmt::format("actor {} miscounts its projects", i));
    if (memberships[i] == 0 && world.actors.committed[i] == 0) continue;
    const std::int64_t each = memberships[i] > 0 ? world.actors.committed[i] / memberships[i] : 0;
    if (cost < 0) cost = each;
    if (each != cost || world.actors.committed[i] != each * memberships[i])
      fail(fmt::format("actor {} does not bear the cost of its projects", i));
  }
  for (std::size_t t = 0; t < world.ties.size(); ++t) {
    // A lead and a member who meet only now are marked when projects are counted again.
    if (world.ties.shared_projects[t] != std::min(shared[t], 255) && world.ties.shared_projects[t] != 0)
      fail(fmt::format("tie {} miscounts the projects of its two members", t));
  }
}

}  // namespace territory::invariant
