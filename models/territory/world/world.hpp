// The state of a simulated territory: every table and its columns, the ties, and what never changes beside
// them.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <variant>
#include <vector>

#include "models/territory/trust_rules/rules.hpp"
#include "models/territory/vocabulary.hpp"
#include "models/territory/world/catalysts.hpp"
#include "models/territory/world/gatherings.hpp"
#include "models/territory/world/geography.hpp"
#include "models/territory/world/projects.hpp"
#include "sim/state/pair_store.hpp"
#include "sim/state/table.hpp"

namespace territory {

using Domains = std::array<float, domain_count>;
using Culture = std::array<float, 3>;

/// Mayors, companies, associations and catalyst seats: what all who act share. An organisation that leaves is
/// replaced in its seat: same uid, next generation.
struct Actors {
  sim::Table table{"actors"};
  sim::Column<std::uint32_t> commune = table.add<std::uint32_t>("commune");
  sim::Column<Kind> kind = table.add<Kind>("kind");
  /// ETI among companies ≥10, employing among associations.
  sim::Column<std::uint8_t> large = table.add<std::uint8_t>("large");
  /// 0 only for a catalyst seat that is not open.
  sim::Column<std::uint8_t> active = table.add<std::uint8_t>("active");
  sim::Column<std::uint16_t> generation = table.add<std::uint16_t>("generation");
  sim::Column<float> trustworthiness = table.add<float>("trustworthiness");
  /// Ability, benevolence and integrity, of which trustworthiness is the weighted mean.
  sim::Column<std::array<float, 3>> qualities = table.add<std::array<float, 3>>("qualities");
  sim::Column<float> propensity = table.add<float>("propensity");
  sim::Column<float> semantics = table.add<float>("semantics");
  sim::Column<float> risk = table.add<float>("risk");
  sim::Column<float> heterogeneity = table.add<float>("heterogeneity");
  sim::Column<std::uint16_t> competences = table.add<std::uint16_t>("competences");
  sim::Column<Alliance> preferred_type = table.add<Alliance>("preferred_type");
  sim::Column<std::uint8_t> potential = table.add<std::uint8_t>("potential");
  sim::Column<Level> level = table.add<Level>("level");
  sim::Column<std::uint16_t> idle_months = table.add<std::uint16_t>("idle_months");
  sim::Column<float> exposure = table.add<float>("exposure");
  /// Contacts at level ≥2, up to 255.
  sim::Column<std::uint8_t> involved_contacts = table.add<std::uint8_t>("involved_contacts");
  /// exp(κ_n/2 · n̂_d · W_d) by domain: the actor's half of the pull of a need on a partnership.
  sim::Column<Domains> need_pull = table.add<Domains>("need_pull");
  /// Live partnerships with companies or associations, and with a public partner.
  sim::Column<std::uint16_t> partnerships = table.add<std::uint16_t>("partnerships");
  sim::Column<std::uint16_t> public_partnerships = table.add<std::uint16_t>("public_partnerships");
  /// Capacity in use by partnerships, by projects, and by what was attended this month; hundredths of a unit.
  sim::Column<std::int32_t> used = table.add<std::int32_t>("used");
  sim::Column<std::int32_t> committed = table.add<std::int32_t>("committed");
  sim::Column<std::int32_t> attended = table.add<std::int32_t>("attended");
  /// What was attended this month, bits of `participation`.
  sim::Column<std::uint8_t> participation = table.add<std::uint8_t>("participation");
  /// Projects it is a member of.
  sim::Column<std::uint8_t> projects = table.add<std::uint8_t>("projects");
  /// Listening accuracy acc in [0, 1], and the one with which it last looked at the needs around it.
  sim::Column<float> accuracy = table.add<float>("accuracy");
  sim::Column<float> seen_accuracy = table.add<float>("seen_accuracy");
  /// What the energy of citizens adds to its capacity, as a share of it.
  sim::Column<float> capacity_bonus = table.add<float>("capacity_bonus");
  /// Preference for vision, gestion, action: weights of the three modalities, sum 1.
  sim::Column<std::array<float, modality_count>> preferences =
      table.add<std::array<float, modality_count>>("preferences");
  /// Finance of an association: shares of public money, sales, private money, gifts; sum 1. Others: zero.
  sim::Column<std::array<float, 4>> finance = table.add<std::array<float, 4>>("finance");
  /// n̂_d · W_d by domain: need as perceived times the weight of the actor's role.
  sim::Column<Domains> weighted_need = table.add<Domains>("weighted_need");

