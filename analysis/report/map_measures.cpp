#include "analysis/report/territories.hpp"

namespace analysis::report {

namespace {

const std::vector<std::string_view> organisations{"companies10", "tpe", "associations"};

const Text share_of_companies{"Part des entreprises de dix salariés ou plus qui ont un partenariat.",
                              "Share of companies of ten employees or more that have a partnership."};
const Text share_of_associations{"Part des associations qui ont un partenariat.",
                                 "Share of associations that have a partnership."};
const Text trust_meaning{"Confiance moyenne des contacts, de 0 à 1.", "Mean trust of contacts, 0 to 1."};
const Text partnership_meaning{
    "Partenariats entreprise-association pour 100 organisations ; un partenariat compte pour moitié dans le "
    "territoire de chacun des deux.",
    "Company–association partnerships per 100 organisations; a partnership counts by half in the territory "
    "of each of "
    "the two."};
const Text public_meaning{"Partenariats avec une mairie pour 100 organisations.",
                          "Partnerships with a mayor per 100 organisations."};
const Text need_meaning{"Besoin moyen de la population, de 0 (faible) à 1 (fort).",
                        "Mean need of the population, 0 (weak) to 1 (strong)."};
const Text dynamic_meaning{"Part des communes dont la dynamique est en développement ou ancrée.",
                           "Share of communes in a growing or anchored dynamic."};

}  // namespace

std::span<const MapMeasure> epci_measures() {
  static const std::vector<MapMeasure> measures{
      {"company10_engaged_share",
       {"Entreprises engagées", "Companies engaged"},
       share_of_companies,
       Unit::share,
       0.001,
       {"company10_engaged_share"}},
      {"association_engaged_share",
       {"Associations engagées", "Associations engaged"},
       share_of_associations,
       Unit::share,
       0.001,
       {"association_engaged_share"}},
      {"mean_trust",
       {"Confiance entre contacts", "Trust between contacts"},
       trust_meaning,
       Unit::decimal,
       0.001,
       {"mean_trust"}},
      {"partnerships_per_100",
       {"Partenariats pour 100 organisations", "Partnerships per 100 organisations"},
       partnership_meaning,
       Unit::decimal,
       0.1,
       {"partnerships"},
       organisations,
       100.0},
      {"public_partnerships_per_100",
       {"Partenariats avec une mairie", "Partnerships with a mayor"},
       public_meaning,
       Unit::decimal,
       0.1,
       {"public_partnerships"},
       organisations,
       100.0},
      {"dynamic_share",
       {"Communes en dynamique", "Communes in a dynamic"},
       dynamic_meaning,
       Unit::share,
       0.001,
       {"growing_share", "anchored_share"}},
      {"involved_mayor_share",
       {"Maires impliqués", "Mayors involved"},
       {"Part des maires qui s’impliquent (niveau 2 ou plus).",
        "Share of mayors involved (level 2 or more)."},
       Unit::share,
       0.001,
       {"involved_mayor_share"}},
      {"projects_per_1000",
       {"Projets pour 1 000 organisations", "Projects per 1,000 organisations"},
       {"Projets en cours, déployés compris, pour 1 000 organisations.",
        "Projects under way, deployed ones included, per 1,000 organisations."},
       Unit::decimal,
       0.1,
       {"projects"},
       organisations,
       1000.0},
      {"collective_trust",
       {"Confiance collective", "Collective trust"},
       {"Confiance collective du territoire, de 0 à 1.", "Collective trust of the territory, 0 to 1."},
       Unit::decimal,
       0.001,
       {"collective_trust"}},
      {"mean_need", {"Besoins", "Needs"}, need_meaning, Unit::decimal, 0.001, {"mean_need"}},
  };
  return measures;
}

std::span<const MapMeasure> commune_measures() {
  static const std::vector<MapMeasure> measures{
      {"company10_engaged_share",
       {"Entreprises engagées", "Companies engaged"},
       share_of_companies,
       Unit::share,
       0.01,
       {"company10_engaged_share"}},
      {"association_engaged_share",
       {"Associations engagées", "Associations engaged"},
       share_of_associations,
       Unit::share,
       0.01,
       {"association_engaged_share"}},
      {"mean_trust",
       {"Confiance entre contacts", "Trust between contacts"},
       trust_meaning,
       Unit::decimal,
       0.01,
       {"mean_trust"}},
      {"partnerships_per_100",
       {"Partenariats pour 100 organisations", "Partnerships per 100 organisations"},
       partnership_meaning,
       Unit::decimal,
       1.0,
       {"partnerships"},
       organisations,
       100.0},
      {"dynamic_share",
       {"Communes en dynamique", "Communes in a dynamic"},
       dynamic_meaning,
       Unit::share,
       0.01,
       {"growing_share", "anchored_share"}},
      {"mean_need", {"Besoins", "Needs"}, need_meaning, Unit::decimal, 0.01, {"mean_need"}},
  };
  return measures;
}

}  // namespace analysis::report
