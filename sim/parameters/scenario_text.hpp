// A scenario file turned into a flat list of settings, each with the place where it stands.
//
// A scenario may say `extends = "other.toml"` at its top, relative to itself; its own keys then replace those
// of the other file. Beside it may stand `parameters_from = "posterior.nc"`, which this file only passes on.
// The tables of a list `[[list]]` are told apart by their `name` and flattened under "list.<name>.": so those
// of an extended file are changed field by field like any other key. What the keys mean is none of this
// file's business: see reader.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/parameters/toml_value.hpp"

namespace sim {

struct Setting {
  std::string key;  ///< dotted: "encounters.kernel_km"
  Value value;      ///< `value.place` is where the value stands
  Place key_place;
  Place replaced{};  ///< the value this one replaced (file empty: none), as in an extended file
};

/// `parameters_from`: a table of values that replace those of the files which the one that says it extends,
/// and are replaced by those of the files that extend that one, and of the command line.
struct ParametersFrom {
  std::filesystem::path path;  ///< as seen from the working folder
  Place place;                 ///< where it is said; line 0 = on the command line
  std::size_t above = 0;       ///< so many of `files` extend the one that says it
};

struct Settings {
  std::string file;                ///< the scenario asked for; empty when there is none
  std::vector<std::string> files;  ///< all files read, the scenario first, then what it extends
  std::vector<Setting> values;     ///< each key once; later ones were set later (extended files first)
  std::optional<ParametersFrom> parameters_from{};  ///< the one said last
};

inline constexpr std::size_t longest_chain = 16;  ///< files in a chain of `extends`

/// Reads a scenario and what it extends. Throws InputError for a file that cannot be read, is larger than
/// 1 MiB, is not TOML, nests too deep, or extends itself.
[[nodiscard]] Settings read_scenario(const std::filesystem::path& path);

/// The same of a text that stands for a whole scenario, such as the resolved one a result keeps. `name` is
/// what faults are reported under; `extends` is a key like any other.
[[nodiscard]] Settings parse_scenario(std::string_view text, const std::string& name);

/// Adds `table.key=value` of the command line's --set. The value is read as TOML and, where it is not TOML,
/// as a bare text, so that `trust.rule=beta` works.
void apply_override(Settings& settings, std::string_view assignment);

}  // namespace sim
