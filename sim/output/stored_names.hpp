// What a result file may look like: names with a meaning of their own, and bounds that writer and reader
// share.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace sim::output {

/// Beginning of the scale name of a dimension that has no coordinate variable (netCDF file format appendix).
inline constexpr std::string_view dimension_only = "This is a netCDF dimension but not a netCDF variable.";

inline constexpr int largest_rank = 8;
inline constexpr int deepest_group = 8;

/// A text list as attribute is read without knowing the lengths of its texts beforehand, so it is kept short.
inline constexpr std::size_t largest_text_list = 1024;

/// Written by the file format itself, never by a caller.
inline bool is_reserved_attribute(std::string_view name) {
  constexpr std::array<std::string_view, 9> reserved = {
      "CLASS",         "NAME",        "REFERENCE_LIST",   "DIMENSION_LIST",     "_Netcdf4Dimid",
      "_NCProperties", "_nc3_strict", "DIMENSION_LABELS", "_Netcdf4Coordinates"};
  return std::ranges::find(reserved, name) != reserved.end();
}

/// CF 1.10, sections 2.5.1 and 3.5: these have the type of the variable they are on.
inline bool takes_type_of_variable(std::string_view name) {
  constexpr std::array<std::string_view, 7> typed = {"_FillValue",  "missing_value", "valid_min", "valid_max",
                                                     "valid_range", "flag_values",   "flag_masks"};
  return std::ranges::find(typed, name) != typed.end();
}

}  // namespace sim::output
