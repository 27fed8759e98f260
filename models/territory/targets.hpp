// Survey figures a run is set beside (MODEL F), with the tolerance within which it counts as a hit.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "models/territory/record.hpp"

namespace territory {

struct Target {
  std::string_view id;
  std::string_view measure;  ///< of the perimeter
  sim::Month month;
  double value;
  double tolerance;
  std::string_view meaning;
  std::string_view source;
};
/// C1, C1b, C2 and the two of C4.
[[nodiscard]] std::span<const Target> targets();

struct Comparison {
  const Target& target;
  double simulated;  ///< NaN when the run does not reach the target's month
  [[nodiscard]] bool reached() const { return simulated == simulated; }
  /// |simulated − target| / tolerance; a hit is at most 1.
  [[nodiscard]] double distance() const;
};
[[nodiscard]] std::vector<Comparison> compare_with_targets(const Record& record);

[[nodiscard]] std::string comparison_as_text(const Record& record);
[[nodiscard]] nlohmann::json comparison_as_json(const Record& record);

}  // namespace territory
