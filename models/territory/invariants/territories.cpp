#include <algorithm>
#include <cmath>

#include "models/territory/invariants/checks.hpp"

namespace territory::invariant {

void communes_are_in_range(const World& world) {
  for (std::size_t c = 0; c < world.communes.table.rows(); ++c) {
    if (!std::ranges::all_of(world.communes.need[c], is_share) ||
        !std::ranges::all_of(world.communes.baseline_need[c], is_share)) {
      fail(fmt::format("commune {} has a need outside 0 to 1", c));
    }
    if (!is_share(world.communes.citizens[c]) || !is_share(world.communes.citizens_start[c]))
      fail(fmt::format("commune {} has citizens of an energy outside 0 to 1", c));
  }
}

void territories_are_in_range(const World& world) {
  for (std::size_t e = 0; e < world.epcis.table.rows(); ++e) {
    for (const float stock : {world.epcis.valorisation[e], world.epcis.collective_trust[e]})
      if (!(stock >= 0.0F && stock <= 1.0F))
        fail(fmt::format("EPCI {} has a valorisation or collective trust outside 0 to 1", e));
  }
}

void effects_of_policy_are_in_range(const World& world) {
  const Epcis& e = world.epcis;
  for (std::size_t row = 0; row < e.table.rows(); ++row) {
    for (const auto* share :
         {&e.closed, &e.cost_cut, &e.misreading_cut, &e.cash_cut, &e.shock, &e.potential_rate}) {
      if (!((*share)[row] >= 0.0F && (*share)[row] <= 1.0F))
        fail(fmt::format("a lever or shock takes the share {} in EPCI {}", (*share)[row], row));
    }
    for (const auto* amount :
         {&e.threshold_cut, &e.consent_help, &e.birth_boost, &e.team_boost, &e.accuracy_boost,
          &e.learning_inflow, &e.project_money, &e.project_grants, &e.valorisation_action}) {
      if (!((*amount)[row] >= 0.0F && std::isfinite((*amount)[row])))
        fail(fmt::format("a lever adds {} in EPCI {}", (*amount)[row], row));
    }
  }
}

void demarches_are_in_order(const World& world) {
  const Projects& projects = world.projects;
  for (std::size_t p = 0; p < projects.size(); ++p) {
    if (projects.pilot[p] && world.epcis.demarche_since[projects.epci[p]] == Epcis::no_demarche)
      fail(fmt::format("project {} is the pilot of no démarche", p));
  }
  for (std::size_t e = 0; e < world.epcis.table.rows(); ++e) {
    if (!(world.epcis.grants_given[e] >= 0.0) || !(world.epcis.cofunding[e] >= 0.0) ||
        !(world.epcis.partnerships_ended[e] >= 0.0F))
      fail(fmt::format("EPCI {} has accounts that are no sums", e));
  }
  for (std::size_t c = 0; c < world.communes.table.rows(); ++c)
    if (world.communes.dynamic[c] > Dynamic::anchored) fail(fmt::format("commune {} has no such state", c));
}

/// A closed seat knows nobody, hosts nothing, has no money.
void catalysts_are_in_order(const World& world) {
  const Catalysts& c = world.catalysts;
  const auto seats = world.roster.catalyst_seats();
  if (seats.size() != c.table.rows()) fail("catalyst seats and their rows differ in number");
  for (std::size_t k = 0; k < seats.size(); ++k) {
    for (const float share : {c.operating[k], c.legitimacy[k], c.skill[k], c.neutrality[k]})
      if (!(share >= 0.0F && share <= 1.0F)) fail(fmt::format("catalyst {} has a share of {}", k, share));
    if (!std::isfinite(c.cash[k])) fail(fmt::format("catalyst {} has no finite cash", k));
    const bool open = world.actors.active[seats[k]] != 0;
    if (!open && (c.cash[k] != 0.0F || c.accompanied[k] != 0 || c.operating[k] != 0.0F))
      fail(fmt::format("catalyst {} is closed and has cash {}, organisations {}, operating share {}", k,
                       c.cash[k], c.accompanied[k], c.operating[k]));
  }
  for (std::size_t p = 0; p < world.projects.size(); ++p)
    if (world.projects.accompanied[p] > seats.size())
      fail(fmt::format("project {} is accompanied by no seat", p));
}

void places_are_in_order(const World& world) {
  for (std::size_t p = 0; p < world.places.table.rows(); ++p) {
    if (world.places.active[p] > 1) fail(fmt::format("place {} is neither open nor closed", p));
    if (!std::isfinite(world.places.cash[p])) fail(fmt::format("place {} has no finite cash", p));
    if (!world.places.active[p] && world.places.cash[p] != 0.0F)
      fail(fmt::format("place {} is closed and has money", p));
  }
}

}  // namespace territory::invariant
