#include "analysis/report/territories.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/page_json.hpp"
#include "sim/math/nothing.hpp"

namespace analysis::report {

namespace {

using nlohmann::json;

constexpr std::size_t most_epci_values = 1'200'000;
constexpr std::size_t most_communes = 6000;
using sim::nothing;

bool holds(const MapMeasure& measure, const RunSet& runs, std::string_view prefix,
           std::span<const std::string_view> along) {
  const auto there = [&](std::string_view name) {
    return runs.has(std::string(prefix) + std::string(name), along);
  };
  return std::ranges::all_of(measure.numerators, there) && std::ranges::all_of(measure.denominators, there);
}

std::vector<double> sum_of(const std::vector<std::string_view>& names, const RunSet& runs,
                           std::string_view prefix) {
  std::vector<double> sum;
  for (const std::string_view name : names) {
    const std::vector<double> more = runs.values(std::string(prefix) + std::string(name));
    if (sum.empty()) sum.assign(more.size(), 0.0);
    for (std::size_t k = 0; k < more.size(); ++k) sum[k] += more[k];
  }
  return sum;
}

/// The rows that are kept, oldest first; the last row always is.
std::vector<std::size_t> kept_rows(std::span<const std::int32_t> months, std::size_t epcis,
                                   std::size_t measures) {
  for (const int step : {1, 3, 12}) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < months.size(); ++row)
      if ((months.back() - months[row]) % step == 0) rows.push_back(row);
    if (step == 12 || rows.size() * epcis * measures <= most_epci_values) return rows;
  }
  return {};
}

/// From rows × territories to one series a territory after the other.
std::vector<double> by_territory(const std::vector<double>& values, const std::vector<std::size_t>& rows,
                                 std::size_t territories) {
  std::vector<double> turned;
  turned.reserve(rows.size() * territories);
  for (std::size_t territory = 0; territory < territories; ++territory)
    for (const std::size_t row : rows) turned.push_back(values[row * territories + territory]);
  return turned;
}

json measure_json(const MapMeasure& measure, const PackedSeries::Place& place) {
  return {{"id", measure.id},
          {"label", as_json(measure.label)},
          {"meaning", as_json(measure.meaning)},
          {"unit", as_json(measure.unit)},
          {"at", place.at},
          {"offset", place.offset},
          {"quantum", place.quantum}};
}

}  // namespace

bool holds_epci_measure(const MapMeasure& measure, const RunSet& runs) {
  constexpr std::array<std::string_view, 2> along{"time", "epci"};
  return holds(measure, runs, "epci_", along);
}

std::vector<double> values_of(const MapMeasure& measure, const RunSet& runs, std::string_view prefix) {
  std::vector<double> values = sum_of(measure.numerators, runs, prefix);
  const std::vector<double> below = sum_of(measure.denominators, runs, prefix);
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (!below.empty()) values[k] = below[k] > 0 ? values[k] / below[k] : nothing;
    values[k] *= measure.factor;
  }
  return values;
}

json epci_json(const RunSet& runs, PackedSeries& packed) {
  constexpr std::array<std::string_view, 2> along{"time", "epci"};
  constexpr std::array<std::string_view, 1> rows_only{"time"};
  const std::string& file = runs.runs().front().file;
  const auto& codes = texts_in(runs.first(), "epci", file);
  const auto& names = texts_in(runs.first(), "epci_name", file);
  const auto months = runs.months();
  std::vector<const MapMeasure*> held;
  for (const MapMeasure& measure : epci_measures())
    if (holds(measure, runs, "epci_", along)) held.push_back(&measure);
  const std::vector<std::size_t> rows = kept_rows(months, codes.size(), held.size());
  json measures = json::array(), steps = json::array();
  for (const std::size_t row : rows) steps.push_back(months[row]);
  for (const MapMeasure* measure : held) {
    const std::vector<double> values = by_territory(values_of(*measure, runs, "epci_"), rows, codes.size());
    json described = measure_json(*measure, packed.add(values, rows.size(), measure->quantum));
    if (holds(*measure, runs, "", rows_only)) {
      json perimeter = json::array();
      const std::vector<double> all = values_of(*measure, runs, "");
      for (const std::size_t row : rows) perimeter.push_back(rounded(all[row], measure->quantum / 10));
      described["perimeter"] = std::move(perimeter);
    }
    measures.push_back(std::move(described));
  }
  return {{"codes", codes},
          {"names", names},
          {"population", numbers_in(runs.first(), "epci_population", file)},
          {"inside", numbers_in(runs.first(), "epci_population_inside", file)},
          {"partial", numbers_in(runs.first(), "epci_partial", file)},
          {"steps", std::move(steps)},
          {"measures", std::move(measures)}};
}

json commune_json(const RunSet& runs, PackedSeries& packed) {
  constexpr std::array<std::string_view, 2> along{"year", "commune"};
  const std::string& file = runs.runs().front().file;
  const auto& codes = texts_in(runs.first(), "commune", file);
  if (codes.size() > most_communes) return nullptr;
  json all{{"codes", codes},
           {"names", texts_in(runs.first(), "commune_name", file)},
           {"population", numbers_in(runs.first(), "commune_population", file)},
           {"epci", numbers_in(runs.first(), "commune_epci", file)},
           {"steps", json::array()},
           {"measures", json::array()}};
  if (find_variable(runs.first(), "year") == nullptr) return all;
  const std::vector<double> years = numbers_in(runs.first(), "year", file);
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < years.size(); ++row) {
    rows.push_back(row);
    all["steps"].push_back(years[row]);
  }
  for (const MapMeasure& measure : commune_measures()) {
    if (rows.empty() || !holds(measure, runs, "commune_", along)) continue;
    const std::vector<double> values = by_territory(values_of(measure, runs, "commune_"), rows, codes.size());
    all["measures"].push_back(measure_json(measure, packed.add(values, rows.size(), measure.quantum)));
  }
  return all;
}

}  // namespace analysis::report
