// The facts the model rests on (MODEL A): what each says, where it stands, what it was used for, and what the
// model made of it. `lien describe evidence` prints from here.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace territory {

/// What a fact was used for; several may hold. `structure` shaped mechanisms without giving a number.
enum FactUse : std::uint8_t {
  fact_input = 1,
  fact_calibration = 2,
  fact_held_out = 4,
  fact_structure = 8,
  fact_unused = 16
};

struct Fact {
  std::string_view id;  ///< S: of the five documents; X: a public figure from elsewhere
  std::string_view fact;
  std::string_view source;
  std::uint8_t use;
  /// Patterns, measures and parameters it feeds, separated by spaces; parameters whose source cites the fact
  /// come on top (`names_fed_by`).
  std::string_view feeds;
  std::string_view made_of;  ///< what the model makes of it, or why it makes nothing
};

[[nodiscard]] std::span<const Fact> facts();
/// "input, held out".
[[nodiscard]] std::string use_text(const Fact& fact);

/// Full keys of the parameters, ids of the patterns and names of the measures that a fact feeds: those it
/// declares, then the parameters whose source cites it.
[[nodiscard]] std::vector<std::string> names_fed_by(const Fact& fact);

/// The facts whose id, text or fed names contain `filter`; empty text when there is none.
[[nodiscard]] std::string facts_as_text(std::string_view filter = {});
[[nodiscard]] std::string facts_as_markdown();
[[nodiscard]] nlohmann::json facts_as_json(std::string_view filter = {});

}  // namespace territory
