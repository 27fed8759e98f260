// Every random decision of the model, numbered once. A stream is a family of decisions; within it each draw
// is named by an enumeration. Numbers are part of every result: add at the end, never renumber.
#pragma once

#include <cstdint>

#include "sim/random/draws.hpp"

namespace territory::streams {

inline constexpr sim::Stream election{0};            ///< commune
inline constexpr sim::Stream exit{1};                ///< actor
inline constexpr sim::Stream need_noise{2};          ///< commune
inline constexpr sim::Stream perception{3};          ///< actor, in January
inline constexpr sim::Stream role_act{4};            ///< mayor
inline constexpr sim::Stream readiness{5};           ///< actor, under January of the year
inline constexpr sim::Stream roster{6};              ///< (organiser, invitee)
inline constexpr sim::Stream encounter{7};           ///< actor
inline constexpr sim::Stream introduction{8};        ///< catalyst
inline constexpr sim::Stream place_visit{9};         ///< actor
inline constexpr sim::Stream outcome{10};            ///< pair
inline constexpr sim::Stream encounter_outcome{11};  ///< pair
inline constexpr sim::Stream project_outcome{12};    ///< pair of lead and member
inline constexpr sim::Stream witness{13};            ///< actor
inline constexpr sim::Stream birth{14};              ///< pair
inline constexpr sim::Stream death{15};              ///< pair
inline constexpr sim::Stream expiry{16};             ///< pair
inline constexpr sim::Stream project{17};            ///< founder of the project
inline constexpr sim::Stream level{18};              ///< actor
inline constexpr sim::Stream catalyst{19};           ///< catalyst seat
inline constexpr sim::Stream place{20};              ///< place seat
inline constexpr sim::Stream visibility{21};         ///< founder of the project
inline constexpr sim::Stream survey{22};             ///< actor
inline constexpr sim::Stream demarche{23};           ///< EPCI
// Initialisation, at world building (month `building`) and when an organisation replaces another.
inline constexpr sim::Stream init_class{24};       ///< commune: counts; actor: size class
inline constexpr sim::Stream init_trust{25};       ///< actor
inline constexpr sim::Stream init_propensity{26};  ///< actor
inline constexpr sim::Stream init_activity{27};    ///< actor
inline constexpr sim::Stream init_competence{28};  ///< actor
inline constexpr sim::Stream init_preference{29};  ///< actor
inline constexpr sim::Stream init_culture{30};     ///< commune or department
inline constexpr sim::Stream init_level{31};       ///< actor
inline constexpr sim::Stream init_person{32};      ///< actor: preferences, finance; commune: mayor's profile
inline constexpr sim::Stream init_project{33};     ///< EPCI: projects that exist at month 0
inline constexpr sim::Stream parcours{34};         ///< catalyst: who joins a parcours d'expérience

inline constexpr sim::Stream act_detail{35};       ///< pair: what an outcome showed, for rules that ask

/// The month under which the world is built: the first drawable one, so that the length of the spin-up does
/// not change who lives there.
inline constexpr sim::Month building{sim::first_drawable_month};

enum ElectionDraw : std::uint32_t { replaced, next_profile };
enum ExitDraw : std::uint32_t { leaves };
/// Two 16-bit normals a word, sixteen domains.
enum NeedDraw : std::uint32_t { need_first = 0 };
enum PerceptionDraw : std::uint32_t { perceived_first = 0 };
/// Draw 0 is the number of encounters; encounter e has eight draws from 4 + 8·e on.
enum EncounterDraw : std::uint32_t {
  count = 0,
  closes = 0,
  partner_kind = 1,
  destination = 2,
  partner = 3,
  accepted = 4,
  priority = 5
};
inline constexpr std::uint32_t encounter_draws(std::uint32_t encounter) { return 4 + 8 * encounter; }
enum OutcomeDraw : std::uint32_t { interacts, from_high, from_low };
enum EncounterOutcomeDraw : std::uint32_t { met_from_high, met_from_low };
/// Witness n has eight draws from 8·n on: attempts at a trusted teller, one more over all of them, the
/// subject.
enum WitnessDraw : std::uint32_t { through = 0, through_all = 6, about = 7 };
inline constexpr std::uint32_t teller_attempts = 6;
inline constexpr std::uint32_t witness_draws(std::uint32_t witness) { return 8 * witness; }
enum BirthDraw : std::uint32_t { born, domain, loyal, whose_type, fresh_type, birth_priority, upgraded };
enum DeathDraw : std::uint32_t { ends };
enum ExpiryDraw : std::uint32_t { expires };
enum LevelDraw : std::uint32_t { rises, relapses, gains_potential };
enum SurveyDraw : std::uint32_t { sampling_key };
enum InitClassDraw : std::uint32_t { round_company10, round_tpe, round_association, size_class = 0 };
enum InitTrustDraw : std::uint32_t { common_trait, ability, benevolence, integrity };
enum InitPropensityDraw : std::uint32_t { propensity, semantics, risk };
enum InitActivityDraw : std::uint32_t { heterogeneity };
/// Domain choices after the count: one draw each, then one for the domain within a sector.
enum InitCompetenceDraw : std::uint32_t { how_many = 0, choice_first = 4 };
enum InitPreferenceDraw : std::uint32_t { preferred_type };
enum InitCultureDraw : std::uint32_t { culture_first = 0 };
enum InitLevelDraw : std::uint32_t { potential, starts_involved, starts_aware };
/// Three preferences; four shares of finance.
enum InitPersonDraw : std::uint32_t { preference_first = 0, finance_first = 4 };
enum ParcoursDraw : std::uint32_t { joining_order };

enum DemarcheDraw : std::uint32_t { spreads, to_which };
enum ReadinessDraw : std::uint32_t { is_ready };
/// Call number `ordinal` of an organiser has two draws for an invitee from 2·ordinal on; behind those of all
/// calls, from 512 + 8·ordinal on, whom the invitee goes up to when there.
enum RosterDraw : std::uint32_t { asked_in_order = 0, comes = 1 };
inline constexpr std::uint32_t roster_draws(std::uint32_t ordinal) { return 2 * ordinal; }
inline constexpr std::uint32_t event_contact_draws(std::uint32_t ordinal) { return 512 + 8 * ordinal; }
/// Act a (joint act, work, meeting) has eight draws toward either side, from 16·a + 8·(toward the higher uid) on.
enum ActDetailDraw : std::uint32_t { quality_shown = 0, other_qualities = 1, betrays = 4 };
inline constexpr std::uint32_t act_detail_draws(std::uint32_t act, bool toward_high) {
  return 16 * act + (toward_high ? 8 : 0);
}
enum ProjectOutcomeDraw : std::uint32_t { works_together, work_from_high, work_from_low };
/// Under the uid of a commune.
enum InitMayorDraw : std::uint32_t { first_profile };
/// How many acts of each role, in the order of `Role`. Introduction n has sixteen attempts at a pair, two
/// draws each, from 8 + 32·n on.
enum RoleActDraw : std::uint32_t { acts_first = 0 };
inline constexpr std::uint32_t pair_attempts = 16;
inline constexpr std::uint32_t mayor_pair_draws(std::uint32_t introduction, std::uint32_t attempt) {
  return 8 + 2 * (pair_attempts * introduction + attempt);
}
/// How many introductions and gatherings; whether gathering g is a workshop; introduction n has sixteen
/// attempts, of four draws each, from 128 + 64·n on: families, first, second.
enum IntroductionDraw : std::uint32_t { introductions = 0, gatherings = 1, is_workshop_first = 4 };
inline constexpr std::uint32_t catalyst_gatherings_most = 124;
enum IntroductionPairDraw : std::uint32_t { pair_families, pair_first, pair_second };
inline constexpr std::uint32_t catalyst_pair_draws(std::uint32_t introduction, std::uint32_t attempt) {
  return 128 + 4 * (pair_attempts * introduction + attempt);
}
enum PlaceVisitDraw : std::uint32_t { visits, which_place, meets };
/// Opening of a catalyst's seat; `opens` under the first seat of an EPCI.
enum CatalystDraw : std::uint32_t { opens, in_place, hosted_by, first_skill, first_neutrality };
/// A project has eight draws a month, by month born and ordinal among its founder's projects of that month.
enum ProjectDraw : std::uint32_t { idea, advances, fails, copies, target, takes, review };
enum VisibilityDraw : std::uint32_t { seen };
inline constexpr std::uint32_t project_ordinals = 16;
inline constexpr std::uint32_t project_draws(std::int32_t born, std::uint32_t ordinal) {
  return (static_cast<std::uint32_t>(born + 1024) * project_ordinals + ordinal) * 8;
}
/// Under (founder, actor), at the draws of the project.
enum ProjectJoinDraw : std::uint32_t { joins };
/// Stream project under an EPCI.
enum ProjectGrantDraw : std::uint32_t { grants };
/// How many exist at month 0; project k of the EPCI then has 64 draws from 64·(k + 1) on. A copy draws the
/// same under (EPCI, founder of the original).
enum InitProjectDraw : std::uint32_t { existing_count = 0, size = 0, who = 1 };
inline constexpr std::uint32_t init_project_draws(std::uint32_t project) { return 64 * (project + 1); }
inline constexpr std::uint32_t init_project_attempts = 63;

}  // namespace territory::streams
