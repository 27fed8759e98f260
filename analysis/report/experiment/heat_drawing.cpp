#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/report/drawing_words.hpp"
#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/experiment/sweep_drawings.hpp"
#include "analysis/report/experiment/sweep_texts.hpp"
#include "analysis/report/map/map_frame.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/palette.hpp"

namespace analysis::report {

namespace {

/// Of all pairs of the measure, so that a colour is a value in each.
std::vector<double> limits_of(const HeatMeasure& heat) {
  std::vector<double> values;
  for (const HeatPair& pair : heat.pairs)
    for (const Estimate& cell : pair.cells) values.push_back(cell.mean);
  return class_limits(std::move(values));
}

}  // namespace

double sweep_notes(Drawing& drawing, const Gathered& gathered, const FigureTexts& texts,
                   const std::string& measure, double top, bool french) {
  const auto say = [&](const Text& text) -> const std::string& { return french ? text.fr : text.en; };
  std::string words = "N : " + say(runs_text(gathered)) + " · " + say(texts.population) +
                      (french ? " · Bande : " : " · Band: ") + say(texts.band) +
                      (french ? " · Mesure : " : " · Measure: ") + measure;
  for (const Text& remark : texts.remarks) words += " · " + say(remark);
  drawing.description = say(texts.reading) + " " + words;
  const double height = paragraph(drawing, say(texts.reading), top, 11);
  return height + paragraph(drawing, words, top + height + 4, 10) + 4;
}

Text heat_title(const HeatMaps& maps, const HeatMeasure& heat, const HeatPair& pair) {
  const std::string factors = maps.axes[pair.across].factor->name + " × " + maps.axes[pair.up].factor->name;
  return measure_name(heat.measure->name) + Text{" : ", ": "} + Text{factors, factors};
}

Drawing heat_drawing(const Gathered& gathered, const HeatMaps& maps, const HeatMeasure& heat,
                     const HeatPair& pair, bool french) {
  const auto say = [&](const Text& text) { return french ? text.fr : text.en; };
  const HeatAxis &across = maps.axes[pair.across], &up = maps.axes[pair.up];
  const Unit unit = measure_unit(heat.measure->name);
  const std::vector<double> limits = limits_of(heat);
  Drawing drawing;
  drawing.width = drawing_width;
  drawing.title = say(heat_title(maps, heat, pair));
  drawing.shapes.push_back(Words{{drawing_margin, 26}, drawing.title, 17, Anchor::start, true});
  double left = width_of(factor_label(up.factor->name, up.factor->units), 11);
  for (const PointGroup& group : up.groups) left = std::max(left, width_of(say(group.label), 11));
  left = std::min(left, 220.0) + drawing_margin + 8;
  const double columns = static_cast<double>(across.groups.size()),
               rows = static_cast<double>(up.groups.size());
  const double wide = (drawing_width - drawing_margin - left) / columns,
               high = std::clamp(320 / rows, 26.0, 72.0);
  const double top = 62, bottom = top + high * rows;
  const auto quiet = [&](Point at, const std::string& text, Anchor anchor) {
    drawing.shapes.push_back(Words{at, text, 11, anchor, false, quiet_colour});
  };
  quiet({left - 8, top - 8}, factor_label(up.factor->name, up.factor->units), Anchor::end);
  for (std::size_t row = 0; row < up.groups.size(); ++row) {
    const double y = bottom - high * static_cast<double>(row + 1);
    quiet({left - 8, y + high / 2 + 4}, say(up.groups[row].label), Anchor::end);
    for (std::size_t column = 0; column < across.groups.size(); ++column) {
      const double x = left + wide * static_cast<double>(column);
      const std::size_t cell = row * across.groups.size() + column;
      const double value = pair.cells[cell].mean;
      drawing.shapes.push_back(Area{{{{x, y}, {x + wide, y}, {x + wide, y + high}, {x, y + high}}},
                                    class_colour(value, limits),
                                    1.0,
                                    "#ffffff"});
      const bool dark = std::isfinite(value) &&
                        std::ranges::count_if(limits, [&](double limit) { return value >= limit; }) >= 4;
      const std::string number = say(written(value, unit)), count = fmt::format("n = {}", pair.runs[cell]);
      const std::string colour = dark ? "#ffffff" : "#222222";
      const bool both = high > 34 && width_of(count, 10) < wide;
      if (width_of(number, 12) < wide)
        drawing.shapes.push_back(
            Words{{x + wide / 2, y + high / 2 + (both ? -1 : 4)}, number, 12, Anchor::middle, false, colour});
      if (both)
        drawing.shapes.push_back(
            Words{{x + wide / 2, y + high / 2 + 14}, count, 10, Anchor::middle, false, colour});
    }
  }
  for (std::size_t column = 0; column < across.groups.size(); ++column)
    quiet({left + wide * (static_cast<double>(column) + 0.5), bottom + 16}, say(across.groups[column].label),
          Anchor::middle);
  quiet({(left + drawing_width - drawing_margin) / 2, bottom + 34},
        factor_label(across.factor->name, across.factor->units), Anchor::middle);
  const double below = bottom + 56;
  drawing.height =
      below + sweep_notes(drawing, gathered, heat_texts(gathered, maps), heat.measure->name, below, french) +
      12;
  return drawing;
}

}  // namespace analysis::report
