#include "sim/output/dataset.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/error.hpp"

namespace sim::output {

const Dimension* Scope::find(std::string_view dimension) const {
  const auto found = std::ranges::find(group.dimensions, dimension, &Dimension::name);
  if (found != group.dimensions.end()) return &*found;
  return outer == nullptr ? nullptr : outer->find(dimension);
}

std::string Scope::path() const {
  if (outer == nullptr) return "/";
  const std::string around = outer->path();
  return (around == "/" ? around : around + '/') + group.name;
}

std::string Scope::path_of(const Variable& variable) const {
  const std::string around = path();
  return (around == "/" ? around : around + '/') + variable.name;
}

std::size_t value_count(const Values& values) {
  return std::visit([](const auto& list) { return list.size(); }, values);
}

std::string_view type_name(const Values& values) {
  constexpr std::string_view names[] = {"float32", "float64", "int8", "int32", "string"};
  static_assert(std::size(names) == std::variant_size_v<Values>);
  return names[values.index()];
}

std::vector<std::size_t> shape_of(const Variable& variable, const Scope& scope) {
  std::vector<std::size_t> shape;
  for (const std::string& name : variable.dimensions) {
    const Dimension* dimension = scope.find(name);
    if (dimension == nullptr) {
      throw InvariantError(fmt::format(
          "results: variable '{}' uses dimension '{}', which neither its group nor one around it has",
          scope.path_of(variable), name));
    }
    shape.push_back(dimension->length);
  }
  return shape;
}

const AttributeValue* find_attribute(const std::vector<Attribute>& attributes, std::string_view name) {
  const auto found = std::ranges::find(attributes, name, &Attribute::name);
  return found == attributes.end() ? nullptr : &found->value;
}

bool is_coordinate(const Variable& variable, const GroupData& group) {
  return std::ranges::find(group.dimensions, variable.name, &Dimension::name) != group.dimensions.end();
}

}  // namespace sim::output
