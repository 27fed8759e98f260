// What a parameter's value must satisfy, said once for the reader (the user's fault) and the catalogue
// (ours).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sim/parameters/parameter.hpp"

namespace sim {

/// One per function of ParameterVisitor.
enum class Kind { real, integer, flag, text, texts, reals, integers, months, option };
[[nodiscard]] std::string_view to_string(Kind kind);

/// The bounds in words without the unit: "4 to 40", "at least 0", "any number". Integers are those of `int`.
[[nodiscard]] std::string range_text(const Range& range, bool integers);
/// The bounds as months: "2007-12 to 2108-01".
[[nodiscard]] std::string month_range_text(const Range& range);
/// What a scenario may give: "4 to 40 km", "true or false", "a list of 2 numbers (town, country), each 0 to
/// 1, with sum 1". `size` is the length of a `reals`; an option's choices are not said here.
[[nodiscard]] std::string allowed_text(Kind kind, const Spec& spec, std::size_t size = 0);

/// What is wrong with a value, as a predicate ("is out of range"); empty when nothing is.
[[nodiscard]] std::string complaint(double value, const Spec& spec);
[[nodiscard]] std::string complaint(std::int64_t value, const Spec& spec);
[[nodiscard]] std::string complaint(const std::string& value);
/// What is wrong with a list as a whole: its sum, its order.
[[nodiscard]] std::string list_complaint(std::span<const double> values, const Spec& spec);
[[nodiscard]] std::string list_complaint(std::span<const int> values, const Spec& spec);
[[nodiscard]] std::string list_complaint(std::span<const Month> values, const Spec& spec);

}  // namespace sim
