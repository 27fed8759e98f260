#include "analysis/report/figures/build.hpp"

namespace analysis::report {

void add_engagement_figures(std::vector<Figure>& figures, const RunSet& runs) {
  const Text share{"part engagée", "share engaged"};
  Figure all = monthly(
      runs,
      {"engagement",
       "engagement",
       {"Qui s’engage : entreprises et associations", "Who engages: companies and associations"},
       {"Part de celles qui ont au moins un partenariat entreprise-association. Les points sont les "
        "enquêtes, leurs traits l’écart toléré.",
        "Share with at least one company–association partnership. Points are surveys, their bars what is "
        "tolerated."}},
      Unit::share, share);
  add_line(all, runs, "company10_engaged_share",
           {"PME et ETI (10 salariés ou plus)", "companies of 10 or more"}, blue);
  add_line(all, runs, "tpe_engaged_share", {"TPE (1 à 9 salariés)", "companies of 1 to 9 (TPE)"}, sky);
  add_line(all, runs, "association_engaged_share", {"associations", "associations"}, vermillion);
  add_mark(all, runs, "C1b", {"enquête, entreprises", "survey, companies"}, blue);
  add_mark(all, runs, "C1", {"enquête, entreprises", "survey, companies"}, blue);
  add_mark(all, runs, "C2", {"enquête, associations", "survey, associations"}, vermillion);
  keep(figures, std::move(all), runs);

  Figure associations =
      monthly(runs,
              {"engagement_of_associations",
               "engagement",
               {"Associations employeuses et bénévoles", "Associations with and without employees"},
               {"Les points des associations employeuses n’ont servi à aucun réglage.",
                "The points of employing associations were used in no fit."}},
              Unit::share, share);
  add_line(associations, runs, "employing_association_engaged_share", {"avec salariés", "with employees"},
           orange);
  add_line(associations, runs, "volunteer_association_engaged_share", {"sans salarié", "without employees"},
           green);
  add_mark(associations, runs, "HO1a", {"enquête, avec salariés", "survey, with employees"}, orange);
  add_mark(associations, runs, "HO1b", {"enquête, avec salariés", "survey, with employees"}, orange);
  keep(figures, std::move(associations), runs);

  Figure intensity =
      monthly(runs,
              {"partnerships_per_engaged",
               "engagement",
               {"Combien de partenariats quand on est engagé", "How many partnerships, once engaged"},
               {"Nombre moyen de partenariats de celles qui en ont au moins un.",
                "Mean number of partnerships of those that have one."}},
              Unit::decimal, {"partenariats", "partnerships"});
  add_line(intensity, runs, "partnerships_per_engaged_company10", {"PME et ETI", "companies of 10 or more"},
           blue);
  add_line(intensity, runs, "partnerships_per_engaged_tpe", {"TPE", "companies of 1 to 9"}, sky);
  add_line(intensity, runs, "partnerships_per_engaged_association", {"associations", "associations"},
           vermillion);
  add_mark(intensity, runs, "C4a", {"enquête, entreprises", "survey, companies"}, blue);
  add_mark(intensity, runs, "C4b", {"enquête, associations", "survey, associations"}, vermillion);
  keep(figures, std::move(intensity), runs);
}

void add_mayor_figures(std::vector<Figure>& figures, const RunSet& runs) {
  Figure states = monthly(
      runs,
      {"mayor_states",
       "mayors",
       {"Les quatre états des communes", "The four states of communes"},
       {"Part des communes, selon l’enquête auprès des maires (question 4) ; les points sont l’enquête de "
        "2016.",
        "Share of communes, as the survey of mayors asks (question 4); points are the survey of 2016."}},
      Unit::share, {"part des communes", "share of communes"});
  add_line(states, runs, "none_share", {"sans dynamique", "none"}, grey);
  add_line(states, runs, "emerging_share", {"dynamique émergente", "emerging"}, sky);
  add_line(states, runs, "growing_share", {"en développement", "growing"}, orange);
  add_line(states, runs, "anchored_share", {"ancrée", "anchored"}, green);
  add_mark(states, runs, "C3d", {"enquête, sans", "survey, none"}, grey);
  add_mark(states, runs, "C3c", {"enquête, émergente", "survey, emerging"}, sky);
  add_mark(states, runs, "C3b", {"enquête, en développement", "survey, growing"}, orange);
  add_mark(states, runs, "C3a", {"enquête, ancrée", "survey, anchored"}, green);
  keep(figures, std::move(states), runs);

  Figure levels =
      monthly(runs,
              {"mayor_involvement",
               "mayors",
               {"Les maires : de la connaissance à l’implication", "Mayors: from knowing to being involved"},
               {"Part des maires qui connaissent la co-construction (niveau 1 ou plus) et qui s’y impliquent "
                "(niveau 2 ou plus).",
                "Share of mayors who know of co-construction (level 1 or more) and who are involved (level 2 "
                "or more)."}},
              Unit::share, {"part des maires", "share of mayors"});
  add_line(levels, runs, "aware_mayor_share", {"connaissent", "know of it"}, sky);
  add_line(levels, runs, "involved_mayor_share", {"s’impliquent", "involved"}, blue);
  add_mark(levels, runs, "HO3", {"enquête, connaissent", "survey, know of it"}, sky);
  keep(figures, std::move(levels), runs);
}

}  // namespace analysis::report
