#include "analysis/report/drawing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/report/drawing_frame.hpp"
#include "analysis/report/drawing_words.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/palette.hpp"
#include "analysis/report/ticks.hpp"
#include "sim/core/calendar.hpp"

namespace analysis::report {

namespace {

constexpr double width = drawing_width, plot_height = 270, margin = drawing_margin;
constexpr const char* quiet = quiet_colour;
constexpr const char* rule = "#dddddd";

double legend(Drawing& drawing, const Figure& figure, double top, bool french) {
  double x = margin, y = top + 18;
  for (const Series& series : figure.series) {
    const std::string label = french ? series.label.fr : series.label.en;
    const std::string colour(series_colours[static_cast<std::size_t>(series.colour) % series_colours.size()]);
    if (x > margin && x + 30 + width_of(label, 12) > width - margin) {
      x = margin;
      y += 18;
    }
    if (figure.shape == Shape::lines)
      drawing.shapes.push_back(Line{{{x, y - 4}, {x + 20, y - 4}}, colour, 2.5, series.dashed});
    else
      drawing.shapes.push_back(
          Area{{{{x + 5, y - 10}, {x + 17, y - 10}, {x + 17, y + 1}, {x + 5, y + 1}}}, colour, 1.0, {}});
    drawing.shapes.push_back(Words{{x + 26, y}, label, 12});
    x += 26 + width_of(label, 12) + 20;
  }
  return y + 8 - top;
}

std::string tick_text(double value, Unit unit, int decimals, bool french) {
  Text text = unit == Unit::share
                  ? written_with(100 * value, std::max(0, decimals - 2)) + Text{"\u202f%", "%"}
                  : written_with(value, decimals);
  return french ? text.fr : text.en;
}

void vertical_axis(Drawing& drawing, const Figure& figure, Frame& frame, bool french) {
  const auto [low, high] = vertical_extent(figure);
  const std::vector<double> ticks = round_ticks(low, high, 5);
  frame.low = ticks.front();
  frame.high = ticks.back();
  double room = 0;
  for (const double tick : ticks)
    room = std::max(room, width_of(tick_text(tick, figure.unit, decimals_of(ticks), french), 11));
  frame.left = margin + room + 8;
  for (const double tick : ticks) {
    const double y = frame.y(tick);
    drawing.shapes.push_back(Line{{{frame.left, y}, {frame.right, y}}, rule, 1.0, false});
    drawing.shapes.push_back(Words{{frame.left - 6, y + 4},
                                   tick_text(tick, figure.unit, decimals_of(ticks), french),
                                   11,
                                   Anchor::end,
                                   false,
                                   quiet});
  }
}

/// Label of a place, and whether it deserves one.
std::string place_text(const Figure& figure, std::size_t k, bool french) {
  const auto whole = static_cast<int>(figure.x[k]);
  if (figure.axis == Axis::category) return french ? figure.categories[k].fr : figure.categories[k].en;
  if (figure.axis == Axis::number) {
    std::string number = fmt::format("{:.4g}", figure.x[k]);
    if (french) std::ranges::replace(number, '.', ',');
    return number;
  }
  if (figure.axis != Axis::month) return fmt::format("{}", whole);
  const bool january = sim::month_of_year(sim::Month{whole}) == 1;
  if (figure.x.size() > 24) return january ? fmt::format("{}", sim::year_of(sim::Month{whole})) : "";
  return sim::to_string(sim::Month{whole});
}

void horizontal_axis(Drawing& drawing, const Figure& figure, const Frame& frame, bool french) {
  const double y = frame.y(frame.low);
  drawing.shapes.push_back(
      Line{{{frame.left, frame.bottom}, {frame.right, frame.bottom}}, "#888888", 1.0, false});
  double free_from = -1;
  for (std::size_t k = 0; k < figure.x.size(); ++k) {
    const std::string label = place_text(figure, k, french);
    const double x = frame.x(figure, k), half = width_of(label, 11) / 2;
    if (label.empty() || x - half < free_from || x + half > width) continue;
    drawing.shapes.push_back(Line{{{x, y}, {x, y + 4}}, "#888888", 1.0, false});
    drawing.shapes.push_back(Words{{x, y + 17}, label, 11, Anchor::middle, false, quiet});
    free_from = x + half + 12;
  }
}

std::string notes(const Figure& figure, const Text& note, bool french) {
  const auto say = [&](const Text& text) -> const std::string& { return french ? text.fr : text.en; };
  std::string text = "N : " + say(note);
  if (!say(figure.population).empty()) text += " · " + say(figure.population);
  if (!say(figure.band).empty()) text += (french ? " · Bande : " : " · Band: ") + say(figure.band);
  text += (french ? " · Mesure : " : " · Measure: ") + fmt::format("{}", fmt::join(figure.measures, ", "));
  for (const Text& remark : figure.remarks) text += " · " + say(remark);
  return text;
}

}  // namespace

Drawing drawing_of(const Figure& figure, const Text& note, bool french) {
  const auto say = [&](const Text& text) { return french ? text.fr : text.en; };
  Drawing drawing;
  drawing.width = width;
  drawing.title = say(figure.title);
  drawing.description = say(figure.reading) + " " + notes(figure, note, french);
  drawing.shapes.push_back(Words{{margin, 26}, drawing.title, 17, Anchor::start, true});
  double top = 32;
  top += legend(drawing, figure, top, french);
  drawing.shapes.push_back(
      Words{{margin, top + 14}, say(figure.unit_label), 11, Anchor::start, false, quiet});
  top += 26;
  Frame frame;
  frame.right = width - margin - 8;
  frame.top = top;
  frame.bottom = top + plot_height;
  frame.spread_over(figure);
  vertical_axis(drawing, figure, frame, french);
  horizontal_axis(drawing, figure, frame, french);
  draw_series(drawing, figure, frame);
  double below = frame.bottom + 24;
  if (figure.axis == Axis::number) {
    drawing.shapes.push_back(Words{{(frame.left + frame.right) / 2, below + 10},
                                   say(figure.axis_label),
                                   11,
                                   Anchor::middle,
                                   false,
                                   quiet});
    below += 18;
  }
  drawing.height = below + paragraph(drawing, notes(figure, note, french), below, 10) + 12;
  return drawing;
}

}  // namespace analysis::report
