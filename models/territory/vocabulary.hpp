// The words of the field: kinds of actors, families, partnership types, fragility domains.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace territory {

/// Who acts. `Company10` has ten employees or more (PME, ETI), `Tpe` one to nine.
enum class Kind : std::uint8_t { mayor, company10, tpe, association, catalyst };
inline constexpr int kind_count = 5;
inline constexpr std::array<std::string_view, kind_count> kind_names{"mayor", "company10", "tpe",
                                                                     "association", "catalyst"};

/// Who may ally with whom: partnerships join two different families; catalysts link and never ally.
enum class Family : std::uint8_t { company, association, public_body, catalyst };
constexpr Family family_of(Kind kind) {
  switch (kind) {
    case Kind::mayor:
      return Family::public_body;
    case Kind::company10:
    case Kind::tpe:
      return Family::company;
    case Kind::association:
      return Family::association;
    case Kind::catalyst:
      return Family::catalyst;
  }
  return Family::catalyst;
}

/// Whom an actor looks for when it meets people: companies of any size count as one.
enum class Partner : std::uint8_t { association, company, mayor, catalyst };
inline constexpr int partner_count = 4;
inline constexpr std::array<std::string_view, partner_count> partner_names{"association", "company", "mayor",
                                                                           "catalyst"};

/// Engagement: 0 none, 1 sensibilisé, 2 impliqué, 3 engagé (has a partnership).
enum class Level : std::uint8_t { none, aware, involved, engaged };

/// Rows of the partnership ladder from contrat-échange to contrat-alliance; 0 = no partnership.
enum class Alliance : std::uint8_t {
  none,
  mecenat,
  responsible_practice,
  economic_cooperation,
  social_innovation
};
inline constexpr int alliance_count = 4;
inline constexpr std::array<std::string_view, alliance_count> alliance_names{
    "mecenat", "responsible_practice", "economic_cooperation", "social_innovation"};

/// How two actors came to know each other.
/// `introduction` is a catalyst's.
enum class Origin : std::uint8_t {
  gravity,
  far,
  closure,
  event,
  place,
  introduction,
  workshop,
  mayor_introduction
};
inline constexpr int origin_count = 8;
inline constexpr std::array<std::string_view, origin_count> origin_names{
    "gravity", "far", "closure", "event", "place", "introduction", "workshop", "mayor_introduction"};

/// How two actors met this month; of several occasions the last of this list counts.
enum class Occasion : std::uint8_t { none, encounter, place, introduction, event, workshop };
inline constexpr int occasion_count = 6;

/// The three modalities of the seed: partage, co-développement, expérimentation. What an actor prefers
/// (vision, gestion, action) is a weight on each.
enum class Modality : std::uint8_t { event, workshop, project };
inline constexpr int modality_count = 3;
inline constexpr std::array<std::string_view, modality_count> modality_names{"event", "workshop", "project"};

/// Five profiles of mayors by vocabulary (S1.11).
enum class Profile : std::uint8_t { gestionnaire, idealiste, independant, batisseur, coordinateur_citoyen };
inline constexpr int profile_count = 5;
inline constexpr std::array<std::string_view, profile_count> profile_names{
    "gestionnaire", "idealiste", "independant", "batisseur", "coordinateur_citoyen"};

/// Six roles of collectivités (Q8, S1.09-10).
enum class Role : std::uint8_t {
  call_event,
  animate_workshop,
  introduce,
  promote,
  join_project,
  public_partnership
};
inline constexpr int role_count = 6;
inline constexpr std::array<std::string_view, role_count> role_names{
    "call_event", "animate_workshop", "introduce", "promote", "join_project", "public_partnership"};

/// Who hosts a catalyst (S0.06), a third place among them.
enum class Host : std::uint8_t { public_body, economic, ess, academic, place };
inline constexpr int host_count = 5;
inline constexpr std::array<std::string_view, host_count> host_names{"public", "economic", "ess", "academic",
                                                                     "place"};

/// Stages of a project; a project that failed or has ended leaves its table.
enum class Stage : std::uint8_t { emerge, perpetuate, deploy, deployed };
inline constexpr int stage_count = 4;
inline constexpr std::array<std::string_view, stage_count> stage_names{"emerge", "perpetuate", "deploy",
                                                                       "deployed"};

/// The four answers of mayors on their territory's dynamic (Q4, S1.01).
enum class Dynamic : std::uint8_t { none, emerging, growing, anchored };
inline constexpr int dynamic_count = 4;
inline constexpr std::array<std::string_view, dynamic_count> dynamic_names{"none", "emerging", "growing",
                                                                           "anchored"};

/// The 16 fragility domains of the seed (S1.12), in the order of MODEL SM1.
inline constexpr int domain_count = 16;
inline constexpr std::array<std::string_view, domain_count> domain_names{
    "employment",      "economic_development",
    "living_standard", "poverty",
    "housing",         "diversity",
    "ageing",          "isolation",
    "culture_leisure", "education",
    "health",          "safety",
    "mobility",        "digital_access",
    "environment",     "energy_transition"};
/// Domains of one group: économique 1-3, social 4-8, sociétal 9-14, environnemental 15-16 (bit d = domain
/// d+1).
inline constexpr std::array<std::uint16_t, 4> domain_groups{0x0007, 0x00F8, 0x3F00, 0xC000};
/// Domains 9, 11 and 13 have one proxy between them, remoteness.
inline constexpr std::uint16_t remoteness_domains = (1U << 8) | (1U << 10) | (1U << 12);

}  // namespace territory
