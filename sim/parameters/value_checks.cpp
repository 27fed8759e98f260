#include "sim/parameters/value_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/text.hpp"
#include "sim/parameters/toml_value.hpp"

namespace sim {

namespace {

constexpr double sum_tolerance = 1e-6;
/// Every whole number up to here is a double; integers beyond it are refused.
constexpr double largest_exact = 0x1p53;

bool within(double value, const Range& range) { return value >= range.low && value <= range.high; }

std::string written(double value) { return fmt::format("{}", value); }
std::string written(int value) { return std::to_string(value); }
std::string written(Month value) { return to_string(value); }

template <class Element>
std::string order_complaint(std::span<const Element> values, const Spec& spec) {
  for (std::size_t i = 1; spec.increasing && i < values.size(); ++i) {
    if (values[i] <= values[i - 1]) {
      return fmt::format("does not rise: {} follows {}", written(values[i]), written(values[i - 1]));
    }
  }
  return {};
}

/// "4 to 40 km", "0.2 to 3 per month".
std::string with_unit(std::string text, const Spec& spec) {
  if (spec.unit == "1") return text;
  return text + (spec.unit.starts_with("1/") ? " per " + spec.unit.substr(2) : " " + spec.unit);
}

std::string element_names(const Spec& spec) {
  std::string text;
  for (const std::string& label : spec.labels) text += (text.empty() ? " (" : ", ") + label;
  return text.empty() ? text : text + ")";
}

}  // namespace

std::string_view to_string(Kind kind) {
  constexpr std::string_view names[] = {"real",  "integer",  "flag",   "text",  "texts",
                                        "reals", "integers", "months", "option"};
  return names[static_cast<std::size_t>(kind)];
}

std::string range_text(const Range& range, bool integers) {
  Range shown = range;
  if (integers) {
    shown.low = std::max(shown.low, -largest_exact);
    shown.high = std::min(shown.high, largest_exact);
    return fmt::format("{:.0f} to {:.0f}", std::ceil(shown.low), std::floor(shown.high));
  }
  if (std::isinf(shown.low) && std::isinf(shown.high)) return "any number";
  if (std::isinf(shown.high)) return "at least " + number(shown.low);
  if (std::isinf(shown.low)) return "at most " + number(shown.high);
  return number(shown.low) + " to " + number(shown.high);
}

std::string month_range_text(const Range& range) {
  constexpr double first = -4896, last = 4703;  // what parse_month reads: 1600-01 to 2399-12
  const auto month = [](double value) { return to_string(Month{static_cast<int>(value)}); };
  return month(std::ceil(std::max(range.low, first))) + " to " +
         month(std::floor(std::min(range.high, last)));
}

std::string allowed_text(Kind kind, const Spec& spec, std::size_t size) {
  const std::string one =
      with_unit(range_text(spec.range, kind == Kind::integer || kind == Kind::integers), spec);
  const std::string rising = spec.increasing ? ", rising" : "";
  switch (kind) {
    case Kind::real:
    case Kind::integer:
      return one;
    case Kind::flag:
      return "true or false";
    case Kind::text:
      return "a text in double quotes";
    case Kind::texts:
      return "a list of texts in double quotes";
    case Kind::reals:
      return fmt::format("a list of {} numbers{}, each {}{}{}", size, element_names(spec), one, rising,
                         spec.sums_to_one ? ", with sum 1" : "");
    case Kind::integers:
      return "a list of integers, each " + one + rising;
    case Kind::months:
      return "a list of months in double quotes, each " + month_range_text(spec.range) + rising;
    case Kind::option:
      return "one of the choices";
  }
  return {};
}

std::string complaint(double value, const Spec& spec) {
  if (!std::isfinite(value)) return "is not a finite number";
  return within(value, spec.range) ? "" : "is out of range";
}

std::string complaint(std::int64_t value, const Spec& spec) {
  const bool exact = std::abs(static_cast<double>(value)) <= largest_exact;
  return exact && within(static_cast<double>(value), spec.range) ? "" : "is out of range";
}

std::string complaint(const std::string& value) {
  if (!is_utf8(value)) return "is not valid UTF-8";
  return value.find('\0') == std::string::npos ? "" : "contains a NUL character";
}

std::string list_complaint(std::span<const double> values, const Spec& spec) {
  double sum = 0;
  for (const double value : values) sum += value;
  if (spec.sums_to_one && !(std::abs(sum - 1) <= sum_tolerance)) {
    return fmt::format("sums to {:.9g}, expected 1", sum);
  }
  return order_complaint(values, spec);
}

std::string list_complaint(std::span<const int> values, const Spec& spec) {
  return order_complaint(values, spec);
}

std::string list_complaint(std::span<const Month> values, const Spec& spec) {
  return order_complaint(values, spec);
}

}  // namespace sim
