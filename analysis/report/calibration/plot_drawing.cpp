#include "analysis/report/calibration/plot_drawing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/drawing_words.hpp"
#include "analysis/report/palette.hpp"

namespace analysis::report {

namespace {

constexpr double between = 26;  ///< panels that stand side by side
constexpr const char* ink = "#222222";
constexpr const char* rule = "#dddddd";
constexpr const char* end_of_axis = "#888888";

std::string colour_of(int index) {
  return std::string(series_colours[static_cast<std::size_t>(index) % series_colours.size()]);
}

double place(const PlotAxis& axis, double value) {
  if (axis.logarithmic) return std::log(value / axis.low) / std::log(axis.high / axis.low);
  return (value - axis.low) / (axis.high - axis.low);
}

class PlotPicture {
 public:
  PlotPicture(const PlotFigure& figure, bool french) : figure_(figure), french_(french) {
    drawing_.width = drawing_width;
    drawing_.title = say(figure.title);
    drawing_.description = say(figure.reading) + " " + notes();
  }

  Drawing finished() {
    words({drawing_margin, 26}, drawing_.title, 17, Anchor::start, ink, true);
    double y = 32 + legend(32);
    const int columns = std::max(1, std::min<int>(figure_.columns, static_cast<int>(figure_.panels.size())));
    const double wide = (drawing_width - 2 * drawing_margin - between * (columns - 1)) / columns;
    for (std::size_t k = 0; k < figure_.panels.size(); k += static_cast<std::size_t>(columns)) {
      double height = 0;
      for (int c = 0; c < columns && k + static_cast<std::size_t>(c) < figure_.panels.size(); ++c)
        height = std::max(height, draw(figure_.panels[k + static_cast<std::size_t>(c)],
                                       drawing_margin + c * (wide + between), y, wide));
      y += height;
    }
    drawing_.height = y + paragraph(drawing_, notes(), y, 10) + 12;
    return std::move(drawing_);
  }

 private:
  /// Where the axes of a panel lie, in pixels.
  struct Box {
    const PlotPanel& panel;
    double left, right, top, bottom;
    [[nodiscard]] double x(double value) const { return left + place(panel.x, value) * (right - left); }
    [[nodiscard]] double y(double value) const { return bottom - place(panel.y, value) * (bottom - top); }
    /// A value that lies beyond the axes is drawn at their end.
    [[nodiscard]] double held_x(double value) const { return std::clamp(x(value), left, right); }
    [[nodiscard]] double held_y(double value) const { return std::clamp(y(value), top, bottom); }
  };

  [[nodiscard]] const std::string& say(const Text& text) const { return french_ ? text.fr : text.en; }

  void words(Point at, const std::string& text, double size, Anchor anchor, const char* colour,
             bool bold = false) {
    drawing_.shapes.push_back(Words{at, text, size, anchor, bold, colour});
  }
  void line(Point from, Point to, const std::string& colour, double width, bool dashed = false) {
    drawing_.shapes.push_back(Line{{from, to}, colour, width, dashed});
  }
  void rectangle(double left, double right, double top, double bottom, const std::string& colour,
                 double opacity) {
    drawing_.shapes.push_back(
        Area{{{{left, top}, {right, top}, {right, bottom}, {left, bottom}}}, colour, opacity, {}});
  }
  void disc(Point at, double radius, const std::string& colour, bool open) {
    drawing_.shapes.push_back(Disc{at, radius, open ? "#ffffff" : colour, colour});
  }

  void key_mark(const PlotKey& key, double x, double y) {
    const std::string colour = colour_of(key.colour);
    switch (key.mark) {
      case PlotMark::line:
      case PlotMark::dashes:
        line({x, y}, {x + 20, y}, colour, 2.2, key.mark == PlotMark::dashes);
        break;
      case PlotMark::area:
        rectangle(x + 4, x + 16, y - 6, y + 5, colour, 0.35);
        break;
      case PlotMark::span:
      case PlotMark::open_span:
        line({x, y}, {x + 20, y}, colour, 2);
        disc({x + 10, y}, 4, colour, key.mark == PlotMark::open_span);
        break;
      case PlotMark::dot:
        disc({x + 10, y}, 2.6, colour, false);
    }
  }

  double legend(double top) {
    double x = drawing_margin, y = top + 18;
    for (const PlotKey& key : figure_.keys) {
      const std::string& label = say(key.label);
      if (x > drawing_margin && x + 30 + width_of(label, 12) > drawing_width - drawing_margin) {
        x = drawing_margin;
        y += 18;
      }
      key_mark(key, x, y - 4);
      words({x + 26, y}, label, 12, Anchor::start, ink);
      x += 26 + width_of(label, 12) + 20;
    }
    return y + 10 - top;
  }

  /// Labels that would touch the one before are left out.
  void horizontal_axis(const Box& box) {
    const PlotAxis& axis = box.panel.x;
    double free_from = 0;
    for (std::size_t k = 0; k < axis.ticks.size(); ++k) {
      const double at = box.x(axis.ticks[k]), half = width_of(say(axis.tick_texts[k]), 11) / 2;
      if (axis.grid) line({at, box.top}, {at, box.bottom}, rule, 1);
      if (at - half < free_from) continue;
      words({at, box.bottom + 15}, say(axis.tick_texts[k]), 11, Anchor::middle, quiet_colour);
      free_from = at + half + 8;
    }
    line({box.left, box.bottom}, {box.right, box.bottom}, end_of_axis, 1);
    words({(box.left + box.right) / 2, box.bottom + 30}, say(axis.label), 11, Anchor::middle, quiet_colour);
  }

