// What measures are computed from: counts and sums over the actors, ties, communes and projects of a
// territory. Sums of parts are the sum of the whole, so that any level follows from the one below it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/territory/submodels/observers.hpp"
#include "models/territory/submodels/project_parameters.hpp"
#include "models/territory/world/world.hpp"
#include "sim/core/calendar.hpp"

namespace territory {

/// Counts and sums over some territory. What a pair adds is split in halves between the territories of its
/// two members, so that parts add up to the whole.
struct Tally {
  std::array<double, kind_count> actors{};    ///< open catalysts only
  std::array<double, kind_count> aware{};     ///< level ≥1
  std::array<double, kind_count> involved{};  ///< level ≥2
  std::array<double, kind_count> engaged{};   ///< with ≥1 company–association partnership
  std::array<double, kind_count>
      partnerships{};  ///< company–association partnerships, summed over actors of the kind
  double employing = 0, employing_engaged = 0;  ///< employing associations, those with a partnership
  std::array<double, alliance_count> by_type{};
  std::array<double, origin_count> contacts_by_origin{};
  double semantics = 0;    ///< summed over organisations
  double inhabitants = 0;  ///< the next three: per inhabitant, summed over communes
  double need = 0, need_met = 0, citizens = 0;
  double imbalance = 0;  ///< |balance| of partnerships
  double places = 0;
  double legitimacy = 0, cash = 0, operating = 0, catalyst_age = 0;  ///< of open catalysts
  double brokered = 0, mayor_brokered = 0;  ///< partnerships of two whom a catalyst, a mayor introduced
  double contacts = 0, trust = 0;           ///< every tie; trust summed over directions, halved
  double alliances = 0, public_alliances = 0, local = 0;
  double local_alliances = 0;  ///< of company–association partnerships, those inside one EPCI
  double unlike = 0;           ///< partnerships of two without a common domain of competence
  double across = 0,
         across_trust = 0;  ///< ties of two families; trust in them summed over directions, halved
  double partners = 0, constraint = 0;   ///< actors with a partner, Burt's constraint summed over them
  double born = 0, ended = 0;            ///< partnerships of the month, exits apart
  double perpetuated = 0, deployed = 0;  ///< solutions of the month
  // Filled where observers are enabled.
  std::array<double, dynamic_count> by_dynamic{};               ///< communes with a mayor, by state
  double pioneers = 0;                                          ///< EPCI with a growing or anchored commune
  double demarches = 0;                                         ///< EPCI whose démarche has begun
  double company_performance = 0, association_performance = 0;  ///< summed over companies, associations
  double needs_met = 0, public_load = 0;         ///< needs under their start; 1 + units in use, over mayors
  double epci_trust = 0, collective_weight = 0;  ///< C_e by organisations
  double grants = 0, cofunding = 0;              ///< since the beginning, months of a project's cost
  double alliance_trust = 0, alliance_trust_squared = 0, age = 0, age_squared = 0, trust_age = 0;
  std::array<double, stage_count> projects{};  ///< by stage, in the EPCI where they were born
  double project_members = 0, viability = 0;   ///< sums over projects
  std::array<double, most_templates> projects_of_type{};
  std::array<double, kind_count> project_members_of_kind{};  ///< members that have not left
  double projects_across = 0;                                ///< with members settled in two EPCI or more
  double epcis = 0, valorisation = 0;                        ///< the second summed over the first

  Tally& operator+=(const Tally& other);
};

/// Tallies by EPCI; and by commune too when `communes` is not empty (one a commune, zeroed by the caller).
/// `partnerships` as `live_partnerships` gives them.
[[nodiscard]] std::vector<Tally> tally(const World& world, sim::Month month,
                                       std::span<const std::uint32_t> partnerships, std::span<Tally> communes,
                                       const ObserverParameters& observers, const sim::Executor& executor);

}  // namespace territory
