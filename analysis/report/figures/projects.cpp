#include "analysis/report/figures/build.hpp"

namespace analysis::report {

void add_project_figures(std::vector<Figure>& figures, const RunSet& runs) {
  Figure stages =
      monthly(runs,
              {"projects_by_stage",
               "projects",
               {"Les projets, par étape", "Projects, by stage"},
               {"Les couches s’additionnent : une idée émerge, se pérennise, se déploie, puis vit déployée.",
                "Layers add up: an idea emerges, is perpetuated, is being deployed, then lives deployed."}},
              Unit::count, {"projets", "projects"});
  stages.shape = Shape::stacked;
  add_line(stages, runs, "emerging_projects", {"émerger", "emerge"}, sky);
  add_line(stages, runs, "perpetuating_projects", {"pérenniser", "perpetuate"}, green);
  add_line(stages, runs, "deploying_projects", {"déployer", "deploy"}, orange);
  add_line(stages, runs, "deployed_projects", {"déployés", "deployed"}, blue);
  keep(figures, std::move(stages), runs);

  Figure flows = yearly(runs,
                        {"project_flows",
                         "projects",
                         {"Ce que deviennent les projets", "What becomes of projects"},
                         {"Par année entière.", "By whole year."}},
                        Unit::count, {"projets par an", "projects a year"});
  add_yearly_sum(flows, runs, "projects_started", {"nés", "born"}, sky);
  add_yearly_sum(flows, runs, "projects_perpetuated", {"pérennisés", "perpetuated"}, green);
  add_yearly_sum(flows, runs, "projects_deployed", {"déployés", "deployed"}, blue);
  add_yearly_sum(flows, runs, "projects_failed", {"échoués", "failed"}, vermillion);
  add_yearly_sum(flows, runs, "projects_ended", {"arrivés à leur fin", "come to their end"}, grey);
  keep(figures, std::move(flows), runs);
}

void add_catalyst_figures(std::vector<Figure>& figures, const RunSet& runs) {
  Figure count = monthly(runs,
                         {"catalysts",
                          "catalysts",
                          {"Catalyseurs et tiers-lieux ouverts", "Open catalysts and third places"},
                          {"Nombre ouvert à la fin du mois.", "Number open at the end of the month."}},
                         Unit::count, {"ouverts", "open"});
  add_line(count, runs, "catalysts", {"catalyseurs territoriaux", "territorial catalysts"}, blue);
  add_line(count, runs, "places", {"tiers-lieux", "third places"}, orange);
  keep(figures, std::move(count), runs);

  Figure legitimacy = monthly(runs,
                              {"catalyst_legitimacy",
                               "catalysts",
                               {"Légitimité et temps des catalyseurs", "Legitimacy and time of catalysts"},
                               {"Légitimité moyenne, et part du temps passée à porter soi-même des projets.",
                                "Mean legitimacy, and share of time spent operating projects oneself."}},
                              Unit::share, {"part", "share"});
  add_line(legitimacy, runs, "catalyst_legitimacy", {"légitimité", "legitimacy"}, green);
  add_line(legitimacy, runs, "catalyst_operating_share",
           {"temps passé à porter des projets", "time spent operating projects"}, vermillion);
  keep(figures, std::move(legitimacy), runs);

  Figure cash = monthly(runs,
                        {"catalyst_cash",
                         "catalysts",
                         {"La trésorerie des catalyseurs", "Cash of catalysts"},
                         {"Combien de mois de leurs charges leur trésorerie couvre, en moyenne.",
                          "How many months of their costs their cash covers, on average."}},
                        Unit::decimal, {"mois", "months"});
  add_line(cash, runs, "catalyst_cash", {"trésorerie", "cash"}, purple);
  keep(figures, std::move(cash), runs);
}

void add_impact_figures(std::vector<Figure>& figures, const RunSet& runs) {
  Figure innovation = yearly(runs,
                             {"innovation",
                              "impacts",
                              {"Premier impact : l’innovation", "First impact: innovation"},
                              {"Solutions pour 1 000 organisations et par an : pérennisées (innovation "
                               "territoriale), dont le déploiement est achevé (innovation sociétale).",
                               "Solutions per 1,000 organisations and year: perpetuated (territorial "
                               "innovation), fully deployed (societal "
                               "innovation)."}},
                             Unit::decimal, {"pour 1 000 organisations", "per 1,000 organisations"});
  add_yearly_sum(innovation, runs, "territorial_innovation", {"territoriale", "territorial"}, green);
  add_yearly_sum(innovation, runs, "societal_innovation", {"sociétale", "societal"}, blue);
  keep(figures, std::move(innovation), runs);

  const auto performance = [&](const char* measure, Text title, Text reading, Text unit, Colour colour) {
    Figure figure =
        monthly(runs, {measure, "impacts", std::move(title), std::move(reading)}, Unit::decimal, unit);
    figure.from_zero = false;
    add_line(figure, runs, measure, unit, colour);
    keep(figures, std::move(figure), runs);
  };
  performance("company_performance", {"Deuxième impact : les entreprises", "Second impact: companies"},
              {"1 sans partenariat ; davantage avec des partenaires, et d’autant plus qu’on s’y fie.",
               "1 without partnership; more with partners, the more so when they are trusted."},
              {"performance", "performance"}, blue);
  performance("association_performance",
              {"Deuxième impact : les associations", "Second impact: associations"},
              {"Diversité des sources de financement : 0, une seule ; 1, quatre à parts égales.",
               "Diversity of sources of finance: 0, a single one; 1, four in equal parts."},
              {"diversité", "diversity"}, vermillion);
  performance("public_performance", {"Deuxième impact : l’action publique", "Second impact: public action"},
              {"Ce dont les besoins ont baissé depuis janvier 2008, rapporté aux moyens que les maires "
               "emploient ; négatif quand ils ont monté.",
               "By how much needs fell since January 2008, over the means that mayors use; negative where "
               "they rose."},
              {"besoins en moins, par moyen employé", "needs reduced per means used"}, green);
}

}  // namespace analysis::report
