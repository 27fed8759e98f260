// What a result file holds, as plain values: named dimensions, variables along them, attributes and groups.
// Nothing here knows how it is stored; netcdf_writer stores it, read_back brings it back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sim::output {

struct Dimension {
  std::string name;
  std::size_t length = 0;
  bool unlimited =
      false;  ///< may grow when the file is continued by other tools; only such a one may be empty
};

using AttributeValue = std::variant<std::string, double, std::int64_t, std::vector<std::string>,
                                    std::vector<double>, std::vector<std::int64_t>>;

/// A remark on a variable, group or file. `flag_values`, `valid_min` and the like, and `_FillValue` of an
/// integer variable, are stored in the type of their variable, as the CF conventions ask.
struct Attribute {
  std::string name;
  AttributeValue value;
};

using Values = std::variant<std::vector<float>, std::vector<double>, std::vector<std::int8_t>,
                            std::vector<std::int32_t>, std::vector<std::string>>;

struct Variable {
  std::string name;
  std::vector<std::string> dimensions;  ///< slowest first; none = a single value
  Values data;                          ///< NaN = missing
  std::vector<Attribute> attributes;    ///< `units` and `long_name` are required on numbers
  bool deflate = true;
};

/// A group sees its own dimensions and, behind them, those of the groups around it.
struct GroupData {
  std::string name;
  std::vector<Dimension> dimensions;
  std::vector<Variable> variables;
  std::vector<Attribute> attributes;
  std::vector<GroupData> subgroups;
};

/// The outermost group; its name is left empty.
using ResultFile = GroupData;

/// A group together with the groups around it.
struct Scope {
  const GroupData& group;
  const Scope* outer = nullptr;

  /// The dimension of that name a variable of this group would get; null when there is none.
  [[nodiscard]] const Dimension* find(std::string_view dimension) const;
  /// "/", "/communes", "/communes/ties".
  [[nodiscard]] std::string path() const;
  /// "/communes/trust".
  [[nodiscard]] std::string path_of(const Variable& variable) const;
};

[[nodiscard]] std::size_t value_count(const Values& values);
/// "float32", "float64", "int8", "int32" or "string".
[[nodiscard]] std::string_view type_name(const Values& values);
/// Lengths along the variable's dimensions; throws InvariantError when one of them is unknown.
[[nodiscard]] std::vector<std::size_t> shape_of(const Variable& variable, const Scope& scope);
[[nodiscard]] const AttributeValue* find_attribute(const std::vector<Attribute>& attributes,
                                                   std::string_view name);
/// A coordinate variable carries the labels of the dimension whose name it has.
[[nodiscard]] bool is_coordinate(const Variable& variable, const GroupData& group);

/// Throws InvariantError with one sentence at the first thing that a reader of the file would stumble on.
void validate(const ResultFile& file);

}  // namespace sim::output
