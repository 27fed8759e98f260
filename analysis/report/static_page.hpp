// The report where scripts are off: headlines and pictures.
#pragma once

#include <string>
#include <vector>

#include "analysis/report/figure.hpp"
#include "analysis/report/map/map_json.hpp"
#include "analysis/report/run_set.hpp"

namespace analysis::report {

/// The map is that of the first measure the results hold, at the end.
[[nodiscard]] std::string static_page(const RunSet& runs, const std::vector<Figure>& figures,
                                      const MapSources& sources, bool french);

}  // namespace analysis::report
