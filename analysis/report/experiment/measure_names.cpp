#include <map>

#include "analysis/report/experiment/experiment_figures.hpp"

namespace analysis::report {

namespace {

struct Known {
  Text name;
  Unit unit;
};

const std::map<std::string, Known, std::less<>>& known() {
  static const std::map<std::string, Known, std::less<>> names{
      {"mean_trust", {{"Confiance entre contacts", "Trust between contacts"}, Unit::decimal}},
      {"partnership_trust", {{"Confiance entre partenaires", "Trust between partners"}, Unit::decimal}},
      {"collective_trust", {{"Confiance collective", "Collective trust"}, Unit::decimal}},
      {"trust_age_correlation",
       {{"Corrélation confiance-ancienneté", "Correlation of trust with age"}, Unit::decimal}},
      {"partnerships",
       {{"Partenariats entreprise-association", "Company–association partnerships"}, Unit::count}},
      {"public_partnerships", {{"Partenariats avec une mairie", "Partnerships with a mayor"}, Unit::count}},
      {"contacts", {{"Contacts", "Contacts"}, Unit::count}},
      {"company10_engaged_share",
       {{"Entreprises engagées (10 salariés ou plus)", "Companies engaged (10 or more)"}, Unit::share}},
      {"tpe_engaged_share", {{"TPE engagées", "Companies engaged (1 to 9)"}, Unit::share}},
      {"association_engaged_share", {{"Associations engagées", "Associations engaged"}, Unit::share}},
      {"involved_mayor_share", {{"Maires impliqués", "Mayors involved"}, Unit::share}},
      {"aware_mayor_share", {{"Maires au fait", "Mayors aware"}, Unit::share}},
      {"none_share", {{"Communes sans dynamique", "Communes without dynamic"}, Unit::share}},
      {"emerging_share", {{"Communes émergentes", "Communes emerging"}, Unit::share}},
      {"growing_share", {{"Communes en développement", "Communes growing"}, Unit::share}},
      {"anchored_share", {{"Communes ancrées", "Communes anchored"}, Unit::share}},
      {"projects", {{"Projets en cours", "Projects under way"}, Unit::count}},
      {"projects_perpetuated",
       {{"Projets pérennisés dans le mois", "Projects perpetuated in the month"}, Unit::count}},
      {"projects_deployed",
       {{"Projets déployés dans le mois", "Projects deployed in the month"}, Unit::count}},
      {"inter_epci_project_share",
       {{"Projets à cheval sur plusieurs EPCI", "Projects that span several EPCI"}, Unit::share}},
      {"project_type_diversity",
       {{"Diversité des types de projets", "Diversity of types of projects"}, Unit::decimal}},
      {"project_member_diversity",
       {{"Diversité des membres de projets", "Diversity of members of projects"}, Unit::decimal}},
      {"catalysts", {{"Catalyseurs ouverts", "Open catalysts"}, Unit::count}},
      {"places", {{"Tiers-lieux ouverts", "Open third places"}, Unit::count}},
      {"catalyst_legitimacy", {{"Légitimité des catalyseurs", "Legitimacy of catalysts"}, Unit::decimal}},
      {"involved_share", {{"Organisations impliquées", "Organisations involved"}, Unit::share}},
      {"brokered_partnerships",
       {{"Partenariats noués par un catalyseur", "Partnerships a catalyst brokered"}, Unit::count}},
      {"pioneers", {{"EPCI pionniers", "Pioneer EPCI"}, Unit::count}},
      {"unlike_partnership_share",
       {{"Partenariats entre partenaires différents", "Partnerships between unlike partners"}, Unit::share}},
      {"cross_family_partner_share",
       {{"Contacts entre familles qui sont partenaires", "Contacts across families that are partners"},
        Unit::share}},
      {"cross_family_trust", {{"Confiance entre familles", "Trust across families"}, Unit::decimal}},
      {"partner_constraint", {{"Contrainte de Burt", "Burt’s constraint"}, Unit::decimal}},
      {"needs_met", {{"Besoins satisfaits", "Needs met"}, Unit::decimal}},
      {"mean_need", {{"Besoins", "Needs"}, Unit::decimal}},
      {"territorial_innovation", {{"Innovation territoriale", "Territorial innovation"}, Unit::decimal}},
      {"societal_innovation", {{"Innovation sociétale", "Societal innovation"}, Unit::decimal}},
      {"company_performance", {{"Performance des entreprises", "Performance of companies"}, Unit::decimal}},
      {"association_performance",
       {{"Diversité du financement des associations", "Diversity of finance of associations"},
        Unit::decimal}},
      {"public_performance",
       {{"Performance de l’action publique", "Performance of public action"}, Unit::decimal}},
  };
  return names;
}

}  // namespace

Text measure_name(const std::string& measure) {
  const auto found = known().find(measure);
  return found == known().end() ? Text{measure, measure} : found->second.name;
}

Unit measure_unit(const std::string& measure) {
  const auto found = known().find(measure);
  if (found != known().end()) return found->second.unit;
  return measure.ends_with("_share") ? Unit::share : Unit::decimal;
}

}  // namespace analysis::report
