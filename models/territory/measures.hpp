// Every figure the model reports: definition, unit and level, in one table that results, `lien describe
// measures` and the summary read.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

#include "models/territory/tally.hpp"

namespace territory {

enum MeasureLevel : std::uint8_t { at_perimeter = 1, at_epci = 2, at_commune = 4 };

/// A measure of a territory at the end of a month.
struct StockMeasure {
  std::string_view name, unit, meaning;
  std::uint8_t levels;
  double (*value)(const Tally&);
};
[[nodiscard]] std::span<const StockMeasure> stock_measures();

/// What happened during a month: in the perimeter, and by EPCI where a tally tells it.
struct FlowMeasure {
  std::string_view name, meaning;
  std::int64_t MonthlyFlows::*count;
  double (*at_epci)(const Tally&) = nullptr;
};
[[nodiscard]] std::span<const FlowMeasure> flow_measures();

[[nodiscard]] std::string measures_as_text();
[[nodiscard]] std::string measures_as_markdown();
[[nodiscard]] nlohmann::json measures_as_json();

}  // namespace territory
