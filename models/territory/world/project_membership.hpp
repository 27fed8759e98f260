// Who belongs to a project: its members, their trust in each other, who leads, where it acts; and the books
// that follow from it, the columns `actors.projects`, `actors.committed` and `ties.shared_projects`.
//
// Members are kept by uid: seats outlive the organisations that hold them, so an organisation that leaves
// must be struck off (`leave_projects`). The lead is the member whom the others trust most on average, the
// lower uid among equals (MODEL SM9).
#pragma once

#include <span>
#include <vector>

#include "models/territory/world/world.hpp"

namespace territory {

/// Uids of the members of a project, ascending.
[[nodiscard]] std::span<const std::uint32_t> members_of(const Projects& projects, std::size_t project);
/// The same as rows of actors, ascending.
[[nodiscard]] std::vector<std::uint32_t> member_rows(const World& world, std::size_t project);
void set_members(Projects& projects, std::size_t project, std::span<const std::uint32_t> uids);

/// Rows of the communes where a member has its seat, ascending and distinct: a project serves them all.
[[nodiscard]] std::vector<std::uint32_t> communes_of(const World& world, std::size_t project);
[[nodiscard]] bool serves(const World& world, std::size_t project, std::uint32_t commune);

/// Mean trust over the pairs of these actors that know each other, both ways; `otherwise` if none does.
[[nodiscard]] double mean_pairwise_trust(const World& world, std::span<const std::uint32_t> rows,
                                         double otherwise);
/// Mean trust that the others who know it have in `member`; 0 if none does.
[[nodiscard]] double trust_received(const World& world, std::span<const std::uint32_t> rows,
                                    std::uint32_t member);
/// The one of these actors (ascending rows, not empty) who leads.
[[nodiscard]] std::uint32_t choose_lead(const World& world, std::span<const std::uint32_t> rows);

/// Counts memberships and shared projects anew and charges each member `cost` hundredths of a unit a project.
void recount_projects(World& world, std::int32_t cost);
/// Pairs of a lead and a member only.
void recount_shared_projects(World& world);

/// Strikes the organisations that left these seats (rows, ascending) off their projects. Leads that left are
/// followed by the most trusted member. Needs indexed ties.
void leave_projects(World& world, std::span<const std::uint32_t> rows);

}  // namespace territory
