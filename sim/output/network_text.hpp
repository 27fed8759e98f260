// What the two written forms of a network share: text gathered into pieces, values as text.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <string>
#include <type_traits>

#include "sim/output/network.hpp"

namespace sim::output {

/// Hands text on in pieces of about a mebibyte.
class PiecewiseText {
 public:
  explicit PiecewiseText(const TextSink& sink) : sink_(sink) {}

  template <class... Parts>
  void add(fmt::format_string<Parts...> format, Parts&&... parts) {
    fmt::format_to(std::back_inserter(piece_), format, std::forward<Parts>(parts)...);
    if (piece_.size() >= piece_bytes) finish();
  }
  void finish() {
    sink_(piece_);
    piece_.clear();
  }

 private:
  static constexpr std::size_t piece_bytes = std::size_t{1} << 20;
  const TextSink& sink_;
  std::string piece_;
};

/// A value as text, in the shortest form that reads back to the same number; empty when it is missing.
inline std::string value_text(const Values& values, std::size_t row) {
  return std::visit(
      [row](const auto& list) -> std::string {
        const auto& value = list[row];
        if constexpr (std::is_floating_point_v<std::decay_t<decltype(value)>>) {
          return std::isnan(value) ? "" : fmt::format("{}", value);
        } else if constexpr (std::is_integral_v<std::decay_t<decltype(value)>>) {
          return std::to_string(int{value});
        } else {
          return value;
        }
      },
      values);
}

[[nodiscard]] inline bool is_text(const Values& values) {
  return std::holds_alternative<std::vector<std::string>>(values);
}
[[nodiscard]] inline bool is_whole(const Values& values) {
  return std::holds_alternative<std::vector<std::int8_t>>(values) ||
         std::holds_alternative<std::vector<std::int32_t>>(values);
}

}  // namespace sim::output
