#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/report/figures/build.hpp"
#include "analysis/report/numbers.hpp"

namespace analysis::report {

namespace {

/// Kaplan-Meier's survival with Greenwood's 95 % interval on the scale log(−log S), from all runs together.
Series survival(const std::vector<double>& exposed, const std::vector<double>& ended) {
  constexpr double normal_97_5 = 1.959963984540054;
  Series series{"survival", {"encore en vie", "still alive"}, blue, false, {1.0}, {1.0}, {1.0}};
  double alive = 1.0, variance = 0.0;
  for (std::size_t age = 0; age < exposed.size() && exposed[age] > 0; ++age) {
    const double left = exposed[age] - ended[age];
    alive *= left / exposed[age];
    if (left > 0) variance += ended[age] / (exposed[age] * left);
    series.values.push_back(alive);
    const bool inside = alive > 0 && alive < 1;
    const double width = inside ? normal_97_5 * std::sqrt(variance) / -std::log(alive) : 0.0;
    series.low.push_back(inside ? std::pow(alive, std::exp(width)) : alive);
    series.high.push_back(inside ? std::pow(alive, std::exp(-width)) : alive);
  }
  return series;
}

std::vector<double> pooled(const RunSet& runs, std::string_view variable) {
  std::vector<double> mean = runs.values(variable);
  for (double& value : mean) value = std::round(value * static_cast<double>(runs.size()));
  return mean;
}

void add_survival(std::vector<Figure>& figures, const RunSet& runs) {
  constexpr std::array<std::string_view, 1> along{"life_month"};
  if (!runs.has("life_exposed", along) || !runs.has("life_ended", along)) return;
  const std::vector<double> exposed = pooled(runs, "life_exposed");
  if (exposed.empty() || exposed.front() <= 0) return;
  Figure figure =
      monthly(runs,
              {"partnership_survival",
               "partnerships",
               {"Combien de temps dure un partenariat ?", "How long does a partnership last?"},
               {"Part des partenariats entreprise-association nés depuis 2008 qui vivent encore à cet âge "
                "(Kaplan-Meier).",
                "Share of company–association partnerships born since 2008 that are still alive at that age "
                "(Kaplan-Meier)."}},
              Unit::share, {"part encore en vie", "share still alive"});
  figure.axis = Axis::number;
  figure.axis_label = {"âge du partenariat, en mois", "age of the partnership, months"};
  figure.series.push_back(survival(exposed, pooled(runs, "life_ended")));
  figure.x.clear();
  for (std::size_t age = 0; age < figure.series[0].values.size(); ++age)
    figure.x.push_back(static_cast<double>(age));
  figure.measures = {"life_exposed", "life_ended"};
  figure.band = {"intervalle à 95 % de Greenwood, toutes simulations réunies",
                 "Greenwood’s 95 % interval, all runs together"};
  const Text followed = written(exposed.front(), Unit::count);
  figure.population = {followed.fr + " partenariats suivis", followed.en + " partnerships followed"};
  keep(figures, std::move(figure), runs);
}

void add_waiting(std::vector<Figure>& figures, const RunSet& runs) {
  constexpr std::array<std::string_view, 1> along{"wait_year"};
  if (!runs.has("wait_count", along)) return;
  std::vector<double> counts = runs.values("wait_count");
  while (!counts.empty() && counts.back() == 0) counts.pop_back();
  double sum = 0.0;
  for (const double count : counts) sum += count;
  if (sum <= 0) return;
  Figure figure =
      monthly(runs,
              {"waiting_time",
               "partnerships",
               {"De la rencontre au premier partenariat", "From meeting to the first partnership"},
               {"Années entières écoulées entre la première rencontre et le premier partenariat.",
                "Whole years between the first meeting and the first partnership."}},
              Unit::share, {"part des premiers partenariats", "share of first partnerships"});
  figure.axis = Axis::number;
  figure.axis_label = {"années depuis la rencontre", "years since the meeting"};
  figure.shape = Shape::bars;
  figure.x.clear();
  Series series{"wait_count", {"premiers partenariats", "first partnerships"}, sky, false, {}, {}, {}};
  for (std::size_t year = 0; year < counts.size(); ++year) {
    figure.x.push_back(static_cast<double>(year));
    series.values.push_back(counts[year] / sum);
  }
  figure.series.push_back(std::move(series));
  figure.measures = {"wait_count"};
  const Text first = written(sum, Unit::count);
  figure.population = {first.fr + " premiers partenariats (par simulation)",
                       first.en + " first partnerships (a run)"};
  keep(figures, std::move(figure), runs);
}

}  // namespace

void add_partnership_figures(std::vector<Figure>& figures, const RunSet& runs) {
  const Text live{"partenariats vivants", "live partnerships"};
  Figure types = monthly(
      runs,
      {"partnerships_by_type",
       "partnerships",
       {"Les partenariats, par type", "Partnerships, by type"},
       {"Les couches s’additionnent : le haut est le nombre de tous les partenariats vivants, ceux des "
        "mairies compris.",
        "Layers add up: the top is the number of all live partnerships, those with mayors included."}},
      Unit::count, live);
  types.shape = Shape::stacked;
  add_line(types, runs, "mecenat_partnerships", {"mécénat", "mécénat (giving)"}, sky);
  add_line(types, runs, "responsible_practice_partnerships",
           {"pratiques responsables", "responsible practices"}, green);
  add_line(types, runs, "economic_cooperation_partnerships",
           {"coopération économique", "economic cooperation"}, orange);
  add_line(types, runs, "social_innovation_partnerships", {"innovation sociale", "social innovation"},
           purple);
  keep(figures, std::move(types), runs);

  Figure who =
      monthly(runs,
              {"partnerships_by_partner",
               "partnerships",
               {"Avec qui l’on s’associe", "Who partners with whom"},
               {"Partenariats entre entreprises et associations, et partenariats dont une mairie est membre.",
                "Partnerships between companies and associations, and those of which a mayor is a member."}},
              Unit::count, live);
  add_line(who, runs, "partnerships", {"entreprise–association", "company–association"}, blue);
  add_line(who, runs, "public_partnerships", {"avec une mairie", "with a mayor"}, vermillion);
  keep(figures, std::move(who), runs);

  Figure flows = yearly(runs,
                        {"births_and_ends",
                         "partnerships",
                         {"Naissances et fins de partenariats", "Births and ends of partnerships"},
                         {"Par année entière. Les fins dues au départ d’un membre n’y sont pas.",
                          "By whole year. Ends because a member left are not counted."}},
                        Unit::count, {"partenariats par an", "partnerships a year"});
  add_yearly_sum(flows, runs, "partnerships_born", {"nés", "born"}, green);
  add_yearly_sum(flows, runs, "partnerships_ended", {"finis", "ended"}, vermillion);
  keep(figures, std::move(flows), runs);

  add_survival(figures, runs);
  add_waiting(figures, runs);
}

}  // namespace analysis::report
