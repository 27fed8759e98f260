// A value as TOML writes it: what the scenario reader holds before it knows which parameter takes it, and
// what the catalogue holds of a parameter's current value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "sim/core/calendar.hpp"
#include "sim/core/error.hpp"

namespace sim {

/// Something TOML can say and no parameter takes: a date, a time, a table within a list.
struct Foreign {
  std::string noun;     ///< "a date"
  std::string text;     ///< as written
  std::string fault{};  ///< of a table `[[list]]` that cannot be told by a name: why not
};

struct Value {
  std::variant<bool, std::int64_t, double, std::string, std::vector<Value>, Foreign> held;
  Place place{};
};

/// A list as a Value; months become texts.
template <class List>
[[nodiscard]] Value list_value(const List& elements) {
  std::vector<Value> values;
  for (const auto& element : elements) {
    if constexpr (std::is_same_v<std::decay_t<decltype(element)>, int>) {
      values.push_back({std::int64_t{element}});
    } else if constexpr (std::is_same_v<std::decay_t<decltype(element)>, Month>) {
      values.push_back({to_string(element)});
    } else {
      values.push_back({element});
    }
  }
  return {std::move(values)};
}

/// The value in TOML, on one line: `true`, `12`, `12.0`, `"beta"`, `[1, 2]`. Reals in the shortest form that
/// reads back to the same double, always recognisable as reals.
[[nodiscard]] std::string literal(const Value& value);
/// The same as a person would write it: a real that is a whole number without ".0".
[[nodiscard]] std::string plain(const Value& value);
/// The literal for a message: cut when it is long.
[[nodiscard]] std::string shown(const Value& value);
/// `text` in double quotes with TOML's escapes.
[[nodiscard]] std::string in_quotes(std::string_view text);
/// `text` cut to some 60 letters, "..." marking the cut.
[[nodiscard]] std::string shortened(std::string_view text);
/// "an integer", "a real number", "a list" …
[[nodiscard]] std::string_view noun(const Value& value);

/// The length of what is well-formed UTF-8 (no overlong forms, no surrogates) at the start of `text`.
[[nodiscard]] std::size_t utf8_prefix(std::string_view text);
[[nodiscard]] inline bool is_utf8(std::string_view text) { return utf8_prefix(text) == text.size(); }

}  // namespace sim
