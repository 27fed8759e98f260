// Everything declared about a model's parameters, with their current values: for `lien describe`, the ODD
// tables, the provenance of results and the resolved scenario.
//
// Building one also checks the declarations: a value outside its own range, a key declared twice, a parameter
// without meaning or source is our fault and throws InvariantError.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sim/parameters/parameter.hpp"
#include "sim/parameters/toml_value.hpp"
#include "sim/parameters/value_checks.hpp"

namespace sim {

class Catalogue final : public ParameterVisitor {
 public:
  struct Entry {
    std::string key;    ///< "encounters.kernel_km"
    std::string group;  ///< "encounters"; empty at the top level
    std::string group_meaning;
    Kind kind = Kind::real;
    Spec spec;
    std::vector<std::string> choices;  ///< of an option
    Value value;                       ///< an option's as text
    std::string list{};                ///< of a field: the list of tables it belongs to
    std::string element{};             ///< the name of the table; empty for what all tables have
    /// What every table of a list has is described, and no value of the scenario.
    [[nodiscard]] bool is_field() const { return !list.empty() && element.empty(); }
  };

  void begin_group(std::string_view name, std::string_view meaning) override;
  void end_group() override;
  void real(double& value, const Spec& spec) override;
  void integer(std::int64_t& value, const Spec& spec) override;
  void flag(bool& value, const Spec& spec) override;
  void text(std::string& value, const Spec& spec) override;
  void texts(std::vector<std::string>& value, const Spec& spec) override;
  void reals(std::span<double> value, const Spec& spec) override;
  void integers(std::vector<int>& value, const Spec& spec) override;
  void months(std::vector<Month>& value, const Spec& spec) override;
  void option(int& value, std::span<const std::string_view> names, const Spec& spec) override;
  void require(bool holds, std::vector<std::string> keys, std::string_view sentence) override;

  /// The fields that tables of a list have are among them (see Entry::is_field).
  /// In the order of declaration, but each group's own parameters together and before its inner groups'.
  [[nodiscard]] std::vector<Entry> entries() const;
  [[nodiscard]] std::vector<std::string> keys() const;
  /// Null when there is no such parameter.
  [[nodiscard]] const Entry* find(std::string_view key) const;

 protected:
  std::vector<std::string> begin_list(const ListSpec& spec, std::vector<std::string> names) override;
  void begin_fields() override;
  void end_fields() override { end_element(); }
  void begin_element(std::string_view name) override;
  void end_element() override;
  void end_list() override { list_ = {}; }

 private:
  struct OpenGroup {
    std::string name;
    std::string meaning;
  };
  [[nodiscard]] std::string full_key(std::string_view name) const;
  /// Checks what holds for every kind of parameter, `complaint` first, and keeps the entry.
  void add(Kind kind, const Spec& spec, Value value, const std::string& complaint);

  std::vector<OpenGroup> open_;
  std::vector<std::string> groups_;  ///< in order of opening
  std::set<std::string, std::less<>> names_;
  std::vector<Entry> entries_;
  ListSpec list_;  ///< being described; its name is empty outside
  std::string element_;
};

/// The catalogue of a default-constructed or a read model; works on a copy, as `describe` is not const.
template <class Described>
[[nodiscard]] Catalogue catalogue_of(Described described) {
  Catalogue catalogue;
  described.describe(catalogue);
  return catalogue;
}

/// For a terminal of 110 columns, the parameters whose key contains `filter` or whose symbol is `filter`.
/// Empty when there is none.
[[nodiscard]] std::string as_text(const Catalogue& catalogue, std::string_view filter = {});
/// A heading and a table for each group.
[[nodiscard]] std::string as_markdown(const Catalogue& catalogue);
/// An array of objects, one a parameter. An open end of a range is null.
[[nodiscard]] nlohmann::json as_json(const Catalogue& catalogue);
[[nodiscard]] nlohmann::json as_json(const Value& value);
/// The scenario that says all parameters; reads back to exactly the same values.
[[nodiscard]] std::string resolved_toml(const Catalogue& catalogue);

}  // namespace sim
