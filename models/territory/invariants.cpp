#include "models/territory/invariants.hpp"

#include "models/territory/invariants/checks.hpp"

namespace territory {

std::vector<sim::Invariant<World>> invariants(const AllianceTerms& terms, float most_bonus) {
  using namespace invariant;
  return {
      {"ties are ordered", ties_are_ordered},
      {"trust is a share", trust_is_a_share},
      {"trust is that of its state", trust_is_that_of_its_state},
      {"partnerships join families", partnerships_join_families},
      {"capacity is accounted for", [terms](const World& world) { capacity_is_accounted_for(world, terms); }},
      {"nobody is overcommitted",
       [terms, most_bonus](const World& world) { nobody_is_overcommitted(world, terms, most_bonus); }},
      {"traits are in range", traits_are_in_range},
      {"people are in range", people_are_in_range},
      {"communes are in range", communes_are_in_range},
      {"balances belong to partnerships", balances_belong_to_partnerships},
      {"démarches are in order", demarches_are_in_order},
      {"effects of policy are in range", effects_of_policy_are_in_range},
      {"workshops have members", workshops_have_members},
      {"attendance is accounted for", attendance_is_accounted_for},
      {"seats are kept", seats_are_kept},
      {"catalysts are in order", catalysts_are_in_order},
      {"places are in order", places_are_in_order},
      {"projects are sound", projects_are_sound},
      {"members are listed", members_are_listed},
      {"memberships are counted", memberships_are_counted},
      {"territories are in range", territories_are_in_range}};
}

}  // namespace territory
