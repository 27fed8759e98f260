#include "analysis/report/pattern_meanings.hpp"

#include <map>

namespace analysis::report {

namespace {

/// What each pattern is, in French; results hold it in English.
const std::map<std::string, const char*, std::less<>>& french_meanings() {
  static const std::map<std::string, const char*, std::less<>> meanings{
      {"C1", "entreprises de 10 salariés ou plus avec un partenariat, sept. 2015"},
      {"C1b", "entreprises de 10 salariés ou plus avec un partenariat, janv. 2011"},
      {"C2", "associations avec un partenariat, oct. 2015"},
      {"C3a", "territoires ancrés (Q4), nov. 2016"},
      {"C3b", "territoires en développement (Q4), nov. 2016"},
      {"C3c", "territoires émergents (Q4), nov. 2016"},
      {"C3d", "territoires sans dynamique (Q4), nov. 2016"},
      {"C4a", "partenariats par entreprise engagée, sept. 2015"},
      {"C4b", "partenariats par association engagée, oct. 2015"},
      {"C5a", "associations engagées qui ont du mécénat, oct. 2015"},
      {"C5b", "… des pratiques responsables"},
      {"C5c", "… de la coopération économique"},
      {"C5d", "… de l’innovation sociale"},
      {"C6", "catalyseurs par million d’habitants, déc. 2020"},
      {"C7a", "étape émerger : durée observée sur durée fixée"},
      {"C7b", "étape pérenniser : durée observée sur durée fixée"},
      {"C7c", "démarche : mois jusqu’à l’expérimentation"},
      {"C7d", "démarche : mois de là au déploiement"},
      {"C8", "partenariats provoqués par événement, décile supérieur"},
      {"C9a", "partenariats encore vivants après 4 ans"},
      {"C9b", "partenariats encore vivants après 10 ans"},
      {"HO1a", "associations employeuses avec un partenariat, 2009"},
      {"HO1b", "associations employeuses avec un partenariat, 2015"},
      {"HO1c", "leur progression de 2009 à 2015"},
      {"HO2", "avance des associations employeuses sur les autres, 2015"},
      {"HO3", "maires au niveau 1 ou plus, nov. 2020"},
      {"HO4", "partenariats internes à un EPCI, oct. 2015"},
      {"HO5a", "part des entreprises dans les partenariats provoqués"},
      {"HO5b", "part des associations dans les partenariats provoqués"},
      {"HO5c", "part des maires dans les partenariats provoqués"},
      {"HO6", "contributeurs parmi les mobilisés d’un lancement"},
      {"HO7a", "projets en cours par territoire, déc. 2015"},
      {"HO7b", "séances par territoire en 2015"},
      {"HO7c", "partenaires par projet, décile supérieur, déc. 2015"},
      {"HO8a", "corrélation de la confiance avec la durée, déc. 2019"},
      {"HO8b", "son hétérogénéité entre EPCI, Q sur sa borne"},
      {"HO9", "ponts perdus en un an, sur liens encastrés perdus"},
      {"HO10a", "âge du plus grand danger des partenariats, en mois"},
      {"HO10b", "risque de fin des années 4 à 6 sur celui de la première"},
      {"HO11", "commune dense plus avancée (Q4) qu’une petite"},
      {"HO12a", "années du contact au partenariat, le 1 % le plus long"},
      {"HO12b", "années du contact au partenariat, la plus longue"},
  };
  return meanings;
}

}  // namespace

std::string french_meaning(std::string_view pattern) {
  const auto found = french_meanings().find(pattern);
  return found == french_meanings().end() ? std::string() : found->second;
}

}  // namespace analysis::report
