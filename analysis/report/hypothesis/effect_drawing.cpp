#include "analysis/report/hypothesis/effect_drawing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/drawing_words.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/palette.hpp"
#include "analysis/report/ticks.hpp"

namespace analysis::report {

namespace {

constexpr double left = 130, right = 540, row_height = 17, gap = 7;  ///< gap between theories
constexpr const char* rule = "#dddddd";

std::string colour_of(bool wired) { return std::string(series_colours[wired ? blue : vermillion]); }

/// Draws one figure from top to bottom.
class Picture {
 public:
  Picture(const EffectFigure& figure, bool french) : figure_(figure), french_(french) {
    drawing_.width = drawing_width;
    drawing_.title = figure.hypothesis + " – " + say(figure.title);
    drawing_.description = say(figure.reading) + " " + notes();
  }

  Drawing finished() {
    words({drawing_margin, 26}, drawing_.title, 17, Anchor::start, "#222222", true);
    legend();
    for (const EffectPanel& panel : figure_.panels) draw(panel);
    drawing_.height = y_ + paragraph(drawing_, notes(), y_, 10) + 12;
    return std::move(drawing_);
  }

 private:
  [[nodiscard]] const std::string& say(const Text& text) const { return french_ ? text.fr : text.en; }

  void words(Point at, const std::string& text, double size, Anchor anchor, const char* colour,
             bool bold = false) {
    drawing_.shapes.push_back(Words{at, text, size, anchor, bold, colour});
  }
  void line(Point from, Point to, const std::string& colour, double width, bool dashed = false) {
    drawing_.shapes.push_back(Line{{from, to}, colour, width, dashed});
  }
  void disc(Point at, double radius, bool wired) {
    drawing_.shapes.push_back(Disc{at, radius, wired ? colour_of(true) : "#ffffff", colour_of(wired)});
  }

  void legend() {
    disc({drawing_margin + 6, 46}, 4, true);
    words({drawing_margin + 18, 50}, french_ ? "avec le câblage" : "with the wiring", 12, Anchor::start,
          "#222222");
    disc({drawing_margin + 156, 46}, 4, false);
    words({drawing_margin + 168, 50}, french_ ? "à sa valeur neutre" : "at its neutral value", 12,
          Anchor::start, "#222222");
    line({drawing_margin + 320, 46}, {drawing_margin + 346, 46}, "#222222", 1.2, true);
    words({drawing_margin + 354, 50},
          french_ ? "plus petit effet qui compte" : "smallest effect that matters", 12, Anchor::start,
          "#222222");
    if (figure_.id == "effects")
      words({drawing_margin + 560, 50}, french_ ? "gras : l’affirmation tient" : "bold: the claim holds", 12,
            Anchor::start, "#222222", true);
    y_ = 64;
  }

  [[nodiscard]] double x(const EffectPanel& panel, double value) const {
    return left + (value - panel.low) / (panel.high - panel.low) * (right - left);
  }

  void axis(const EffectPanel& panel, double top, double bottom) {
    const double zero = x(panel, 0), smallest = x(panel, panel.smallest);
    drawing_.shapes.push_back(
        Area{{{{zero, top}, {right, top}, {right, bottom}, {zero, bottom}}}, "#0072b2", 0.06, {}});
    std::vector<double> shown = panel.ticks;
    for (double& tick : shown) tick *= panel.factor;
    for (std::size_t k = 0; k < shown.size(); ++k) {
      const double at = x(panel, panel.ticks[k]);
      line({at, top}, {at, bottom}, rule, 1);
      words({at, bottom + 14}, say(written_with(shown[k], decimals_of(shown))), 11, Anchor::middle,
            quiet_colour);
    }
    line({zero, top}, {zero, bottom}, "#888888", 1.2);
    line({smallest, top - 4}, {smallest, bottom}, "#222222", 1.2, true);
    words({smallest, top - 7}, say(panel.smallest_text), 10, Anchor::middle, "#222222");
    words({(left + right) / 2, bottom + 29}, say(panel.axis), 11, Anchor::middle, quiet_colour);
  }

  void dots(const EffectPanel& panel, const EffectRow& row, double middle) {
    for (std::size_t k = 0; k < row.dots.size(); ++k) {
      if (!std::isfinite(row.dots[k])) continue;
      const bool below = row.dots[k]<panel.low, above = row.dots[k]> panel.high;
      // Spread over the height of the row, so that dots of one value are told apart.
      const double y = middle + (static_cast<double>(k * 7 % 11) - 5) * 0.9;
      if (below || above)
        words({below ? left - 4 : right + 4, y + 4}, below ? "‹" : "›", 12, Anchor::middle,
              colour_of(row.wired).c_str());
      else
        disc({x(panel, row.dots[k]), y}, 2.2, row.wired);
    }
  }

  void draw(const EffectPanel& panel, const EffectRow& row, double middle) {
    const std::string colour = colour_of(row.wired);
    if (std::isfinite(row.low) && std::isfinite(row.high)) {
      line({x(panel, row.low), middle}, {x(panel, row.high), middle}, colour, 2);
      for (const double end : {row.low, row.high})
        line({x(panel, end), middle - 4}, {x(panel, end), middle + 4}, colour, 2);
    }
    if (std::isfinite(row.value)) disc({x(panel, row.value), middle}, 4, row.wired);
    dots(panel, row, middle);
    words({right + 14, middle + 4}, say(row.written), 11, Anchor::start, "#222222", row.reaches);
  }

  void draw(const EffectPanel& panel) {
    y_ += 16;
    words({drawing_margin, y_}, panel.claim, 13, Anchor::start, "#222222", true);
    y_ += paragraph(drawing_, say(panel.about), y_ + 2, 11) + 26;
    const double top = y_;
    double height = 0;
    for (std::size_t k = 0; k < panel.rows.size(); ++k)
      height += row_height + (k > 0 && panel.rows[k].theory != panel.rows[k - 1].theory ? gap : 0);
    axis(panel, top, top + height + gap);
    double y = top + gap / 2;
    for (std::size_t k = 0; k < panel.rows.size(); ++k) {
      const bool first = k == 0 || panel.rows[k].theory != panel.rows[k - 1].theory;
      if (first && k > 0) y += gap;
      if (first) words({left - 12, y + row_height / 2 + 4}, panel.rows[k].theory, 12, Anchor::end, "#222222");
      draw(panel, panel.rows[k], y + row_height / 2);
      y += row_height;
    }
    y_ = top + height + gap + 40;
  }

  [[nodiscard]] std::string notes() const {
    std::string text = "N : " + say(figure_.population) + (french_ ? " · Bande : " : " · Band: ") +
                       say(figure_.band) + (french_ ? " · Mesure : " : " · Measure: ") +
                       fmt::format("{}", fmt::join(figure_.measures, ", "));
    for (const Text& remark : figure_.remarks) text += " · " + say(remark);
    return text;
  }

  const EffectFigure& figure_;
  bool french_;
  Drawing drawing_;
  double y_ = 0;  ///< where the next part begins
};

}  // namespace

Drawing drawing_of(const EffectFigure& figure, bool french) { return Picture(figure, french).finished(); }

}  // namespace analysis::report
