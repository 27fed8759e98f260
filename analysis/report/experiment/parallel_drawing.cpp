#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/report/drawing_words.hpp"
#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/experiment/factor_groups.hpp"
#include "analysis/report/experiment/sweep_drawings.hpp"
#include "analysis/report/experiment/sweep_texts.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/palette.hpp"

namespace analysis::report {

namespace {

constexpr double top = 96, bottom = 360, edge = 70;

struct Scaled {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  explicit Scaled(const std::vector<double>& values) {
    for (const double value : values) {
      if (!std::isfinite(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  [[nodiscard]] double y(double value) const {
    return high > low ? bottom - (value - low) / (high - low) * (bottom - top) : (bottom + top) / 2;
  }
};

/// The pale end of the colours of maps is not seen as a line on white.
std::string line_colour(std::size_t of_five) { return std::string(map_colours[of_five + 2]); }

}  // namespace

Text parallel_title(const ParallelOutcome& outcome) {
  return Text{"Tous les points : ", "All points: "} + measure_name(outcome.measure->name);
}

Drawing parallel_drawing(const Gathered& gathered, const ParallelPoints& lines,
                         const ParallelOutcome& outcome, bool french) {
  const auto say = [&](const Text& text) { return french ? text.fr : text.en; };
  const Unit unit = measure_unit(outcome.measure->name);
  Drawing drawing;
  drawing.width = drawing_width;
  drawing.title = say(parallel_title(outcome));
  drawing.shapes.push_back(Words{{drawing_margin, 26}, drawing.title, 17, Anchor::start, true});
  std::vector<Scaled> scales;
  for (const ParallelAxis& axis : lines.axes) scales.emplace_back(axis.values);
  scales.emplace_back(outcome.values);
  const std::size_t count = scales.size();
  const auto x = [&](std::size_t axis) {
    return edge + (drawing_width - 2 * edge) * static_cast<double>(axis) / static_cast<double>(count - 1);
  };
  for (std::size_t line = 0; line < lines.points.size(); ++line) {
    if (!std::isfinite(outcome.values[line])) continue;
    std::vector<Point> points;
    for (std::size_t axis = 0; axis + 1 < count; ++axis)
      points.push_back({x(axis), scales[axis].y(lines.axes[axis].values[line])});
    points.push_back({x(count - 1), scales.back().y(outcome.values[line])});
    drawing.shapes.push_back(
        Line{std::move(points), line_colour(class_of(outcome, outcome.values[line])), 0.8, false});
  }
  const auto words = [&](Point at, const std::string& text, bool bold) {
    drawing.shapes.push_back(Words{at, text, 11, Anchor::middle, bold, bold ? "#222222" : quiet_colour});
  };
  for (std::size_t axis = 0; axis < count; ++axis) {
    drawing.shapes.push_back(Line{{{x(axis), top}, {x(axis), bottom}}, "#444444", 1.2, false});
    const bool last = axis + 1 == count;
    // Long names stand on two levels, so that neighbours do not run into each other.
    words({x(axis), axis % 2 == 0 ? 58.0 : 72.0},
          last ? outcome.measure->name : say(axis_label(lines.axes[axis])), last);
    const auto end = [&](double value) {
      if (last) return say(written(value, unit));
      const auto& texts = lines.axes[axis].texts;
      return texts.empty() ? say(short_number(value)) : texts[static_cast<std::size_t>(value)];
    };
    words({x(axis), top - 8}, end(scales[axis].high), false);
    words({x(axis), bottom + 16}, end(scales[axis].low), false);
  }
  const double below = bottom + 38;
  drawing.height =
      below +
      sweep_notes(drawing, gathered, parallel_texts(gathered, lines), outcome.measure->name, below, french) +
      12;
  return drawing;
}

}  // namespace analysis::report
