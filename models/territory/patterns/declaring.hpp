// What both tables of patterns are written with.
#pragma once

#include <limits>

#include "models/territory/patterns/pattern.hpp"
#include "models/territory/record.hpp"

namespace territory {

/// The two parts of `patterns()`.
[[nodiscard]] std::span<const Pattern> survey_patterns();
[[nodiscard]] std::span<const Pattern> held_out_patterns();

}  // namespace territory

namespace territory::declaring {

inline constexpr double none = std::numeric_limits<double>::quiet_NaN();
inline constexpr double open = std::numeric_limits<double>::infinity();

inline Measured state_of_communes(const Record& record, std::string_view share) {
  if (!record.scenario().observers.enabled) return {none, "observers.enabled is false"};
  return {record.perimeter({106}, share)};
}

inline double reading(const Record& record, MonthReading which) {
  return record.patterns().readings().of(which);
}

inline Measured catalyst_reading(const Record& record, double value) {
  if (!record.scenario().catalysts.enabled) return {none, "catalysts.enabled is false"};
  return {value};
}

inline Measured project_reading(const Record& record, double value) {
  if (!record.scenario().projects.enabled) return {none, "projects.enabled is false"};
  return {value};
}

}  // namespace territory::declaring