  [[nodiscard]] std::size_t size() const { return table.rows(); }
};

struct Communes {
  sim::Table table{"communes"};
  sim::Column<Domains> need = table.add<Domains>("need");
  sim::Column<Domains> baseline_need = table.add<Domains>("baseline_need");
  sim::Column<Culture> culture = table.add<Culture>("culture");
  /// Voluntary energy of citizens in [0, 1], and where it started.
  sim::Column<float> citizens = table.add<float>("citizens");
  sim::Column<float> citizens_start = table.add<float>("citizens_start");
  sim::Column<Profile> mayor_profile = table.add<Profile>("mayor_profile");
  /// Whether its mayor looks for partners this month.
  sim::Column<std::uint8_t> seeks_partners = table.add<std::uint8_t>("seeks_partners");
  /// Last month in which the mayor called, or the commune held, an event or a workshop; months since January
  /// 2008, −32768 = never.
  sim::Column<std::int16_t> last_gathering = table.add<std::int16_t>("last_gathering");
  /// Attendances of its actors elsewhere, and active projects with a member there, by month modulo 60.
  sim::Column<std::array<std::uint8_t, 60>> attendances =
      table.add<std::array<std::uint8_t, 60>>("attendances");
  sim::Column<std::array<std::uint8_t, 60>> project_counts =
      table.add<std::array<std::uint8_t, 60>>("project_counts");
  sim::Column<Dynamic> dynamic = table.add<Dynamic>("dynamic");
};

struct Epcis {
  sim::Table table{"epcis"};
  /// Share of its actors at level ≥2: mayors, companies ≥10, TPE, associations.
  sim::Column<std::array<float, 4>> engaged_share = table.add<std::array<float, 4>>("engaged_share");
  /// Valorisation stock V_e and collective trust C_e, both in [0, 1].
  sim::Column<float> valorisation = table.add<float>("valorisation");
  sim::Column<float> collective_trust = table.add<float>("collective_trust");
  /// Valorisation by démarche and levers this month: the action on V_e, 1 = a full one.
  sim::Column<float> valorisation_action = table.add<float>("valorisation_action");
  /// Promotions by mayors this month, each counted with its gain: V_e rises by this share of what it lacks.
  sim::Column<float> promotion = table.add<float>("promotion");
  /// Month in which its démarche began, `no_demarche` = it never did.
  static constexpr std::int16_t no_demarche = std::numeric_limits<std::int16_t>::min();
  sim::Column<std::int16_t> demarche_since = table.add<std::int16_t>("demarche_since");

  // What is counted of the month.
  /// Partnerships ended, exits apart; half for the EPCI of each member.
  sim::Column<float> partnerships_ended = table.add<float>("partnerships_ended");
  sim::Column<std::uint16_t> perpetuated = table.add<std::uint16_t>("perpetuated");  ///< reached perpetuate
  sim::Column<std::uint16_t> deployed = table.add<std::uint16_t>("deployed");        ///< ended deployment
  // Since the beginning, in months of a project's cost: grants, and what else came in for funded projects.
  sim::Column<double> grants_given = table.add<double>("grants_given");
  sim::Column<double> cofunding = table.add<double>("cofunding");

