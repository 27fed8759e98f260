#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "models/territory/measures.hpp"

namespace territory {

namespace {

std::string levels_text(std::uint8_t levels) {
  std::string text = "perimeter monthly";
  if (levels & at_epci) text += ", EPCI monthly";
  if (levels & at_commune) text += ", commune yearly";
  return text;
}

std::string flow_levels_text(const FlowMeasure& m) { return m.at_epci ? "perimeter, EPCI" : "perimeter"; }

}  // namespace

std::string measures_as_text() {
  std::string text =
      "What a result holds. By EPCI the names begin with epci_, by commune with commune_.\n\nAt the end of "
      "the month:\n";
  for (const StockMeasure& m : stock_measures())
    text +=
        fmt::format("  {:<38} [{}] {}\n  {:<38} {}\n", m.name, m.unit, m.meaning, "", levels_text(m.levels));
  text += "\nDuring the month:\n";
  for (const FlowMeasure& m : flow_measures())
    text += fmt::format("  {:<38} [1] {}\n  {:<38} {}\n", m.name, m.meaning, "", flow_levels_text(m));
  return text;
}

std::string measures_as_markdown() {
  std::string text = "| measure | unit | definition | level |\n|---|---|---|---|\n";
  for (const StockMeasure& m : stock_measures())
    text += fmt::format("| {} | {} | {} | {} |\n", m.name, m.unit, m.meaning, levels_text(m.levels));
  for (const FlowMeasure& m : flow_measures())
    text += fmt::format("| {} | 1 | {} | {}, flow of the month |\n", m.name, m.meaning, flow_levels_text(m));
  return text;
}

nlohmann::json measures_as_json() {
  auto list = nlohmann::json::array();
  for (const StockMeasure& m : stock_measures()) {
    auto levels = nlohmann::json::array({"perimeter"});
    if (m.levels & at_epci) levels.push_back("epci");
    if (m.levels & at_commune) levels.push_back("commune");
    list.push_back(
        {{"name", m.name}, {"unit", m.unit}, {"meaning", m.meaning}, {"levels", levels}, {"flow", false}});
  }
  for (const FlowMeasure& m : flow_measures()) {
    auto levels = nlohmann::json::array({"perimeter"});
    if (m.at_epci) levels.push_back("epci");
    list.push_back(
        {{"name", m.name}, {"unit", "1"}, {"meaning", m.meaning}, {"levels", levels}, {"flow", true}});
  }
  return list;
}

}  // namespace territory
