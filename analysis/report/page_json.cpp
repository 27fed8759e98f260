#include "analysis/report/page_json.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "analysis/report/headlines.hpp"

namespace analysis::report {

using nlohmann::json;

namespace {

json all_rounded(const std::vector<double>& values, double step) {
  json list = json::array();
  for (const double value : values) list.push_back(rounded(value, step));
  return list;
}

/// What can be told apart on a figure: a thousandth of its height, as a power of ten.
double step_of(const Figure& figure) {
  double low = figure.from_zero ? 0.0 : std::numeric_limits<double>::infinity(), high = -low;
  const auto see = [&](const std::vector<double>& values) {
    for (const double value : values) {
      if (!std::isfinite(value)) continue;
      low = std::fmin(low, value);
      high = std::fmax(high, value);
    }
  };
  for (const Series& series : figure.series)
    for (const auto* values : {&series.values, &series.low, &series.high}) see(*values);
  if (!(high > low)) return 1e-4;
  return std::clamp(std::pow(10.0, std::floor(std::log10((high - low) / 1000))), 1e-8, 0.1);
}

const char* name_of(Shape shape) {
  switch (shape) {
    case Shape::lines:
      return "lines";
    case Shape::stacked:
      return "stacked";
    case Shape::bars:
      break;
  }
  return "bars";
}

const char* name_of(Axis axis) {
  switch (axis) {
    case Axis::month:
      return "month";
    case Axis::year:
      return "year";
    case Axis::number:
      return "number";
    case Axis::category:
      break;
  }
  return "category";
}

template <class List>
json list_json(const List& list) {
  json all = json::array();
  for (const auto& item : list) all.push_back(as_json(item));
  return all;
}

}  // namespace

json as_json(const Text& text) { return {{"fr", text.fr}, {"en", text.en}}; }

json as_json(Unit unit) { return unit == Unit::share ? "share" : unit == Unit::count ? "count" : "decimal"; }

json rounded(double value, double step) {
  if (!std::isfinite(value)) return nullptr;
  const double parts = std::round(1.0 / step);  // 10 000: dividing by it gives the short decimal
  const double near = std::round(value * parts) / parts;
  if (near == std::round(near) && std::abs(near) < 1e15) return static_cast<std::int64_t>(near);
  return near;
}

json as_json(const Figure& figure) {
  const double step = step_of(figure);
  json series = json::array(), marks = json::array();
  for (const Series& one : figure.series) {
    json described{{"id", one.id},
                   {"label", as_json(one.label)},
                   {"colour", one.colour},
                   {"dashed", one.dashed},
                   {"values", all_rounded(one.values, step)}};
    if (!one.low.empty()) {
      described["low"] = all_rounded(one.low, step);
      described["high"] = all_rounded(one.high, step);
    }
    series.push_back(std::move(described));
  }
  for (const Mark& mark : figure.marks) {
    marks.push_back({{"x", mark.x},
                     {"value", rounded(mark.value, 1e-4)},
                     {"low", rounded(mark.low, 1e-4)},
                     {"high", rounded(mark.high, 1e-4)},
                     {"label", as_json(mark.label)},
                     {"colour", mark.colour}});
  }
  return {{"id", figure.id},
          {"section", figure.section},
          {"title", as_json(figure.title)},
          {"reading", as_json(figure.reading)},
          {"shape", name_of(figure.shape)},
          {"axis", name_of(figure.axis)},
          {"axisLabel", as_json(figure.axis_label)},
          {"x", all_rounded(figure.x, 1e-3)},
          {"categories", list_json(figure.categories)},
          {"unit", as_json(figure.unit)},
          {"unitLabel", as_json(figure.unit_label)},
          {"fromZero", figure.from_zero},
          {"series", std::move(series)},
          {"marks", std::move(marks)},
          {"measures", figure.measures},
          {"band", as_json(figure.band)},
          {"population", as_json(figure.population)},
          {"remarks", list_json(figure.remarks)}};
}

json headlines_json(const RunSet& runs) {
  json all = json::array();
  for (const Headline& headline : headlines_of(runs)) {
    all.push_back({{"id", headline.id},
                   {"label", as_json(headline.label)},
                   {"value", as_json(headline.value)},
                   {"sentence", as_json(headline.sentence)},
                   {"section", headline.section}});
  }
  return all;
}

json report_without_runs() {
  const json none = json::array();
  return {
      {"question", ""},
      {"figures", none},
      {"epci", {{"codes", none}, {"names", none}, {"population", none}, {"steps", none}, {"measures", none}}},
      {"commune", nullptr},
      {"map", nullptr},
      {"network", nullptr},
      {"evidence", nullptr},
      {"parameters", none},
      {"provenance",
       {{"runs", none},
        {"scenarioFile", ""},
        {"scenario", ""},
        {"source", ""},
        {"sourceHash", ""},
        {"compiler", ""},
        {"build", ""},
        {"libraries", ""},
        {"data", ""},
        {"comment", ""},
        {"references", ""}}}};
}

}  // namespace analysis::report