  // What levers and shocks do to it this month; zero = nothing.
  sim::Column<float> closed = table.add<float>("closed");  ///< share of encounters that cannot take place
  sim::Column<float> threshold_cut = table.add<float>("threshold_cut");  ///< off τ
  sim::Column<float> consent_help = table.add<float>("consent_help");    ///< Δ
  sim::Column<float> cost_cut = table.add<float>("cost_cut");        ///< share off the cost of a partnership
  sim::Column<float> birth_boost = table.add<float>("birth_boost");  ///< births × (1 + this)
  sim::Column<float> team_boost = table.add<float>("team_boost");    ///< added to a catalyst's team
  sim::Column<float> accuracy_boost = table.add<float>("accuracy_boost");  ///< added to acc
  sim::Column<float> misreading_cut = table.add<float>("misreading_cut");  ///< ε0 × (1 − this)
  sim::Column<float> learning_inflow =
      table.add<float>("learning_inflow");  ///< added to skill and semantics a month
  sim::Column<float> project_money =
      table.add<float>("project_money");  ///< months of money added to a new project
  sim::Column<float> project_grants = table.add<float>("project_grants");  ///< grants expected this month
  sim::Column<float> cash_cut =
      table.add<float>("cash_cut");                      ///< share off income of projects, catalysts, places
  sim::Column<float> shock = table.add<float>("shock");  ///< 1 in a crisis
  sim::Column<float> potential_rate =
      table.add<float>("potential_rate");                              ///< conversion of pot a month, b_pot
  sim::Column<Domains> need_shock = table.add<Domains>("need_shock");  ///< added to needs this month
};

struct Places {
  sim::Table table{"places"};
  sim::Column<std::uint32_t> commune = table.add<std::uint32_t>("commune");
  sim::Column<std::uint8_t> active = table.add<std::uint8_t>("active");
  sim::Column<float> cash = table.add<float>("cash");  ///< months of its own cost
  sim::Column<std::uint8_t> months_broke = table.add<std::uint8_t>("months_broke");
  sim::Column<std::uint16_t> attendance = table.add<std::uint16_t>("attendance");  ///< this month
};

/// The rule in force and its two state columns.
template <class Rule>
struct TrustStates {
  static_assert(TrustRule<Rule>);
  Rule rule;
  sim::Column<typename Rule::State> ij;
  sim::Column<typename Rule::State> ji;
};
using TrustInForce = TrustRules::Each<std::variant, TrustStates>;

/// What happened in a tie this month, as bits of `Ties::outcome`.
namespace outcome {
inline constexpr std::uint16_t interacted = 1, from_high = 2, from_low = 4;
inline constexpr std::uint16_t met = 8, met_from_high = 16, met_from_low = 32;
inline constexpr std::uint16_t worked = 64, work_from_high = 128, work_from_low = 256;  ///< in a project
}  // namespace outcome

/// Contacts, some of them partnerships. `ij` is held by the lower uid about the higher, `ji` the reverse.
struct Ties {
  explicit Ties(const sim::Table& actors) : store("ties", actors) {}

  sim::PairStore store;
  sim::Column<std::int16_t> born = store.add<std::int16_t>("born");
  sim::Column<std::int16_t> last_used = store.add<std::int16_t>("last_used");
  sim::Column<Origin> origin = store.add<Origin>("origin");
  sim::Column<Occasion> met = store.add<Occasion>("met");
  sim::Column<std::uint16_t> outcome = store.add<std::uint16_t>("outcome");
  sim::Column<double> trust_ij = store.add<double>("trust_ij");
  sim::Column<double> trust_ji = store.add<double>("trust_ji");
  sim::Column<Alliance> alliance = store.add<Alliance>("alliance");
  sim::Column<std::uint8_t> domain = store.add<std::uint8_t>("domain");
  sim::Column<std::int16_t> since = store.add<std::int16_t>("since");
  /// Capacity the partnership takes on each side, hundredths of a unit: as charged when it began or climbed,
  /// so that ending it gives back the same whatever levers did since. 0 = no partnership.
  sim::Column<std::uint8_t> cost = store.add<std::uint8_t>("cost");
  /// Balance of contribution and return in [−1, 1]: positive when the lower uid gains more.
  sim::Column<float> balance = store.add<float>("balance");
  /// Projects in which one of the two leads and the other is a member.
  sim::Column<std::uint8_t> shared_projects = store.add<std::uint8_t>("shared_projects");
  /// Organisations' partnership accompanied by a catalyst this month.
  sim::Column<std::uint8_t> accompanied = store.add<std::uint8_t>("accompanied");
  /// Brokered: the two were introduced by a catalyst.
  [[nodiscard]] bool brokered(std::size_t tie) const { return origin[tie] == Origin::introduction; }

  [[nodiscard]] std::size_t size() const { return store.size(); }
};

/// Who can be met where: rows of the actors of each commune, by kind of partner. Seats never move, so it is
/// built once; catalysts, who come and go, are listed apart.
class Roster {
 public:
  void build(const Actors& actors, std::size_t communes);
  /// Associations, companies or mayors of a commune, ascending.
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t commune, Partner partner) const {
    const std::size_t list = commune * 3 + static_cast<std::size_t>(partner);
    return {rows_.data() + offsets_[list], rows_.data() + offsets_[list + 1]};
  }
  /// Catalyst seats, open or not, ascending.
  [[nodiscard]] std::span<const std::uint32_t> catalyst_seats() const { return catalyst_seats_; }
  /// All of the perimeter, by commune.
  [[nodiscard]] std::span<const std::uint32_t> everywhere(Partner partner) const {
    return all_[static_cast<std::size_t>(partner)];
  }

