// Outlines of communes that the user has, such as the official ones: GeoJSON or TopoJSON.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/report/map/cells.hpp"

namespace analysis::report {

/// Outlines by INSEE code, in the order of `codes`; empty where the file has none. The code of a feature is
/// its `id`, or the first of its properties that is one of `codes`. InputError when the file cannot be read,
/// is neither form, or holds none of the communes.
[[nodiscard]] std::vector<Outline> outlines_from(const std::string& path,
                                                 const std::vector<std::string>& codes);

}  // namespace analysis::report
