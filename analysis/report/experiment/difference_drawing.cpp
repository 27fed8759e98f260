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

constexpr const char* stroke = "#444444";

std::string colour_of(double difference, double step) {
  const int of_eight = diverging_class(difference, step);
  if (of_eight == -2) return std::string(no_value_colour);
  return std::string(of_eight == -1 ? no_difference_colour
                                    : diverging_colours[static_cast<std::size_t>(of_eight)]);
}

/// A bar of eight colours with the limits between them, and what is hatched.
void legend(Drawing& drawing, double step, Unit unit, double y, bool french) {
  constexpr double box = 62, high = 10;
  double x = drawing_margin;
  for (std::size_t k = 0; k < diverging_colours.size() && step > 0; ++k) {
    drawing.shapes.push_back(Area{{{{x, y}, {x + box, y}, {x + box, y + high}, {x, y + high}}},
                                  std::string(diverging_colours[k]),
                                  1.0,
                                  "#999999"});
    if (k > 0) {
      const Text limit = written_difference(step * (static_cast<double>(k) - 4), unit);
      drawing.shapes.push_back(
          Words{{x, y + 24}, french ? limit.fr : limit.en, 10, Anchor::middle, false, quiet_colour});
    }
    x += box;
  }
  x += 24;
  const std::vector<Point> ring{{x, y}, {x + 26, y}, {x + 26, y + high}, {x, y + high}};
  drawing.shapes.push_back(Area{{ring}, "#ffffff", 1.0, "#999999"});
  for (Line& line : hatching({ring}, 4, stroke)) drawing.shapes.push_back(std::move(line));
  drawing.shapes.push_back(Words{{x + 34, y + 9},
                                 french ? "l’intervalle contient 0" : "the interval holds 0",
                                 11,
                                 Anchor::start,
                                 false,
                                 quiet_colour});
}

}  // namespace

Text difference_title(const DifferenceMaps& maps, const EpciDifferences& measure, std::size_t arm) {
  return measure_name(measure.measure->name) + Text{" : l’écart de « " + maps.arms[arm] + " », par EPCI",
                                                    ": difference of “" + maps.arms[arm] + "”, by EPCI"};
}

Drawing difference_drawing(const Gathered& gathered, const DifferenceMaps& maps,
                           const EpciDifferences& measure, std::size_t arm, std::size_t month,
                           const ReportMap& map, bool french) {
  const auto say = [&](const Text& text) { return french ? text.fr : text.en; };
  constexpr double head = 58;
  const std::size_t epcis = gathered.epcis().codes.size();
  const MapFrame frame(map, drawing_width, drawing_margin, head);
  const auto when = static_cast<int>(gathered.epcis().months[maps.months[month]]);
  Drawing drawing;
  drawing.width = drawing_width;
  drawing.title = say(difference_title(maps, measure, arm) + Text{", ", ", "} + month_name(when));
  drawing.shapes.push_back(
      Words{{drawing_margin, 26}, say(measure_name(measure.measure->name)), 17, Anchor::start, true});
  const std::string &own = maps.arms[arm], &first = gathered.arms().front();
  const Text what{"« " + own + " » moins « " + first + " », ", "“" + own + "” less “" + first + "”, "};
  drawing.shapes.push_back(
      Words{{drawing_margin, 45}, say(what + month_name(when)), 12, Anchor::start, false, quiet_colour});
  std::vector<Line> strokes;
  for (std::size_t epci = 0; epci < std::min(epcis, map.epcis.size()); ++epci) {
    const Estimate& difference = maps.at(measure, arm, month, epci, epcis);
    Area area{{}, colour_of(difference.mean, measure.step), 1.0, "#ffffff"};
    for (const ArcRing& ring : map.epcis[epci]) area.rings.push_back(frame.points_of(map, ring));
    if (area.rings.empty()) continue;
    if (std::isfinite(difference.mean) && !leaves_out_zero(difference))
      std::ranges::move(hatching(area.rings, 6, stroke), std::back_inserter(strokes));
    drawing.shapes.push_back(std::move(area));
  }
  for (Line& line : strokes) drawing.shapes.push_back(std::move(line));
  for (const int arc : map.departments)
    drawing.shapes.push_back(Line{frame.points_of(map, {arc}), "#555555", 0.8, false});
  legend(drawing, measure.step, measure_unit(measure.measure->name), frame.bottom() + 16, french);
  const double below = frame.bottom() + 62;
  FigureTexts texts = difference_texts(gathered, maps);
  texts.remarks.push_back(map.origin);
  drawing.height =
      below + sweep_notes(drawing, gathered, texts, "epci_" + measure.measure->name, below, french) + 12;
  return drawing;
}

}  // namespace analysis::report
