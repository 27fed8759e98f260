// The single checks of invariants.hpp, each named as what it finds true; one that does not hold throws. A
// file a group of tables.
#pragma once

#include <fmt/format.h>

#include "models/territory/submodels/alliance_terms.hpp"
#include "models/territory/world/world.hpp"
#include "sim/engine/simulation.hpp"

namespace territory::invariant {

[[noreturn]] inline void fail(const std::string& sentence) { throw sim::InvariantError(sentence); }
inline bool is_share(float x) { return x >= 0.0F && x <= 1.0F; }

// ties.cpp
void ties_are_ordered(const World& world);
void trust_is_a_share(const World& world);
void trust_is_that_of_its_state(const World& world);
void partnerships_join_families(const World& world);
void balances_belong_to_partnerships(const World& world);

// actors.cpp
void seats_are_kept(const World& world);
void traits_are_in_range(const World& world);
void people_are_in_range(const World& world);
void capacity_is_accounted_for(const World& world, const AllianceTerms& terms);
void nobody_is_overcommitted(const World& world, const AllianceTerms& terms, float most_bonus);
void attendance_is_accounted_for(const World& world);

// territories.cpp: communes, EPCI, catalysts, third places
void communes_are_in_range(const World& world);
void territories_are_in_range(const World& world);
void effects_of_policy_are_in_range(const World& world);
void demarches_are_in_order(const World& world);
void catalysts_are_in_order(const World& world);
void places_are_in_order(const World& world);

// projects.cpp: projects, news, workshops
void workshops_have_members(const World& world);
void projects_are_sound(const World& world);
void members_are_listed(const World& world);
void memberships_are_counted(const World& world);

}  // namespace territory::invariant
