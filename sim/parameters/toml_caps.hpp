// Limits checked on the text of a scenario before the TOML parser sees it. toml++ 3.3 recurses once a dot of
// a dotted key and several times a bracket: a key of 400 kB overflows the stack. Letters from U+00A0 to
// U+0499 (é among them) are undefined behaviour where it looks for blanks: outside strings, where TOML
// forbids them anyway, and behind a backslash, where TOML allows them only after the end of a line.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "sim/core/error.hpp"

namespace sim {

inline constexpr std::size_t largest_scenario_bytes = std::size_t{1} << 20;
inline constexpr int most_dots_in_key = 32;
inline constexpr int deepest_brackets = 64;

/// The first thing in `text` that the parser must not be given, with line and column but no file: too many
/// bytes, a NUL character, bytes that are not UTF-8, a key with too many dots, brackets nested too deep. Dots
/// and brackets in strings and comments do not count.
[[nodiscard]] std::optional<Fault> beyond_caps(std::string_view text);
/// The first letter beyond ASCII where the parser fails on it.
[[nodiscard]] std::optional<Fault> misplaced_letter(std::string_view text);

}  // namespace sim
