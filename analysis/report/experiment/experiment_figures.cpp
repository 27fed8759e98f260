#include "analysis/report/experiment/experiment_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/report/experiment/responses.hpp"
#include "analysis/report/figures/build.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/palette.hpp"

namespace analysis::report {

namespace {

constexpr std::size_t most_figures = 60;
constexpr std::array<Colour, 7> colours_of_arms{grey, blue, vermillion, green, orange, purple, sky};

Text replicates_text(const Gathered& gathered) {
  if (!gathered.common_draws())
    return {fmt::format("{} réplications par bras, à chaque simulation ses tirages", gathered.replicates()),
            fmt::format("{} replicates an arm, each run with draws of its own", gathered.replicates())};
  return {fmt::format("{} réplications par bras, tirages communs", gathered.replicates()),
          fmt::format("{} replicates an arm, common random draws", gathered.replicates())};
}

Figure over_time(const Gathered& gathered, const GatheredMeasure& measure, std::string id,
                 std::string section, Text title, Text reading) {
  Figure figure;
  figure.id = std::move(id);
  figure.section = std::move(section);
  figure.title = std::move(title);
  figure.reading = std::move(reading);
  figure.axis_label = {"mois", "month"};
  figure.x = gathered.months();
  figure.unit = measure_unit(measure.name);
  figure.unit_label = measure_name(measure.name);
  figure.measures = {measure.name};
  figure.population = replicates_text(gathered);
  return figure;
}

void add_point(Series& series, const Estimate& estimate) {
  series.values.push_back(estimate.mean);
  series.low.push_back(estimate.low);
  series.high.push_back(estimate.high);
}

bool bands_meet_throughout(const Figure& figure) {
  for (std::size_t one = 0; one < figure.series.size(); ++one) {
    for (std::size_t other = one + 1; other < figure.series.size(); ++other) {
      const Series &a = figure.series[one], &b = figure.series[other];
      for (std::size_t k = 0; k < a.values.size(); ++k)
        if (a.low[k] > b.high[k] || b.low[k] > a.high[k]) return false;
    }
  }
  return figure.series.size() > 1;
}

Figure arms_figure(const Gathered& gathered, const GatheredMeasure& measure) {
  Figure figure =
      over_time(gathered, measure, "arms_" + measure.name, "comparison", measure_name(measure.name),
                {"Moyenne de chaque bras ; la bande est l’intervalle à 95 % de cette moyenne.",
                 "Mean of each arm; the band is the 95 % interval of that mean."});
  figure.from_zero = figure.unit == Unit::share;
  for (std::size_t arm = 0; arm < gathered.arms().size(); ++arm) {
    const std::string& name = gathered.arms()[arm];
    Series series{name, {name, name}, colours_of_arms[arm % colours_of_arms.size()], arm == 0, {}, {}, {}};
    for (std::size_t month = 0; month < figure.x.size(); ++month)
      add_point(series, estimate_of(gathered.by_replicate(measure, arm, month)));
    figure.series.push_back(std::move(series));
  }
  figure.band = {"intervalle de Student à 95 % de la moyenne des réplications",
                 "95 % Student interval of the mean of replicates"};
  note_coinciding(figure);
  if (figure.remarks.empty() && bands_meet_throughout(figure))
    figure.remarks.push_back(
        {"Les bandes se recouvrent d’un bout à l’autre : la différence appariée dit si les bras diffèrent, "
         "ces courbes non.",
         "The bands overlap from end to end: the paired difference tells whether the arms differ, these "
         "curves do not."});
  return figure;
}

std::vector<double> differences(const Gathered& gathered, const GatheredMeasure& measure, std::size_t arm,
                                std::size_t month) {
  std::vector<double> own = gathered.by_replicate(measure, arm, month);
  const std::vector<double> reference = gathered.by_replicate(measure, 0, month);
  for (std::size_t r = 0; r < own.size(); ++r) own[r] -= reference[r];
  return own;
}

Figure difference_figure(const Gathered& gathered, const GatheredMeasure& measure) {
  const std::string& first = gathered.arms().front();
  Figure figure =
      over_time(gathered, measure, "difference_" + measure.name, "differences",
                Text{measure_name(measure.name).fr + fmt::format(" : écart à « {} »", first),
                     measure_name(measure.name).en + fmt::format(": difference to “{}”", first)},
                {"Écart apparié, réplication par réplication. Une bande qui laisse 0 de côté est un écart.",
                 "Paired difference, replicate by replicate. A band that leaves out 0 is a difference."});
  for (std::size_t arm = 1; arm < gathered.arms().size(); ++arm) {
    const std::string& name = gathered.arms()[arm];
    Series series{name, {name, name}, colours_of_arms[arm % colours_of_arms.size()], false, {}, {}, {}};
    for (std::size_t month = 0; month < figure.x.size(); ++month)
      add_point(series, estimate_of(differences(gathered, measure, arm, month)));
    figure.series.push_back(std::move(series));
  }
  figure.band = {"intervalle de Student à 95 % de l’écart apparié",
                 "95 % Student interval of the paired difference"};
  return figure;
}

}  // namespace

Text runs_text(const Gathered& gathered) {
  const std::size_t all = gathered.points() * gathered.replicates();
  const std::size_t done = gathered.runs_done();
  Text whole{fmt::format("{} point{} × {} réplication{}", gathered.points(), gathered.points() > 1 ? "s" : "",
                         gathered.replicates(), gathered.replicates() > 1 ? "s" : ""),
             fmt::format("{} point{} × {} replicate{}", gathered.points(), gathered.points() > 1 ? "s" : "",
                         gathered.replicates(), gathered.replicates() > 1 ? "s" : "")};
  if (gathered.seed())
    whole = whole +
            Text{fmt::format(", graine {}", *gathered.seed()), fmt::format(", seed {}", *gathered.seed())};
  if (done == all) return whole;
  return whole + Text{fmt::format(" ({} simulations faites sur {})", done, all),
                      fmt::format(" ({} of {} runs done)", done, all)};
}

std::vector<Figure> experiment_figures(const Gathered& gathered) {
  std::vector<Figure> figures;
  const bool compared = gathered.arms().size() > 1;
  for (const GatheredMeasure& measure : gathered.measures()) {
    if (gathered.months().size() < 2) break;
    figures.push_back(arms_figure(gathered, measure));
    if (compared) figures.push_back(difference_figure(gathered, measure));
  }
  for (const GatheredFactor& factor : gathered.factors())
    for (const GatheredMeasure& measure : gathered.measures())
      if (auto figure = response_figure(gathered, factor, measure)) figures.push_back(std::move(*figure));
  if (figures.size() > most_figures) {
    const std::size_t left_out = figures.size() - most_figures;
    figures.resize(most_figures);
    figures.back().remarks.push_back({fmt::format("{} figures de plus ne sont pas montrées.", left_out),
                                      fmt::format("{} more figures are not shown.", left_out)});
  }
  return figures;
}

std::vector<Verdict> verdicts_of(const Gathered& gathered) {
  std::vector<Verdict> all;
  const std::size_t last = gathered.months().size() - 1;
  for (const GatheredMeasure& measure : gathered.measures()) {
    for (std::size_t arm = 1; arm < gathered.arms().size(); ++arm) {
      Verdict verdict{measure.name,
                      gathered.arms()[arm],
                      measure_unit(measure.name),
                      estimate_of(gathered.by_replicate(measure, 0, last)),
                      estimate_of(gathered.by_replicate(measure, arm, last)),
                      estimate_of(differences(gathered, measure, arm, last)),
                      false,
                      false};
      verdict.differs = verdict.difference.low > 0 || verdict.difference.high < 0;
      verdict.overlaps =
          !(verdict.own.low > verdict.reference.high || verdict.reference.low > verdict.own.high);
      all.push_back(std::move(verdict));
    }
  }
  return all;
}

}  // namespace analysis::report
