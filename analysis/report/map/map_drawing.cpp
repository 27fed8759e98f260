#include "analysis/report/map/map_drawing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/report/map/map_frame.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/palette.hpp"
#include "analysis/report/ticks.hpp"
#include "sim/core/calendar.hpp"
#include "sim/core/error.hpp"

namespace analysis::report {

namespace {

constexpr double width = 760, margin = 14, head = 70;

int row_wanted(const RunSet& runs, const std::string& month) {
  if (month.empty()) return static_cast<int>(runs.months().size()) - 1;
  const auto parsed = sim::parse_month(month);
  const int row = parsed ? runs.row_of(parsed->value) : -1;
  if (row >= 0) return row;
  throw sim::InputError(
      sim::Fault{{},
                 fmt::format("no month '{}' in these results", month),
                 {fmt::format("allowed  {} to {}", sim::to_string(sim::Month{runs.months().front()}),
                              sim::to_string(sim::Month{runs.months().back()}))}});
}

void legend(Drawing& drawing, const std::vector<double>& limits, Unit unit, double y, bool french) {
  constexpr double box = 84;
  const int decimals = std::max(0, decimals_of(limits) - (unit == Unit::share ? 2 : 0));
  const auto text = [&](double value) {
    const Text written = written_with(unit == Unit::share ? 100 * value : value, decimals) +
                         (unit == Unit::share ? Text{"\u202f%", "%"} : Text{});
    return french ? written.fr : written.en;
  };
  for (std::size_t k = 0; k <= limits.size(); ++k) {
    const double x = margin + box * static_cast<double>(k);
    drawing.shapes.push_back(Area{{{{x, y}, {x + box, y}, {x + box, y + 10}, {x, y + 10}}},
                                  std::string(map_colours[k]),
                                  1.0,
                                  "#999999"});
    const std::string label = limits.empty()       ? ""
                              : k == 0             ? "< " + text(limits[0])
                              : k == limits.size() ? "≥ " + text(limits.back())
                                                   : text(limits[k - 1]);
    drawing.shapes.push_back(Words{{x, y + 24}, label, 10, Anchor::start, false, "#555555"});
  }
}

}  // namespace

std::optional<Drawing> map_drawing(const RunSet& runs, const MapSources& sources, const std::string& measure,
                                   const std::string& month, bool french) {
  const auto found = std::ranges::find(epci_measures(), measure, &MapMeasure::id);
  if (found == epci_measures().end() || !holds_epci_measure(*found, runs)) return std::nullopt;
  const int row = row_wanted(runs, month);
  const ReportMap map = map_of(runs, sources);
  const std::vector<double> all = values_of(*found, runs, "epci_");
  const std::size_t epcis = map.epcis.size();
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(row) * epcis);
  const std::vector<double> values(first, first + static_cast<std::ptrdiff_t>(epcis));
  const std::vector<double> limits = class_limits(values);
  const MapFrame frame(map, width, margin, head);
  const Text when = month_name(runs.months()[static_cast<std::size_t>(row)]);
  const auto say = [&](const Text& text) { return french ? text.fr : text.en; };
  Drawing drawing;
  drawing.width = width;
  drawing.title = say(found->label) + ", " + say(when);
  drawing.description = say(found->meaning);
  drawing.shapes.push_back(Words{{margin, 26}, drawing.title, 17, Anchor::start, true});
  drawing.shapes.push_back(Words{{margin, 46}, say(found->meaning), 11, Anchor::start, false, "#555555"});
  for (std::size_t k = 0; k < epcis; ++k) {
    Area area{{}, class_colour(values[k], limits), 1.0, "#ffffff"};
    for (const ArcRing& ring : map.epcis[k]) area.rings.push_back(frame.points_of(map, ring));
    if (!area.rings.empty()) drawing.shapes.push_back(std::move(area));
  }
  for (const int arc : map.departments)
    drawing.shapes.push_back(Line{frame.points_of(map, {arc}), "#555555", 0.8, false});
  const double below = frame.bottom() + 16;
  legend(drawing, limits, found->unit, below, french);
  drawing.shapes.push_back(Words{{margin, below + 46},
                                 "N : " + say(runs.size_text()) + fmt::format(" · {} EPCI", epcis),
                                 10,
                                 Anchor::start,
                                 false,
                                 "#555555"});
  drawing.height = below + 58;
  return drawing;
}

}  // namespace analysis::report
