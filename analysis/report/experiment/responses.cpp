#include "analysis/report/experiment/responses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/palette.hpp"
#include "sim/core/text.hpp"

namespace analysis::report {

namespace {

constexpr std::size_t most_values = 24, classes = 8;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Points that are shown together, at a place of the axis.
struct Group {
  double at = 0;
  Text label;
  std::vector<std::size_t> points;
};

std::vector<Group> by_text(const GatheredFactor& factor) {
  std::map<std::string, std::vector<std::size_t>> points;
  for (std::size_t k = 0; k < factor.texts.size(); ++k) points[factor.texts[k]].push_back(k);
  std::vector<Group> groups;
  for (auto& [text, list] : points)
    groups.push_back({static_cast<double>(groups.size()), {text, text}, std::move(list)});
  return groups;
}

std::vector<Group> by_number(const GatheredFactor& factor) {
  std::map<double, std::vector<std::size_t>> points;
  for (std::size_t k = 0; k < factor.numbers.size(); ++k) points[factor.numbers[k]].push_back(k);
  std::vector<Group> groups;
  if (points.size() <= most_values) {
    for (auto& [number, list] : points) groups.push_back({number, {}, std::move(list)});
    return groups;
  }
  std::vector<std::size_t> order(factor.numbers.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::ranges::stable_sort(order, {}, [&](std::size_t k) { return factor.numbers[k]; });
  for (std::size_t c = 0; c < classes; ++c) {
    Group group;
    for (std::size_t k = c * order.size() / classes; k < (c + 1) * order.size() / classes; ++k) {
      group.points.push_back(order[k]);
      group.at += factor.numbers[order[k]];
    }
    group.at /= static_cast<double>(group.points.size());
    groups.push_back(std::move(group));
  }
  return groups;
}

/// Mean over the points of a group, one value a replicate.
std::vector<double> by_replicate(const Gathered& gathered, const GatheredMeasure& measure,
                                 const Group& group) {
  std::vector<double> means;
  for (std::size_t r = 0; r < gathered.replicates(); ++r) {
    double sum = 0;
    std::size_t count = 0;
    for (const std::size_t point : group.points) {
      const double value = gathered.value(measure, point, r, gathered.months().size() - 1);
      if (!std::isfinite(value)) continue;
      sum += value;
      ++count;
    }
    means.push_back(count == 0 ? nothing : sum / static_cast<double>(count));
  }
  return means;
}

}  // namespace

std::optional<Figure> response_figure(const Gathered& gathered, const GatheredFactor& factor,
                                      const GatheredMeasure& measure) {
  const bool numeric = factor.texts.empty();
  const std::vector<Group> groups = numeric ? by_number(factor) : by_text(factor);
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
  for (const Group& group : groups) {
    const Estimate estimate = estimate_of(by_replicate(gathered, measure, group));
    series.values.push_back(estimate.mean);
    series.low.push_back(estimate.low);
    series.high.push_back(estimate.high);
    figure.x.push_back(lines ? group.at : static_cast<double>(figure.x.size()));
    if (!lines)
      figure.categories.push_back(numeric ? Text{sim::number(group.at), sim::number(group.at)} : group.label);
  }
  figure.series.push_back(std::move(series));
  return figure;
}

}  // namespace analysis::report