  void vertical_axis(const Box& box) {
    const PlotAxis& axis = box.panel.y;
    for (std::size_t k = 0; k < axis.ticks.size(); ++k) {
      const double at = box.y(axis.ticks[k]);
      if (axis.grid) line({box.left, at}, {box.right, at}, rule, 1);
      words({box.left - 6, at + 4}, say(axis.tick_texts[k]), 11, Anchor::end, axis.grid ? quiet_colour : ink);
    }
  }

  void draw(const Box& box, const PlotZone& zone) {
    const double left = box.held_x(zone.x0), right = box.held_x(zone.x1), one = box.held_y(zone.y0),
                 other = box.held_y(zone.y1);
    rectangle(left, right, std::min(one, other), std::max(one, other), colour_of(zone.colour), zone.opacity);
    if (!say(zone.words).empty())
      words({(left + right) / 2, (one + other) / 2 + 4}, say(zone.words), 11, Anchor::middle, ink, zone.bold);
  }

  void draw(const Box& box, const PlotLine& drawn) {
    std::vector<Point> points;
    for (std::size_t k = 0; k < drawn.x.size(); ++k) points.push_back({box.x(drawn.x[k]), box.y(drawn.y[k])});
    if (drawn.filled && !points.empty()) {
      std::vector<Point> ring = points;
      ring.push_back({points.back().x, box.y(0)});
      ring.push_back({points.front().x, box.y(0)});
      drawing_.shapes.push_back(Area{{std::move(ring)}, colour_of(drawn.colour), 0.3, {}});
    }
    drawing_.shapes.push_back(Line{std::move(points), colour_of(drawn.colour), 1.8, drawn.dashed});
  }

  void draw(const Box& box, const PlotSpan& span) {
    const std::string colour = colour_of(span.colour);
    const auto at = [&](double along, double aside) {
      return span.upright ? Point{box.held_x(span.at) + aside, box.held_y(along)}
                          : Point{box.held_x(along), box.held_y(span.at) + aside};
    };
    if (std::isfinite(span.low) && std::isfinite(span.high)) {
      line(at(span.low, 0), at(span.high, 0), colour, 2);
      for (const double end : {span.low, span.high}) line(at(end, -4), at(end, 4), colour, 2);
    }
    if (std::isfinite(span.middle)) disc(at(span.middle, 0), 4, colour, span.open);
  }

  void draw(const Box& box, const PlotDots& group) {
    for (std::size_t k = 0; k < group.x.size(); ++k) {
      const Point at{box.held_x(group.x[k]), box.held_y(group.y[k])};
      // Eight corners look round at this size, and an area lets shine through what lies below.
      std::vector<Point> ring;
      for (int corner = 0; corner < 8; ++corner)
        ring.push_back({at.x + group.radius[k] * std::cos(corner * 0.7853981634),
                        at.y + group.radius[k] * std::sin(corner * 0.7853981634)});
      drawing_.shapes.push_back(Area{{std::move(ring)}, colour_of(group.colour), 0.4, {}});
    }
  }

  /// Gives the height used.
  double draw(const PlotPanel& panel, double left, double top, double wide) {
    double y = top + 8;
    if (!say(panel.title).empty()) {
      y += 14;
      words({left, y}, say(panel.title), 13, Anchor::start, ink, true);
    }
    if (!say(panel.about).empty()) y += paragraph(drawing_, say(panel.about), y + 2, 11, left, wide) + 2;
    for (const Text& remark : panel.remarks)
      y += paragraph(drawing_, "▸ " + say(remark), y + 2, 11, left, wide) + 2;
    if (!say(panel.y.label).empty()) {
      y += 16;
      words({left, y}, say(panel.y.label), 11, Anchor::start, quiet_colour);
    }
    double room = 0, aside = 0;
    for (const Text& text : panel.y.tick_texts) room = std::max(room, width_of(say(text), 11));
    for (const PlotNote& note : panel.notes) aside = std::max(aside, width_of(say(note.words), 11) + 12);
    const Box box{panel, left + room + 8, left + wide - std::max(aside, 4.0), y + 10, y + 10 + panel.height};
    vertical_axis(box);
    for (const PlotZone& zone : panel.zones) draw(box, zone);
    horizontal_axis(box);
    for (const PlotLine& drawn : panel.lines) draw(box, drawn);
    for (const PlotDots& group : panel.dots) draw(box, group);
    for (const PlotSpan& span : panel.spans) draw(box, span);
    for (const PlotNote& note : panel.notes)
      words({box.right + 8, box.y(note.y) + 4}, say(note.words), 11, Anchor::start, ink, note.bold);
    return box.bottom + 46 - top;
  }

  [[nodiscard]] std::string notes() const {
    std::string text = "N : " + say(figure_.population);
    text += (french_ ? " · Bande : " : " · Band: ") + say(figure_.band);
    if (!figure_.measures.empty())
      text +=
          (french_ ? " · Mesure : " : " · Measure: ") + fmt::format("{}", fmt::join(figure_.measures, ", "));
    for (const Text& remark : figure_.remarks) text += " · " + say(remark);
    return text;
  }

  const PlotFigure& figure_;
  bool french_;
  Drawing drawing_;
};

}  // namespace

Drawing drawing_of(const PlotFigure& figure, bool french) { return PlotPicture(figure, french).finished(); }

}  // namespace analysis::report