 private:
  std::vector<std::uint32_t> offsets_;
  std::vector<std::uint32_t> rows_;
  std::array<std::vector<std::uint32_t>, 3> all_;
  std::vector<std::uint32_t> catalyst_seats_;
};

/// What the month's submodels did, for the flows among the measures. Each submodel overwrites its own.
struct MonthlyFlows {
  std::int64_t encounters = 0, encounters_lost = 0, contacts_made = 0, contacts_expired = 0;
  std::int64_t mayor_meetings_refused = 0;
  std::int64_t partnerships_born = 0, partnerships_ended = 0, partnerships_upgraded = 0, births_refused = 0;
  std::int64_t organisations_replaced = 0, mayors_replaced = 0;
  std::int64_t demarches_begun = 0, listened_to = 0, pilots_chosen = 0;
  std::int64_t potential_gained = 0;
  std::int64_t events_held = 0, workshops_held = 0, participants = 0, arranged_meetings = 0;
  std::int64_t invitations = 0, invitations_refused = 0, invitations_turned_away = 0;
  std::int64_t mayor_events_called = 0, mayor_workshops_called = 0, mayor_introductions = 0;
  std::int64_t mayor_promotions = 0, mayor_join_requests = 0, mayor_partner_calls = 0;
  std::int64_t introductions = 0, catalyst_events_called = 0, catalyst_workshops_called = 0;
  std::int64_t accompanied_projects = 0, accompanied_partnerships = 0, accompanied_organisations = 0;
  std::int64_t catalysts_opened = 0, catalysts_closed = 0, places_opened = 0, places_closed = 0;
  std::int64_t place_visits = 0;
  std::int64_t projects_started = 0, projects_copied = 0, projects_perpetuated = 0, projects_deployed = 0;
  std::int64_t projects_failed = 0, projects_stopped = 0, projects_ended = 0;
  std::int64_t project_joins = 0, project_grants = 0;
};

class World {
 public:
  explicit World(Geography geography);
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  Geography geography;
  sim::UidSource uids;
  Communes communes;
  Epcis epcis;
  Actors actors;
  Places places;
  Catalysts catalysts;
  Projects projects;
  News news;
  Workshops workshops;
  MonthPlan plan;
  Ties ties{actors.table};
  TrustInForce trust;
  Roster roster;
  MonthlyFlows flows;

  /// Registers the state columns of the rule; once, at world building.
  template <TrustRule Rule>
  void adopt(const Rule& rule) {
    trust = TrustStates<Rule>{rule, ties.store.add<typename Rule::State>("state_ij"),
                              ties.store.add<typename Rule::State>("state_ji")};
  }

  [[nodiscard]] std::vector<sim::ColumnRegistry*> registries();
  [[nodiscard]] std::vector<std::string> column_names();
  [[nodiscard]] std::uint32_t epci_of_actor(std::size_t actor) const {
    return geography.epci_of[actors.commune[actor]];
  }
  [[nodiscard]] Family family(std::size_t actor) const { return family_of(actors.kind[actor]); }
  /// Whether the commune has an open third place.
  [[nodiscard]] bool has_place(std::size_t commune) const;
  /// Per EPCI, 1 where a catalyst is open.
  [[nodiscard]] std::vector<char> catalyst_by_epci() const;
  /// Per EPCI, the commune of its first open third place by seat; −1 = none.
  [[nodiscard]] std::vector<std::int64_t> place_by_epci() const;
  /// What the actor in `row`, a member of tie `tie`, thinks of the other.
  [[nodiscard]] double trust_of(std::size_t row, std::size_t tie) const {
    return ties.store.low_row(tie) == row ? ties.trust_ij[tie] : ties.trust_ji[tie];
  }
  /// What `trustor` thinks of `trustee`; `unknown` if they never met.
  [[nodiscard]] double trust_toward(std::uint32_t trustor, std::uint32_t trustee, double unknown) const {
    const std::int64_t tie = ties.store.find(trustor, trustee);
    return tie < 0 ? unknown : trust_of(trustor, static_cast<std::size_t>(tie));
  }
};

[[nodiscard]] inline bool involved(Level level) { return level >= Level::involved; }

}  // namespace territory
