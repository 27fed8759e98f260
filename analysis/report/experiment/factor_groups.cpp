#include "analysis/report/experiment/factor_groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "analysis/report/numbers.hpp"
#include "sim/core/text.hpp"

namespace analysis::report {

namespace {

std::vector<PointGroup> by_text(const GatheredFactor& factor) {
  std::map<std::string, std::vector<std::size_t>> points;
  for (std::size_t k = 0; k < factor.texts.size(); ++k) points[factor.texts[k]].push_back(k);
  std::vector<PointGroup> groups;
  for (auto& [text, list] : points)
    groups.push_back({static_cast<double>(groups.size()), {text, text}, std::move(list)});
  return groups;
}

std::vector<PointGroup> by_class(const std::vector<double>& numbers, std::size_t classes) {
  std::vector<std::size_t> order(numbers.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::ranges::stable_sort(order, {}, [&](std::size_t k) { return numbers[k]; });
  std::vector<PointGroup> groups;
  std::size_t begin = 0;
  for (std::size_t c = 1; c <= classes; ++c) {
    std::size_t end = c * order.size() / classes;
    while (end < order.size() && end > 0 && numbers[order[end]] == numbers[order[end - 1]]) ++end;
    if (end <= begin) continue;
    PointGroup group;
    for (std::size_t k = begin; k < end; ++k) {
      group.points.push_back(order[k]);
      group.at += numbers[order[k]];
    }
    group.at /= static_cast<double>(group.points.size());
    group.label =
        short_number(numbers[order[begin]]) + Text{" – ", " – "} + short_number(numbers[order[end - 1]]);
    groups.push_back(std::move(group));
    begin = end;
  }
  return groups;
}

}  // namespace

Text short_number(double value) {
  std::string english = fmt::format("{:.3g}", value), french = english;
  std::ranges::replace(french, '.', ',');
  return {std::move(french), std::move(english)};
}

std::vector<PointGroup> groups_of(const GatheredFactor& factor, std::size_t most_values,
                                  std::size_t classes) {
  if (!factor.texts.empty()) return by_text(factor);
  std::map<double, std::vector<std::size_t>> points;
  for (std::size_t k = 0; k < factor.numbers.size(); ++k) points[factor.numbers[k]].push_back(k);
  if (points.size() > most_values) return by_class(factor.numbers, classes);
  std::vector<PointGroup> groups;
  for (auto& [number, list] : points) {
    std::string english = sim::number(number), french = english;
    std::ranges::replace(french, '.', ',');
    groups.push_back({number, {std::move(french), std::move(english)}, std::move(list)});
  }
  return groups;
}

std::vector<double> by_replicate(const Gathered& gathered, const GatheredMeasure& measure,
                                 const std::vector<std::size_t>& points) {
  std::vector<double> means;
  for (std::size_t r = 0; r < gathered.replicates(); ++r) {
    double sum = 0;
    std::size_t count = 0;
    for (const std::size_t point : points) {
      const double value = gathered.value(measure, point, r, gathered.months().size() - 1);
      if (!std::isfinite(value)) continue;
      sum += value;
      ++count;
    }
    means.push_back(count == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(count));
  }
  return means;
}

}  // namespace analysis::report
