#include "analysis/report/experiment/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace analysis::report {

namespace {

/// Texts as their places in the alphabet.
ParallelAxis axis_of_texts(std::string name, const std::vector<std::string>& texts,
                           const std::vector<std::size_t>& points) {
  ParallelAxis axis{std::move(name), {}, {}, texts};
  std::ranges::sort(axis.texts);
  axis.texts.erase(std::unique(axis.texts.begin(), axis.texts.end()), axis.texts.end());
  for (const std::size_t point : points)
    axis.values.push_back(
        static_cast<double>(std::ranges::lower_bound(axis.texts, texts[point]) - axis.texts.begin()));
  return axis;
}

bool varies(const ParallelAxis& axis) {
  return std::ranges::any_of(axis.values, [&](double value) { return value != axis.values.front(); });
}

std::vector<ParallelAxis> axes_of(const Gathered& gathered, const std::vector<std::size_t>& points) {
  std::vector<ParallelAxis> axes;
  std::vector<std::string> arms;
  for (std::size_t point = 0; point < gathered.points(); ++point)
    arms.push_back(gathered.arms()[gathered.arm_of(point)]);
  axes.push_back(axis_of_texts("", arms, points));
  for (const GatheredFactor& factor : gathered.factors()) {
    if (!factor.texts.empty()) {
      axes.push_back(axis_of_texts(factor.name, factor.texts, points));
      continue;
    }
    ParallelAxis axis{factor.name, factor.units == "1" ? "" : factor.units, {}, {}};
    for (const std::size_t point : points) axis.values.push_back(factor.numbers[point]);
    axes.push_back(std::move(axis));
  }
  std::erase_if(axes, [](const ParallelAxis& axis) { return !varies(axis); });
  return axes;
}

std::vector<double> fifths(std::vector<double> values) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  std::ranges::sort(values);
  std::vector<double> limits;
  for (std::size_t k = 1; k < parallel_classes && !values.empty(); ++k) {
    const double limit = values[k * values.size() / parallel_classes];
    if (limit > (limits.empty() ? values.front() : limits.back())) limits.push_back(limit);
  }
  return limits;
}

}  // namespace

std::optional<ParallelPoints> parallel_of(const Gathered& gathered) {
  if (gathered.design() == "factorial" || gathered.design() == "one_at_a_time") return std::nullopt;
  ParallelPoints lines;
  lines.of = gathered.points();
  const std::size_t count = std::min(lines.of, most_parallel_lines);
  for (std::size_t k = 0; k < count; ++k) lines.points.push_back(k * lines.of / count);
  lines.axes = axes_of(gathered, lines.points);
  if (lines.axes.size() < 2) return std::nullopt;
  if (lines.axes.size() > most_parallel_axes) {
    lines.axes_left_out = lines.axes.size() - most_parallel_axes;
    lines.axes.resize(most_parallel_axes);
  }
  for (const GatheredMeasure& measure : gathered.measures()) {
    ParallelOutcome outcome{&measure, {}, {}};
    for (const std::size_t point : lines.points) outcome.values.push_back(gathered.at_point(measure, point));
    outcome.limits = fifths(outcome.values);
    if (!outcome.limits.empty()) lines.outcomes.push_back(std::move(outcome));
  }
  if (lines.outcomes.empty()) return std::nullopt;
  return lines;
}

std::size_t class_of(const ParallelOutcome& outcome, double value) {
  const auto above = std::ranges::count_if(outcome.limits, [&](double limit) { return value >= limit; });
  // Fewer classes are spread over the same colours.
  return static_cast<std::size_t>(above) * (parallel_classes - 1) / outcome.limits.size();
}

}  // namespace analysis::report
