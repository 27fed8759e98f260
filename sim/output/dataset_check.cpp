// The checks behind validate(): each one is a trap that a netCDF reader was seen to fall into.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "sim/core/error.hpp"
#include "sim/output/dataset.hpp"
#include "sim/output/stored_names.hpp"

namespace sim::output {

namespace {

template <class... Parts>
[[noreturn]] void refuse(fmt::format_string<Parts...> sentence, Parts&&... parts) {
  throw InvariantError("results: " + fmt::format(sentence, std::forward<Parts>(parts)...));
}

/// Length of the UTF-8 sequence that begins at `at`; 0 when there is none (overlong, surrogate, cut short).
std::size_t utf8_sequence(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(at);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                             : first >= 0xE0 && first <= 0xEF ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  const unsigned second = byte(at + 1);
  const bool out_of_range = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                            (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
  return out_of_range ? 0 : length;
}

/// HDF5 would cut a text at its first NUL, and Python refuses a file with one wrong byte in a text.
bool storable(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_sequence(text, at);
    if (length == 0 || text[at] == '\0') return false;
    at += length;
  }
  return true;
}

void check_text(std::string_view text, const std::string& where) {
  if (!storable(text)) refuse("a text of {} is not valid UTF-8 or holds a NUL", where);
}

void check_name(std::string_view name, std::string_view kind, const std::string& group) {
  const bool control =
      std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (name.empty() || name.size() > 255 || name.front() == ' ' || name.back() == ' ' || name == "." ||
      name == ".." || name.find('/') != std::string_view::npos || control || !storable(name)) {
    refuse("'{}' cannot name a {} (in {})", name, kind, group);
  }
}

void check_attributes(const std::vector<Attribute>& attributes, const std::string& where) {
  std::set<std::string_view> seen;
  for (const Attribute& attribute : attributes) {
    check_name(attribute.name, "attribute", where);
    if (!seen.insert(attribute.name).second) refuse("{} has attribute '{}' twice", where, attribute.name);
    if (is_reserved_attribute(attribute.name)) {
      refuse("{} has attribute '{}', which the file format keeps for itself", where, attribute.name);
    }
    if (const auto* text = std::get_if<std::string>(&attribute.value)) {
      check_text(*text, fmt::format("attribute '{}' of {}", attribute.name, where));
    } else if (const auto* texts = std::get_if<std::vector<std::string>>(&attribute.value)) {
      if (texts->size() > largest_text_list) {
        refuse("attribute '{}' of {} has more than {} texts", attribute.name, where, largest_text_list);
      }
      for (const std::string& one : *texts) {
        check_text(one, fmt::format("attribute '{}' of {}", attribute.name, where));
      }
    }
    std::visit(
        [&]<class Value>(const Value& value) {
          if constexpr (!std::is_arithmetic_v<Value> && !std::is_same_v<Value, std::string>) {
            if (value.empty()) refuse("attribute '{}' of {} is an empty list", attribute.name, where);
          }
        },
        attribute.value);
  }
}

/// Attributes stored in the type of their variable must fit it.
void check_typed_attributes(const Variable& variable, const std::string& where) {
  const bool integer = std::holds_alternative<std::vector<std::int8_t>>(variable.data) ||
                       std::holds_alternative<std::vector<std::int32_t>>(variable.data);
  for (const Attribute& attribute : variable.attributes) {
    if (attribute.name == "_FillValue" && !integer) {
      refuse("{} has its own '_FillValue'; missing numbers are NaN, missing texts empty", where);
    }
    if (!integer || !takes_type_of_variable(attribute.name)) continue;
    std::vector<std::int64_t> values;
    if (const auto* one = std::get_if<std::int64_t>(&attribute.value)) {
      values = {*one};
    } else if (const auto* list = std::get_if<std::vector<std::int64_t>>(&attribute.value)) {
      values = *list;
    } else {
      refuse("attribute '{}' of {} must be an integer like its variable", attribute.name, where);
    }
    const bool narrow = std::holds_alternative<std::vector<std::int8_t>>(variable.data);
    const std::int64_t limit = narrow ? 127 : std::numeric_limits<std::int32_t>::max();
    if (std::ranges::any_of(values, [&](std::int64_t v) { return v < -limit - 1 || v > limit; })) {
      refuse("attribute '{}' of {} does not fit {}", attribute.name, where, type_name(variable.data));
    }
    if (attribute.name == "_FillValue" && values.size() != 1)
      refuse("'_FillValue' of {} must be one value", where);
  }
}

void check_meaning(const Variable& variable, const std::string& where) {
  if (std::holds_alternative<std::vector<std::string>>(variable.data)) return;
  for (const std::string_view name : {"units", "long_name"}) {
    const AttributeValue* value = find_attribute(variable.attributes, name);
    const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
    if (text == nullptr || text->empty()) refuse("{} has no attribute '{}'", where, name);
  }
  constexpr std::array decoded = {"days",         "hours",        "minutes",    "seconds",
                                  "milliseconds", "microseconds", "nanoseconds"};
  const auto& units = std::get<std::string>(*find_attribute(variable.attributes, "units"));
  if (std::ranges::find(decoded, units) != decoded.end()) {
    refuse("{} has units '{}', which xarray would turn into dates; write 'day', 'h', 'min' or 's'", where,
           units);
  }
}

void check_variable(const Variable& variable, const Scope& scope) {
  check_name(variable.name, "variable", "group " + scope.path());
  const std::string where = "variable '" + scope.path_of(variable) + "'";
  if (scope.find(variable.name) != nullptr) {
    const bool own = is_coordinate(variable, scope.group);
    if (!own || variable.dimensions != std::vector{variable.name}) {
      refuse("{} has the name of a dimension, so it must lie along it alone and in its group", where);
    }
  }
  if (variable.dimensions.size() > largest_rank)
    refuse("{} has more than {} dimensions", where, largest_rank);
  std::set<std::string_view> axes;
  for (const std::string& axis : variable.dimensions) {
    if (!axes.insert(axis).second) refuse("{} uses dimension '{}' twice", where, axis);
  }
  std::size_t wanted = 1;
  for (const std::size_t length : shape_of(variable, scope)) wanted *= length;
  if (value_count(variable.data) != wanted) {
    refuse("{} has {} values, its dimensions ask for {}", where, value_count(variable.data), wanted);
  }
  if (const auto* texts = std::get_if<std::vector<std::string>>(&variable.data)) {
    for (const std::string& text : *texts) check_text(text, where);
  }
  check_attributes(variable.attributes, where);
  check_typed_attributes(variable, where);
  check_meaning(variable, where);
}

void check_group(const Scope& scope, int depth) {
  const GroupData& group = scope.group;
  const std::string where = "group " + scope.path();
  if (depth > deepest_group) refuse("{} is nested deeper than {}", where, deepest_group);
  check_attributes(group.attributes, where);
  std::set<std::string_view> dimensions, names;
  for (const Dimension& dimension : group.dimensions) {
    check_name(dimension.name, "dimension", where);
    if (!dimensions.insert(dimension.name).second)
      refuse("{} has dimension '{}' twice", where, dimension.name);
    if (dimension.length == 0 && !dimension.unlimited) {
      refuse("dimension '{}' of {} has length 0; only an unlimited one may be empty", dimension.name, where);
    }
  }
  for (const Variable& variable : group.variables) {
    if (!names.insert(variable.name).second) refuse("{} has variable '{}' twice", where, variable.name);
    check_variable(variable, scope);
  }
  for (const GroupData& subgroup : group.subgroups) {
    check_name(subgroup.name, "group", where);
    if (!names.insert(subgroup.name).second || dimensions.contains(subgroup.name)) {
      refuse("{} has two things called '{}'", where, subgroup.name);
    }
    check_group({subgroup, &scope}, depth + 1);
  }
}

}  // namespace

void validate(const ResultFile& file) { check_group({file}, 0); }

}  // namespace sim::output
