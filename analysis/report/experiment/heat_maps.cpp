#include "analysis/report/experiment/heat_maps.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace analysis::report {

namespace {

std::vector<HeatAxis> axes_of(const Gathered& gathered) {
  const bool factorial = gathered.design() == "factorial";
  const auto root = static_cast<std::size_t>(std::sqrt(static_cast<double>(gathered.points()) / 4));
  const std::size_t classes = std::clamp<std::size_t>(root, 2, 6);
  std::vector<HeatAxis> axes;
  for (const GatheredFactor& factor : gathered.factors()) {
    HeatAxis axis{&factor, false, groups_of(factor, factorial ? 24 : classes, classes)};
    if (axis.groups.size() < 2) continue;
    axis.classes = factor.texts.empty() && std::ranges::any_of(axis.groups, [&](const PointGroup& group) {
                     return factor.numbers[group.points.front()] != factor.numbers[group.points.back()];
                   });
    axes.push_back(std::move(axis));
  }
  return axes;
}

/// The group of each point.
std::vector<std::size_t> places(const HeatAxis& axis, std::size_t points) {
  std::vector<std::size_t> place(points, 0);
  for (std::size_t g = 0; g < axis.groups.size(); ++g)
    for (const std::size_t point : axis.groups[g].points) place[point] = g;
  return place;
}

/// The points of each cell, [up][across].
std::vector<std::vector<std::size_t>> cells_of(const HeatAxis& across, const HeatAxis& up,
                                               std::size_t points) {
  const std::vector<std::size_t> column = places(across, points), row = places(up, points);
  std::vector<std::vector<std::size_t>> cells(across.groups.size() * up.groups.size());
  for (std::size_t point = 0; point < points; ++point)
    cells[row[point] * across.groups.size() + column[point]].push_back(point);
  return cells;
}

/// Between cells, as a share of all; NaN where nothing varies.
double share_between(const std::vector<std::vector<std::size_t>>& cells, const std::vector<double>& means) {
  double sum = 0, count = 0;
  for (const double mean : means) {
    if (!std::isfinite(mean)) continue;
    sum += mean;
    ++count;
  }
  const double centre = sum / count;
  double all = 0, between = 0;
  for (const auto& cell : cells) {
    double own = 0, size = 0;
    for (const std::size_t point : cell) {
      if (!std::isfinite(means[point])) continue;
      all += (means[point] - centre) * (means[point] - centre);
      own += means[point] - centre;
      ++size;
    }
    if (size > 0) between += own * own / size;
  }
  const bool rounding = all <= count * std::pow(1e-12 * std::max(std::abs(centre), 1e-300), 2);
  return rounding ? std::numeric_limits<double>::quiet_NaN() : between / all;
}

std::size_t runs_done(const Gathered& gathered, const GatheredMeasure& measure,
                      const std::vector<std::size_t>& points) {
  std::size_t done = 0;
  for (const std::size_t point : points)
    for (std::size_t r = 0; r < gathered.replicates(); ++r)
      done += std::isfinite(gathered.value(measure, point, r, gathered.months().size() - 1)) ? 1 : 0;
  return done;
}

struct Crossing {
  std::size_t across, up;
  std::vector<std::vector<std::size_t>> cells;
};

HeatMeasure heat_of(const Gathered& gathered, const GatheredMeasure& measure,
                    const std::vector<Crossing>& crossings) {
  std::vector<double> means;
  for (std::size_t point = 0; point < gathered.points(); ++point)
    means.push_back(gathered.at_point(measure, point));
  std::vector<std::pair<double, const Crossing*>> ranked;
  for (const Crossing& crossing : crossings) {
    const double strength = share_between(crossing.cells, means);
    if (std::isfinite(strength)) ranked.emplace_back(strength, &crossing);
  }
  std::ranges::stable_sort(ranked, [](const auto& a, const auto& b) { return a.first > b.first; });
  if (ranked.size() > most_heat_pairs) ranked.resize(most_heat_pairs);
  HeatMeasure heat{&measure, {}};
  for (const auto& [strength, crossing] : ranked) {
    HeatPair pair{crossing->across, crossing->up, strength, {}, {}};
    for (const auto& cell : crossing->cells) {
      pair.cells.push_back(estimate_of(by_replicate(gathered, measure, cell)));
      pair.runs.push_back(runs_done(gathered, measure, cell));
    }
    heat.pairs.push_back(std::move(pair));
  }
  return heat;
}

}  // namespace

HeatMaps heat_maps_of(const Gathered& gathered) {
  HeatMaps maps;
  if (gathered.design() == "one_at_a_time") return maps;
  maps.axes = axes_of(gathered);
  std::vector<Crossing> crossings;
  for (std::size_t across = 0; across < maps.axes.size(); ++across) {
    for (std::size_t up = across + 1; up < maps.axes.size(); ++up) {
      Crossing crossing{across, up, cells_of(maps.axes[across], maps.axes[up], gathered.points())};
      const auto empty = std::ranges::count_if(crossing.cells, [](const auto& cell) { return cell.empty(); });
      if (2 * static_cast<std::size_t>(empty) <= crossing.cells.size())
        crossings.push_back(std::move(crossing));
    }
  }
  maps.pairs = crossings.size();
  for (const GatheredMeasure& measure : gathered.measures()) {
    HeatMeasure heat = heat_of(gathered, measure, crossings);
    if (!heat.pairs.empty()) maps.measures.push_back(std::move(heat));
  }
  return maps;
}

}  // namespace analysis::report
