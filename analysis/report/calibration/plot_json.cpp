#include "analysis/report/calibration/plot_json.hpp"

#include <nlohmann/json.hpp>

#include "analysis/report/hypothesis/hypothesis_json.hpp"
#include "analysis/report/page_json.hpp"

namespace analysis::report {

using nlohmann::json;

namespace {

json numbers(const std::vector<double>& values) {
  json list = json::array();
  for (const double value : values) list.push_back(significant(value));
  return list;
}

json texts(const std::vector<Text>& values) {
  json list = json::array();
  for (const Text& text : values) list.push_back(as_json(text));
  return list;
}

json axis_json(const PlotAxis& axis) {
  return {{"label", as_json(axis.label)},
          {"low", significant(axis.low)},
          {"high", significant(axis.high)},
          {"logarithmic", axis.logarithmic},
          {"grid", axis.grid},
          {"ticks", numbers(axis.ticks)},
          {"tickTexts", texts(axis.tick_texts)}};
}

json panel_json(const PlotPanel& panel) {
  json zones = json::array(), lines = json::array(), spans = json::array(), dots = json::array(),
       notes = json::array();
  for (const PlotZone& zone : panel.zones)
    zones.push_back({{"x0", significant(zone.x0)},
                     {"x1", significant(zone.x1)},
                     {"y0", significant(zone.y0)},
                     {"y1", significant(zone.y1)},
                     {"colour", zone.colour},
                     {"opacity", significant(zone.opacity)},
                     {"words", as_json(zone.words)},
                     {"bold", zone.bold}});
  for (const PlotLine& line : panel.lines)
    lines.push_back({{"x", numbers(line.x)},
                     {"y", numbers(line.y)},
                     {"colour", line.colour},
                     {"dashed", line.dashed},
                     {"filled", line.filled}});
  for (const PlotSpan& span : panel.spans)
    spans.push_back({{"at", significant(span.at)},
                     {"low", significant(span.low)},
                     {"middle", significant(span.middle)},
                     {"high", significant(span.high)},
                     {"upright", span.upright},
                     {"colour", span.colour},
                     {"open", span.open}});
  for (const PlotDots& group : panel.dots)
    dots.push_back({{"x", numbers(group.x)},
                    {"y", numbers(group.y)},
                    {"radius", numbers(group.radius)},
                    {"colour", group.colour}});
  for (const PlotNote& note : panel.notes)
    notes.push_back({{"y", significant(note.y)}, {"words", as_json(note.words)}, {"bold", note.bold}});
  return {{"title", as_json(panel.title)}, {"about", as_json(panel.about)},  {"x", axis_json(panel.x)},
          {"y", axis_json(panel.y)},       {"height", panel.height},         {"zones", std::move(zones)},
          {"lines", std::move(lines)},     {"spans", std::move(spans)},      {"dots", std::move(dots)},
          {"notes", std::move(notes)},     {"remarks", texts(panel.remarks)}};
}

const char* name_of(PlotMark mark) {
  switch (mark) {
    case PlotMark::line:
      return "line";
    case PlotMark::dashes:
      return "dashes";
    case PlotMark::area:
      return "area";
    case PlotMark::span:
      return "span";
    case PlotMark::open_span:
      return "openSpan";
    case PlotMark::dot:
      break;
  }
  return "dot";
}

struct CellAsJson {
  json operator()(double value) const { return significant(value); }
  json operator()(const std::string& text) const { return text; }
  json operator()(const Text& text) const { return as_json(text); }
};

}  // namespace

json as_json(const PlotTable& table) {
  json rows = json::array();
  for (const auto& row : table.rows) {
    json cells = json::array();
    for (const PlotCell& cell : row) cells.push_back(std::visit(CellAsJson{}, cell));
    rows.push_back(std::move(cells));
  }
  return {{"name", table.name},
          {"title", as_json(table.title)},
          {"header", texts(table.header)},
          {"rows", std::move(rows)}};
}

json as_json(const PlotFigure& figure) {
  json keys = json::array(), panels = json::array(), tables = json::array();
  for (const PlotKey& key : figure.keys)
    keys.push_back({{"mark", name_of(key.mark)}, {"colour", key.colour}, {"label", as_json(key.label)}});
  for (const PlotPanel& panel : figure.panels) panels.push_back(panel_json(panel));
  for (const PlotTable& table : figure.tables) tables.push_back(as_json(table));
  return {{"id", figure.id},
          {"title", as_json(figure.title)},
          {"reading", as_json(figure.reading)},
          {"keys", std::move(keys)},
          {"panels", std::move(panels)},
          {"tables", std::move(tables)},
          {"population", as_json(figure.population)},
          {"band", as_json(figure.band)},
          {"measures", figure.measures},
          {"remarks", texts(figure.remarks)}};
}

}  // namespace analysis::report
