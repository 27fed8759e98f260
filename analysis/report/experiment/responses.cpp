#include "analysis/report/experiment/responses.hpp"

#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/experiment/factor_groups.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/palette.hpp"

namespace analysis::report {

namespace {

constexpr std::size_t most_values = 24, classes = 8;

}  // namespace

std::optional<Figure> response_figure(const Gathered& gathered, const GatheredFactor& factor,
                                      const GatheredMeasure& measure) {
  const bool numeric = factor.texts.empty();
  const std::vector<PointGroup> groups = groups_of(factor, most_values, classes);
  if (groups.size() < 2) return std::nullopt;
  const Text month = month_name(static_cast<int>(gathered.months().back()));
  Figure figure;
  figure.id = "response_" + measure.name + "_" + factor.name;
  figure.section = "responses";
  figure.title = measure_name(measure.name) + Text{" selon ", " by "} + Text{factor.name, factor.name};
  figure.reading = {
      "En " + month.fr + ", les autres facteurs comme le plan les a faits. Paramètre : " + factor.parameter +
          ".",
      "In " + month.en + ", the other factors as the design has them. Parameter: " + factor.parameter + "."};
  const bool lines = numeric && groups.size() > 2;
  figure.shape = lines ? Shape::lines : Shape::bars;
  figure.axis = lines ? Axis::number : Axis::category;
  const std::string unit = factor.units.empty() || factor.units == "1" ? "" : " (" + factor.units + ")";
  figure.axis_label = {factor.name + unit, factor.name + unit};
  figure.unit = measure_unit(measure.name);
  figure.unit_label = measure_name(measure.name);
  figure.from_zero = !lines || figure.unit == Unit::share;
  figure.measures = {measure.name};
  figure.band = {"intervalle de Student à 95 % de la moyenne, sur les réplications",
                 "95 % Student interval of the mean, over replicates"};
  Series series{measure.name, measure_name(measure.name), blue, false, {}, {}, {}};
  for (const PointGroup& group : groups) {
    const Estimate estimate = estimate_of(by_replicate(gathered, measure, group.points));
    series.values.push_back(estimate.mean);
    series.low.push_back(estimate.low);
    series.high.push_back(estimate.high);
    figure.x.push_back(lines ? group.at : static_cast<double>(figure.x.size()));
    if (!lines) figure.categories.push_back(group.label);
  }
  figure.series.push_back(std::move(series));
  return figure;
}

}  // namespace analysis::report
