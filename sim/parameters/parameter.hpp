// How a model declares its parameters: once, in `void describe(sim::ParameterVisitor&)`.
//
// The in-class initialiser of a member *is* its default. The one declaration is then read by everything that
// needs it: the scenario reader (scenario_reader), range and cross checks, `lien describe`, the provenance
// written in every result, sweeps and the ODD tables (catalogue).
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/core/calendar.hpp"

namespace sim {

/// What a default rests on; printed wherever the parameter is.
enum class Evidence {
  seed,        ///< a figure of the client's documents
  literature,  ///< a published value or form
  derived,     ///< arithmetic on the above
  assumption,  ///< nobody's finding
  setting      ///< not a statement about the world: a choice of the run
};
[[nodiscard]] std::string_view to_string(Evidence evidence);

/// Closed interval of allowed values.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

/// Everything known of a parameter besides its value. `name` is snake_case and unique within its group.
struct Spec {
  std::string name{};
  std::string unit = "1";  ///< "1" for dimensionless
  Range range{};
  std::string meaning{};
  std::string source{};
  Evidence evidence = Evidence::assumption;
  std::string symbol{};               ///< letter of the specification, for the ODD mapping
  std::vector<std::string> labels{};  ///< names of the elements of an array
  bool sums_to_one = false;           ///< an array of shares: the sum must be 1 within 1e-6
  bool increasing = false;            ///< a list that must rise strictly
  /// Results record it only where it differs from its default, so that declaring it changed no digest.
  bool silent_default = false;
  bool required = false;  ///< of a table of a list: the scenario must write it, its default is no value
};

/// Everything known of a list of tables `[[name]]` besides its tables.
struct ListSpec {
  std::string name{};
  std::string meaning{};
  std::size_t most = 200;  ///< tables it may have
};
/// Whether a table of a list may be called so: 1 to 64 letters, digits, '_' and '-', as in a bare key.
[[nodiscard]] bool is_entry_name(std::string_view name);

/// The same parameter with its range cut to that of an int.
[[nodiscard]] Spec within_int(Spec spec);

class ParameterVisitor {
 public:
  virtual ~ParameterVisitor() = default;

  /// Opens table `[name]` of the scenario file (nested groups: `[outer.name]`).
  virtual void begin_group(std::string_view name, std::string_view meaning) = 0;
  virtual void end_group() = 0;

  virtual void real(double& value, const Spec& spec) = 0;
  virtual void integer(std::int64_t& value, const Spec& spec) = 0;
  virtual void flag(bool& value, const Spec& spec) = 0;
  virtual void text(std::string& value, const Spec& spec) = 0;
  virtual void texts(std::vector<std::string>& value, const Spec& spec) = 0;
  /// An array of fixed length, each element within the range.
  virtual void reals(std::span<double> value, const Spec& spec) = 0;
  /// A list of any length, each element within the range.
  virtual void integers(std::vector<int>& value, const Spec& spec) = 0;
  /// A list of months, written as texts "YYYY-MM"; the range is in months since January 2008.
  virtual void months(std::vector<Month>& value, const Spec& spec) = 0;
  /// One of `names`, written as text in the scenario; `value` is its position.
  virtual void option(int& value, std::span<const std::string_view> names, const Spec& spec) = 0;

  /// A relation between parameters of the current group that ranges cannot say. `keys` are the names of the
  /// parameters concerned: the fault is reported at the last of them that the scenario sets.
  virtual void require(bool holds, std::vector<std::string> keys, std::string_view sentence) = 0;

  /// A list of tables `[[name]]`. An element has a `std::string name`, which no other element has, and a
  /// `describe` like a group's; `name.<its name>.<field>` is the key of a field. Elements are kept in the
  /// order of their names: a scenario means the same in whatever order it tells them, and one that extends it
  /// changes the fields that it writes.
  template <class Element>
  void list(std::vector<Element>& elements, const ListSpec& spec) {
    std::vector<std::string> names;
    for (const Element& element : elements) names.push_back(element.name);
    names = begin_list(spec, std::move(names));
    begin_fields();
    Element model;
    describe_element(model);
    end_fields();
    std::vector<Element> listed;
    for (const std::string& name : names) {
      const auto same = [&](const Element& element) { return element.name == name; };
      const auto known = std::find_if(elements.begin(), elements.end(), same);
      listed.push_back(known == elements.end() ? Element{} : *known);
      listed.back().name = name;
      begin_element(name);
      describe_element(listed.back());
      end_element();
    }
    elements = std::move(listed);
    end_list();
  }

  /// An integer kept in an `int`: its range is cut to what an int can hold.
  void integer(int& value, const Spec& spec) {
    std::int64_t wide = value;
    integer(wide, within_int(spec));
    value = static_cast<int>(wide);
  }

  /// `option` for an enumeration whose enumerators are 0, 1, … in the order of `names`.
  template <class Enum>
  requires std::is_enum_v<Enum>
  void choice(Enum& value, std::span<const std::string_view> names, const Spec& spec) {
    int position = static_cast<int>(value);
    option(position, names, spec);
    value = static_cast<Enum>(position);
  }

 protected:
  /// The names of all elements there shall be, `names` among them. What is described between `begin_fields`
  /// and `end_fields` is no element but what every element has.
  virtual std::vector<std::string> begin_list(const ListSpec&, std::vector<std::string> names) {
    return names;
  }
  virtual void begin_fields() {}
  virtual void end_fields() {}
  virtual void begin_element(std::string_view) {}
  virtual void end_element() {}
  virtual void end_list() {}

 private:
  template <class Element>
  void describe_element(Element& element) {
    std::string name = element.name;
    text(name, name_of_entry());
    require(name == element.name, {"name"}, "a table of a list cannot be renamed");
    element.describe(*this);
  }
  static Spec name_of_entry();
};

/// Opens a group for the life of this object.
class Group {
 public:
  Group(ParameterVisitor& visitor, std::string_view name, std::string_view meaning) : visitor_(visitor) {
    visitor_.begin_group(name, meaning);
  }
  ~Group() { visitor_.end_group(); }
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;

 private:
  ParameterVisitor& visitor_;
};

}  // namespace sim
