// What the map shows: measures of EPCI by month and of communes by year, packed so that a page stays small.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/report/payload.hpp"
#include "analysis/report/run_set.hpp"

namespace analysis::report {

/// factor · Σ numerators / Σ denominators, of variables with or without the prefix of a level.
struct MapMeasure {
  std::string_view id;
  Text label, meaning;
  Unit unit = Unit::decimal;
  double quantum = 0.001;  ///< values are rounded to it
  std::vector<std::string_view> numerators;
  std::vector<std::string_view> denominators{};  ///< none = 1
  double factor = 1.0;
};

[[nodiscard]] std::span<const MapMeasure> epci_measures();
[[nodiscard]] std::span<const MapMeasure> commune_measures();

/// The measure along all rows of a level ("epci_", "commune_", or "" for the perimeter), mean over the runs;
/// empty where the results do not hold it.
[[nodiscard]] std::vector<double> values_of(const MapMeasure& measure, const RunSet& runs,
                                            std::string_view prefix);

[[nodiscard]] bool holds_epci_measure(const MapMeasure& measure, const RunSet& runs);

/// {"names", "codes", "population", "steps": months, "measures": [...]}; null where there is nothing to show.
/// Over 1.2 million values every third month or only each December is kept.
[[nodiscard]] nlohmann::json epci_json(const RunSet& runs, PackedSeries& packed);
/// The same of communes with "steps": years, and "epci" = position of its EPCI. Null above 6 000 communes.
[[nodiscard]] nlohmann::json commune_json(const RunSet& runs, PackedSeries& packed);

}  // namespace analysis::report
