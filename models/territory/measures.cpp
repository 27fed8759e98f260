#include "models/territory/measures.hpp"

#include <cmath>
#include <span>

#include "sim/math/elementary.hpp"
#include "sim/math/nothing.hpp"

namespace territory {

namespace {

constexpr std::size_t company10 = static_cast<std::size_t>(Kind::company10);
constexpr std::size_t tpe = static_cast<std::size_t>(Kind::tpe);
constexpr std::size_t association = static_cast<std::size_t>(Kind::association);
constexpr std::size_t mayor = static_cast<std::size_t>(Kind::mayor);
constexpr std::size_t catalyst = static_cast<std::size_t>(Kind::catalyst);

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : sim::nothing; }
/// −Σ p ln p over the shares of a whole; NaN of nobody.
double shannon(std::span<const double> counts) {
  double whole = 0;
  for (const double count : counts) whole += count;
  if (!(whole > 0.0)) return sim::nothing;
  double sum = 0;
  for (const double count : counts) {
    if (count > 0.0) sum -= count / whole * sim::log(count / whole);
  }
  return sum;
}
double organisations(const std::array<double, kind_count>& counts) {
  return counts[company10] + counts[tpe] + counts[association];
}

double dynamic_share(const Tally& t, Dynamic state) {
  double communes = 0;
  for (const double count : t.by_dynamic) communes += count;
  return ratio(t.by_dynamic[static_cast<std::size_t>(state)], communes);
}

/// Zero, so that no ratio is told, where nothing was observed.
double observed(const Tally& t, std::size_t kind) { return t.collective_weight > 0.0 ? t.actors[kind] : 0.0; }
double observed_organisations(const Tally& t) {
  return observed(t, company10) + observed(t, tpe) + observed(t, association);
}

double all_projects(const Tally& t) {
  double count = 0.0;
  for (const double in_stage : t.projects) count += in_stage;
  return count;
}

double trust_age_correlation(const Tally& t) {
  const double n = t.alliances + t.public_alliances;
  if (n < 2.0) return sim::nothing;
  const double covariance = t.trust_age / n - t.alliance_trust / n * (t.age / n);
  const double trust_variance = t.alliance_trust_squared / n - t.alliance_trust / n * (t.alliance_trust / n);
  const double age_variance = t.age_squared / n - t.age / n * (t.age / n);
  if (trust_variance <= 0.0 || age_variance <= 0.0) return sim::nothing;
  return covariance / std::sqrt(trust_variance * age_variance);
}

constexpr std::uint8_t everywhere = at_perimeter | at_epci | at_commune;
constexpr std::uint8_t wide = at_perimeter | at_epci;

constexpr StockMeasure stocks[] = {
    {"companies10", "1", "companies of ten employees or more", everywhere,
     [](const Tally& t) { return t.actors[company10]; }},
    {"tpe", "1", "companies of one to nine employees", everywhere,
     [](const Tally& t) { return t.actors[tpe]; }},
    {"associations", "1", "associations", everywhere, [](const Tally& t) { return t.actors[association]; }},
    {"catalysts", "1", "open territorial catalysts", wide, [](const Tally& t) { return t.actors[catalyst]; }},
    {"places", "1", "open third places", everywhere, [](const Tally& t) { return t.places; }},
    {"company10_engaged_share", "1",
     "share of companies of ten employees or more with a company-association partnership", everywhere,
     [](const Tally& t) { return ratio(t.engaged[company10], t.actors[company10]); }},
    {"tpe_engaged_share", "1",
     "share of companies of one to nine employees with a company-association partnership", wide,
     [](const Tally& t) { return ratio(t.engaged[tpe], t.actors[tpe]); }},
    {"association_engaged_share", "1", "share of associations with a company-association partnership",
     everywhere, [](const Tally& t) { return ratio(t.engaged[association], t.actors[association]); }},
    {"employing_association_engaged_share", "1",
     "share of employing associations with a company-association partnership", wide,
     [](const Tally& t) { return ratio(t.employing_engaged, t.employing); }},
    {"volunteer_association_engaged_share", "1",
     "share of associations without employees with a company-association partnership", wide,
     [](const Tally& t) {
       return ratio(t.engaged[association] - t.employing_engaged, t.actors[association] - t.employing);
     }},
    {"partnerships_per_engaged_company10", "1",
     "company-association partnerships per company of ten employees or more that has one", wide,
     [](const Tally& t) { return ratio(t.partnerships[company10], t.engaged[company10]); }},
    {"partnerships_per_engaged_tpe", "1",
     "company-association partnerships per company of one to nine employees that has one", at_perimeter,
     [](const Tally& t) { return ratio(t.partnerships[tpe], t.engaged[tpe]); }},
    {"partnerships_per_engaged_association", "1",
     "company-association partnerships per association that has one", wide,
     [](const Tally& t) { return ratio(t.partnerships[association], t.engaged[association]); }},
    {"partnerships", "1", "live company-association partnerships, half for the territory of each member",
     everywhere, [](const Tally& t) { return t.alliances; }},
    {"public_partnerships", "1", "live partnerships with a mayor, half for the territory of each member",
     everywhere, [](const Tally& t) { return t.public_alliances; }},
    {"local_partnership_share", "1", "share of live partnerships whose two members belong to one EPCI", wide,
     [](const Tally& t) { return ratio(t.local, t.alliances + t.public_alliances); }},
    {"local_company_association_share", "1",
     "share of live company-association partnerships whose two members belong to one EPCI", wide,
     [](const Tally& t) { return ratio(t.local_alliances, t.alliances); }},
    {"partnership_trust", "1", "mean trust of partners in each other", wide,
     [](const Tally& t) { return ratio(t.alliance_trust, t.alliances + t.public_alliances); }},
    {"partnership_age", "month", "mean age of live partnerships", wide,
     [](const Tally& t) { return ratio(t.age, t.alliances + t.public_alliances); }},
    {"trust_age_correlation", "1",
     "correlation of the mean trust of the two partners with the age of the partnership", wide,
     trust_age_correlation},
    {"partner_constraint", "1",
     "Burt's constraint in the network of live partnerships, mean over actors with a partner; 1 divided by "
     "their "
     "number where no two partners of an actor are partners of each other",
     wide, [](const Tally& t) { return ratio(t.constraint, t.partners); }},
    {"unlike_partnership_share", "1",
     "share of live partnerships whose two members have no domain of competence in common; mayors, who know "
     "a "
     "little of all, are unlike nobody",
     wide, [](const Tally& t) { return ratio(t.unlike, t.alliances + t.public_alliances); }},
    {"cross_family_partner_share", "1",
     "share of the contacts between two families (companies, associations, mayors) that are partners", wide,
     [](const Tally& t) { return ratio(t.alliances + t.public_alliances, t.across); }},
    {"cross_family_trust", "1",
     "mean trust in each other of contacts of two families (companies, associations, mayors)", wide,
     [](const Tally& t) { return ratio(t.across_trust, t.across); }},
    {"mecenat_partnerships", "1", "live partnerships of the type mécénat", wide,
     [](const Tally& t) { return t.by_type[0]; }},
    {"responsible_practice_partnerships", "1", "live partnerships of the type pratiques responsables", wide,
     [](const Tally& t) { return t.by_type[1]; }},
    {"economic_cooperation_partnerships", "1", "live partnerships of the type coopération économique", wide,
     [](const Tally& t) { return t.by_type[2]; }},
    {"social_innovation_partnerships", "1", "live partnerships of the type innovation sociale", wide,
     [](const Tally& t) { return t.by_type[3]; }},
    {"contacts", "1", "contacts, partners included, half for the territory of each member", everywhere,
     [](const Tally& t) { return t.contacts; }},
    {"closure_contact_share", "1", "share of contacts made through a common contact", wide,
     [](const Tally& t) { return ratio(t.contacts_by_origin[2], t.contacts); }},
    {"far_contact_share", "1", "share of contacts made beyond the reach of the distance kernel", wide,
     [](const Tally& t) { return ratio(t.contacts_by_origin[1], t.contacts); }},
    {"gathering_contact_share", "1", "share of contacts made at an event or in a workshop", wide,
     [](const Tally& t) {
       return ratio(t.contacts_by_origin[static_cast<std::size_t>(Origin::event)] +
                        t.contacts_by_origin[static_cast<std::size_t>(Origin::workshop)],
                    t.contacts);
     }},
    {"mean_trust", "1", "mean trust of contacts in each other", everywhere,
     [](const Tally& t) { return ratio(t.trust, t.contacts); }},
    {"partnership_imbalance", "1", "mean size of the balance of contribution and return in live partnerships",
     wide, [](const Tally& t) { return ratio(t.imbalance, t.alliances + t.public_alliances); }},
    {"mean_need", "1", "need of the commune of an inhabitant, mean over inhabitants and domains", everywhere,
     [](const Tally& t) { return ratio(t.need, t.inhabitants * domain_count); }},
    {"needs_met", "1",
     "what needs are below their usual level in the commune of an inhabitant, summed over domains, mean over "
     "inhabitants",
     everywhere, [](const Tally& t) { return ratio(t.need_met, t.inhabitants); }},
    {"citizen_energy", "1", "voluntary energy of citizens in the commune of an inhabitant, mean", everywhere,
     [](const Tally& t) { return ratio(t.citizens, t.inhabitants); }},
    {"mean_semantics", "1", "mean semantic skill of organisations", everywhere,
     [](const Tally& t) { return ratio(t.semantics, organisations(t.actors)); }},
    {"brokered_partnerships", "1",
     "live partnerships of two whom a catalyst introduced, half for the territory of each member", wide,
     [](const Tally& t) { return t.brokered; }},
    {"mayor_brokered_partnerships", "1",
     "live partnerships of two whom a mayor introduced, half for the territory of each member", wide,
     [](const Tally& t) { return t.mayor_brokered; }},
    {"catalyst_legitimacy", "1", "mean legitimacy of open catalysts", wide,
     [](const Tally& t) { return ratio(t.legitimacy, t.actors[catalyst]); }},
    {"catalyst_cash", "month", "mean cash of open catalysts, in months of their cost", wide,
     [](const Tally& t) { return ratio(t.cash, t.actors[catalyst]); }},
    {"catalyst_operating_share", "1", "mean share of time open catalysts spend operating projects", wide,
     [](const Tally& t) { return ratio(t.operating, t.actors[catalyst]); }},
    {"catalyst_age", "month", "mean months since open catalysts opened", wide,
     [](const Tally& t) { return ratio(t.catalyst_age, t.actors[catalyst]); }},
    {"aware_share", "1", "share of organisations at level 1 or more", everywhere,
     [](const Tally& t) { return ratio(organisations(t.aware), organisations(t.actors)); }},
    {"involved_share", "1", "share of organisations at level 2 or more", everywhere,
     [](const Tally& t) { return ratio(organisations(t.involved), organisations(t.actors)); }},
    {"aware_mayor_share", "1", "share of mayors at level 1 or more", wide,
     [](const Tally& t) { return ratio(t.aware[mayor], t.actors[mayor]); }},
    {"involved_mayor_share", "1", "share of mayors at level 2 or more", wide,
     [](const Tally& t) { return ratio(t.involved[mayor], t.actors[mayor]); }},
    {"none_share", "1", "share of communes without any dynamic of co-construction (Q4: none)", everywhere,
     [](const Tally& t) { return dynamic_share(t, Dynamic::none); }},
    {"emerging_share", "1", "share of communes in an emerging dynamic (Q4)", everywhere,
     [](const Tally& t) { return dynamic_share(t, Dynamic::emerging); }},
    {"growing_share", "1", "share of communes in a growing dynamic (Q4)", everywhere,
     [](const Tally& t) { return dynamic_share(t, Dynamic::growing); }},
    {"anchored_share", "1", "share of communes in an anchored dynamic (Q4)", everywhere,
     [](const Tally& t) { return dynamic_share(t, Dynamic::anchored); }},
    {"pioneers", "1", "EPCI with a commune in a growing or anchored dynamic", wide,
     [](const Tally& t) { return t.pioneers; }},
    {"demarches", "1", "EPCI whose démarche has begun", wide, [](const Tally& t) { return t.demarches; }},
    {"territorial_innovation", "0.001",
     "solutions that reached the stage perpetuate in the month, per 1 000 organisations", wide,
     [](const Tally& t) { return 1000.0 * ratio(t.perpetuated, observed_organisations(t)); }},
    {"societal_innovation", "0.001",
     "solutions that ended their deployment in the month, per 1 000 organisations", wide,
     [](const Tally& t) { return 1000.0 * ratio(t.deployed, observed_organisations(t)); }},
    {"company_performance", "1",
     "mean over companies of 1 + rse_gain times root of partnerships times mean trust with partners", wide,
     [](const Tally& t) { return ratio(t.company_performance, observed(t, company10) + observed(t, tpe)); }},
    {"association_performance", "1",
     "mean over associations of the entropy of their sources of finance, 1 = four equal shares", wide,
     [](const Tally& t) { return ratio(t.association_performance, observed(t, association)); }},
    {"public_performance", "1",
     "needs under their level of January 2008, summed over domains and communes, per unit of capacity that "
     "mayors have in use, plus one each",
     wide, [](const Tally& t) { return ratio(t.needs_met, t.public_load); }},
    {"collective_trust", "1", "collective trust of EPCI, by organisations", wide,
     [](const Tally& t) { return ratio(t.epci_trust, t.collective_weight); }},
    {"funder_leverage", "1",
     "what members and own income added to projects that had a grant, per unit of grant, since January 2008",
     wide, [](const Tally& t) { return ratio(t.cofunding, t.grants); }},
    {"projects", "1", "projects under way, deployed ones included until they end", wide, all_projects},
    {"emerging_projects", "1", "projects in the stage emerge", wide,
     [](const Tally& t) { return t.projects[0]; }},
    {"perpetuating_projects", "1", "projects in the stage perpetuate", wide,
     [](const Tally& t) { return t.projects[1]; }},
    {"deploying_projects", "1", "projects in the stage deploy", wide,
     [](const Tally& t) { return t.projects[2]; }},
    {"deployed_projects", "1", "projects deployed that have not ended yet", wide,
     [](const Tally& t) { return t.projects[3]; }},
    {"members_per_project", "1", "mean number of members of projects", wide,
     [](const Tally& t) { return ratio(t.project_members, all_projects(t)); }},
    {"project_viability", "1", "mean viability of projects", wide,
     [](const Tally& t) { return ratio(t.viability, all_projects(t)); }},
    {"inter_epci_project_share", "1", "share of projects whose members are settled in two EPCI or more", wide,
     [](const Tally& t) { return ratio(t.projects_across, all_projects(t)); }},
    {"project_type_diversity", "1",
     "Shannon diversity of the types of projects (templates), in nats: 0 when all follow one, ln 8 = 2.08 at "
     "most",
     wide, [](const Tally& t) { return shannon(t.projects_of_type); }},
    {"project_member_diversity", "1",
     "Shannon diversity of the kinds of actors that are members of projects, in nats: ln 5 = 1.61 at most",
     wide, [](const Tally& t) { return shannon(t.project_members_of_kind); }},
    {"valorisation", "1", "valorisation stock V, mean over EPCI", wide,
     [](const Tally& t) { return ratio(t.valorisation, t.epcis); }},
};

constexpr FlowMeasure flows[] = {
    {"encounters", "encounters sought in the month", &MonthlyFlows::encounters},
    {"encounters_lost", "encounters that found nobody", &MonthlyFlows::encounters_lost},
    {"mayor_meetings_refused", "encounters lost to a full mayor's agenda",
     &MonthlyFlows::mayor_meetings_refused},
    {"contacts_made", "new contacts", &MonthlyFlows::contacts_made},
    {"contacts_expired", "contacts lost for want of use", &MonthlyFlows::contacts_expired},
    {"partnerships_born", "partnerships born", &MonthlyFlows::partnerships_born,
     [](const Tally& t) { return t.born; }},
    {"partnerships_refused", "births refused for want of capacity", &MonthlyFlows::births_refused},
    {"partnerships_upgraded", "partnerships that climbed one rung of the ladder",
     &MonthlyFlows::partnerships_upgraded},
    {"partnerships_ended", "partnerships ended, exits of members apart", &MonthlyFlows::partnerships_ended,
     [](const Tally& t) { return t.ended; }},
    {"organisations_replaced", "organisations that left and were replaced in their seat",
     &MonthlyFlows::organisations_replaced},
    {"mayors_replaced", "mayors replaced by an election", &MonthlyFlows::mayors_replaced},
    {"demarches_begun", "EPCI in which a démarche began", &MonthlyFlows::demarches_begun},
    {"listened_to", "actors whose accuracy a démarche raised by listening", &MonthlyFlows::listened_to},
    {"pilots_chosen", "projects taken as pilots by a démarche", &MonthlyFlows::pilots_chosen},
    {"potential_gained", "actors whom a crisis made able to become involved",
     &MonthlyFlows::potential_gained},
    {"events_held", "events that somebody came to", &MonthlyFlows::events_held},
    {"workshops_held", "sittings of workshops", &MonthlyFlows::workshops_held},
    {"participants", "people at events and at sittings of workshops, once for each",
     &MonthlyFlows::participants},
    {"invitations", "invitations to events and workshops", &MonthlyFlows::invitations},
    {"invitations_refused", "invitations refused", &MonthlyFlows::invitations_refused},
    {"invitations_turned_away", "invitations accepted when there was no seat left",
     &MonthlyFlows::invitations_turned_away},
    {"arranged_meetings", "meetings at events, workshops and third places and by introduction",
     &MonthlyFlows::arranged_meetings},
    {"mayor_events_called", "events called by mayors", &MonthlyFlows::mayor_events_called},
    {"mayor_workshops_called", "workshops called by mayors", &MonthlyFlows::mayor_workshops_called},
    {"mayor_introductions", "introductions by mayors", &MonthlyFlows::mayor_introductions},
    {"mayor_promotions", "promotions of alliances by mayors", &MonthlyFlows::mayor_promotions},
    {"mayor_join_requests", "mayors' requests to join a project", &MonthlyFlows::mayor_join_requests},
    {"mayor_partner_calls", "calls by mayors for public partnerships", &MonthlyFlows::mayor_partner_calls},
    {"introductions", "introductions by catalysts", &MonthlyFlows::introductions},
    {"catalyst_events_called", "events called by catalysts", &MonthlyFlows::catalyst_events_called},
    {"catalyst_workshops_called", "workshops called by catalysts", &MonthlyFlows::catalyst_workshops_called},
    {"accompanied_projects", "projects accompanied by a catalyst", &MonthlyFlows::accompanied_projects},
    {"accompanied_partnerships", "partnerships accompanied by a catalyst",
     &MonthlyFlows::accompanied_partnerships},
    {"accompanied_organisations", "organisations in what catalysts accompany, summed over catalysts",
     &MonthlyFlows::accompanied_organisations},
    {"catalysts_opened", "catalysts that opened", &MonthlyFlows::catalysts_opened},
    {"catalysts_closed", "catalysts that closed for want of money", &MonthlyFlows::catalysts_closed},
    {"places_opened", "third places that opened", &MonthlyFlows::places_opened},
    {"places_closed", "third places that closed for want of money", &MonthlyFlows::places_closed},
    {"place_visits", "visits to third places", &MonthlyFlows::place_visits},
    {"projects_started", "projects born of an idea, or there at month 0", &MonthlyFlows::projects_started},
    {"projects_copied", "projects born as the copy of a deployed one in another EPCI",
     &MonthlyFlows::projects_copied},
    {"projects_perpetuated", "projects that reached the stage perpetuate",
     &MonthlyFlows::projects_perpetuated, [](const Tally& t) { return t.perpetuated; }},
    {"projects_deployed", "projects that completed the stage deploy", &MonthlyFlows::projects_deployed,
     [](const Tally& t) { return t.deployed; }},
    {"projects_failed", "projects that failed", &MonthlyFlows::projects_failed},
    {"projects_stopped", "projects stopped by their funders' review", &MonthlyFlows::projects_stopped},
    {"projects_ended", "deployed projects that ended", &MonthlyFlows::projects_ended},
    {"project_joins", "actors that joined a project under way", &MonthlyFlows::project_joins},
    {"project_grants", "grants given to projects", &MonthlyFlows::project_grants},
};

}  // namespace

std::span<const StockMeasure> stock_measures() { return stocks; }
std::span<const FlowMeasure> flow_measures() { return flows; }

}  // namespace territory
