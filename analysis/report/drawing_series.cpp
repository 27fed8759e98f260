#include <algorithm>
#include <cmath>

#include "analysis/report/drawing_frame.hpp"
#include "analysis/report/palette.hpp"
#include "sim/math/nothing.hpp"

namespace analysis::report {

namespace {

using sim::nothing;

std::string colour_of(int index) {
  return std::string(series_colours[static_cast<std::size_t>(index) % series_colours.size()]);
}

/// Runs of places with a value: a missing one breaks a line.
template <class Known>
std::vector<std::pair<std::size_t, std::size_t>> stretches(std::size_t count, const Known& known) {
  std::vector<std::pair<std::size_t, std::size_t>> all;
  for (std::size_t k = 0; k < count; ++k) {
    if (!known(k)) continue;
    const std::size_t begin = k;
    while (k < count && known(k)) ++k;
    all.emplace_back(begin, k);
  }
  return all;
}

void draw_area(Drawing& drawing, const Figure& figure, const Frame& frame, const std::vector<double>& low,
               const std::vector<double>& high, const std::string& colour, double opacity) {
  const auto known = [&](std::size_t k) { return std::isfinite(low[k]) && std::isfinite(high[k]); };
  for (const auto& [begin, end] : stretches(low.size(), known)) {
    std::vector<Point> ring;
    for (std::size_t k = begin; k < end; ++k) ring.push_back({frame.x(figure, k), frame.y(high[k])});
    for (std::size_t k = end; k-- > begin;) ring.push_back({frame.x(figure, k), frame.y(low[k])});
    drawing.shapes.push_back(Area{{ring}, colour, opacity, {}});
  }
}

void draw_lines(Drawing& drawing, const Figure& figure, const Frame& frame) {
  for (const Series& series : figure.series)
    if (!series.low.empty())
      draw_area(drawing, figure, frame, series.low, series.high, colour_of(series.colour), 0.18);
  for (const Series& series : figure.series) {
    const auto known = [&](std::size_t k) { return std::isfinite(series.values[k]); };
    for (const auto& [begin, end] : stretches(series.values.size(), known)) {
      std::vector<Point> points;
      for (std::size_t k = begin; k < end; ++k)
        points.push_back({frame.x(figure, k), frame.y(series.values[k])});
      if (points.size() == 1)
        drawing.shapes.push_back(Disc{points[0], 3.0, colour_of(series.colour), colour_of(series.colour)});
      else
        drawing.shapes.push_back(Line{std::move(points), colour_of(series.colour), 2.0, series.dashed});
    }
  }
}

void draw_layers(Drawing& drawing, const Figure& figure, const Frame& frame) {
  std::vector<double> below(figure.x.size(), 0.0);
  for (const Series& series : figure.series) {
    std::vector<double> above = below;
    for (std::size_t k = 0; k < above.size(); ++k)
      above[k] += std::isfinite(series.values[k]) ? series.values[k] : 0.0;
    draw_area(drawing, figure, frame, below, above, colour_of(series.colour), 0.9);
    below = std::move(above);
  }
}

void draw_whisker(Drawing& drawing, double x, double low, double high, const std::string& colour) {
  drawing.shapes.push_back(Line{{{x, low}, {x, high}}, colour, 1.5, false});
  for (const double y : {low, high})
    drawing.shapes.push_back(Line{{{x - 4, y}, {x + 4, y}}, colour, 1.5, false});
}

void draw_bars(Drawing& drawing, const Figure& figure, const Frame& frame) {
  const double group = 0.72 * frame.slot(figure), wide = group / static_cast<double>(figure.series.size());
  const double ground = frame.y(std::clamp(0.0, frame.low, frame.high));
  for (std::size_t s = 0; s < figure.series.size(); ++s) {
    const Series& series = figure.series[s];
    for (std::size_t k = 0; k < series.values.size(); ++k) {
      if (!std::isfinite(series.values[k])) continue;
      const double from = frame.x(figure, k) - group / 2 + static_cast<double>(s) * wide,
                   to = from + 0.92 * wide;
      const double top = frame.y(series.values[k]);
      drawing.shapes.push_back(
          Area{{{{from, ground}, {from, top}, {to, top}, {to, ground}}}, colour_of(series.colour), 1.0, {}});
      if (!series.low.empty() && std::isfinite(series.low[k]))
        draw_whisker(drawing, (from + to) / 2, frame.y(series.low[k]), frame.y(series.high[k]), "#333333");
    }
  }
}

}  // namespace

void Frame::spread_over(const Figure& figure) {
  first = figure.x.front();
  last = figure.x.back();
  if (first == last) {
    first -= 1;
    last += 1;
  }
}

double Frame::x(const Figure& figure, std::size_t k) const {
  if (figure.shape == Shape::bars) return left + (static_cast<double>(k) + 0.5) * slot(figure);
  return x_of(figure.x[k]);
}

std::pair<double, double> vertical_extent(const Figure& figure) {
  double low = figure.from_zero ? 0.0 : nothing, high = low;
  const auto see = [&](double value) {
    if (!std::isfinite(value)) return;
    low = std::fmin(low, value);
    high = std::fmax(high, value);
  };
  std::vector<double> sums(figure.x.size(), 0.0);
  for (const Series& series : figure.series) {
    for (std::size_t k = 0; k < series.values.size(); ++k) {
      see(series.values[k]);
      sums[k] += std::isfinite(series.values[k]) ? series.values[k] : 0.0;
    }
    for (const double value : series.low) see(value);
    for (const double value : series.high) see(value);
  }
  if (figure.shape == Shape::stacked)
    for (const double sum : sums) see(sum);
  for (const Mark& mark : figure.marks)
    for (const double value : {mark.value, mark.low, mark.high}) see(value);
  return std::isfinite(low) ? std::pair{low, high} : std::pair{0.0, 1.0};
}

void draw_series(Drawing& drawing, const Figure& figure, const Frame& frame) {
  switch (figure.shape) {
    case Shape::lines:
      draw_lines(drawing, figure, frame);
      break;
    case Shape::stacked:
      draw_layers(drawing, figure, frame);
      break;
    case Shape::bars:
      draw_bars(drawing, figure, frame);
      break;
  }
  for (const Mark& mark : figure.marks) {
    const double x = frame.x_of(mark.x);
    if (std::isfinite(mark.low) && std::isfinite(mark.high))
      draw_whisker(drawing, x, frame.y(mark.low), frame.y(mark.high), colour_of(mark.colour));
    if (std::isfinite(mark.value))
      drawing.shapes.push_back(Disc{{x, frame.y(mark.value)}, 4.0, "#ffffff", colour_of(mark.colour)});
  }
}

}  // namespace analysis::report
