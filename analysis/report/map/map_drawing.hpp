// The map of a report as a picture.
#pragma once

#include <optional>
#include <string>

#include "analysis/report/drawing.hpp"
#include "analysis/report/map/map_json.hpp"
#include "analysis/report/territories.hpp"

namespace analysis::report {

/// A measure of EPCI at the end of a month ("2015-09"; empty = the last). Nothing when there is no measure of
/// that name, or the results do not hold it. InputError when there is no such month.
[[nodiscard]] std::optional<Drawing> map_drawing(const RunSet& runs, const MapSources& sources,
                                                 const std::string& measure, const std::string& month,
                                                 bool french);

}  // namespace analysis::report
