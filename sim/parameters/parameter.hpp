// How a model declares its parameters: once, in `void describe(sim::ParameterVisitor&)`.
//
// The in-class initialiser of a member *is* its default. The one declaration is then read by everything that
// needs it: the scenario reader (scenario_reader), range and cross checks, `lien describe`, the provenance
// written in every result, sweeps and the ODD tables (catalogue).
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
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
};

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
