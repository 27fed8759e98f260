// What a run gave for each pattern, and whether that is a hit.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "models/territory/patterns/pattern.hpp"

namespace territory {

enum class Verdict : std::uint8_t { hit, miss, not_scored, not_reached };
inline constexpr std::array<std::string_view, 4> verdict_names{"hit", "miss", "not_scored", "not_reached"};

struct Outcome {
  const Pattern* pattern;
  double value;  ///< NaN when there is none
  Verdict verdict;
  std::string why_not;  ///< of a pattern not scored

  [[nodiscard]] bool has_value() const { return value == value; }
};

[[nodiscard]] Outcome outcome_of(const Pattern& pattern, const Record& record);
/// Of every pattern, in the order of the table.
[[nodiscard]] std::vector<Outcome> outcomes_of(const Record& record);

/// "0.330 to 0.410", ">= 9.00", "<= 0.500".
[[nodiscard]] std::string tolerated_text(const Pattern& pattern);
/// Three decimals for shares, two for the rest.
[[nodiscard]] std::string value_text(const Pattern& pattern, double value);

/// Targets, checks and held-out patterns, a table each.
[[nodiscard]] std::string outcomes_as_text(const Record& record);
/// {"targets": targets and what is like them, "checks": …, "held_out": …}.
[[nodiscard]] nlohmann::json outcomes_as_json(const Record& record);

}  // namespace territory
