// The report where scripts are off: headlines and pictures.
#pragma once

#include <string>
#include <vector>

#include "analysis/report/figure.hpp"
#include "analysis/report/map/map_json.hpp"
#include "analysis/report/run_set.hpp"

namespace analysis::report {

/// Every k-th place of a month axis of more than `most` places, and the last: a picture of that width shows
/// no more.
[[nodiscard]] Figure thinned(Figure figure, std::size_t most);

/// The map is that of the first measure the results hold, at the end.
[[nodiscard]] std::string static_page(const RunSet& runs, const std::vector<Figure>& figures,
                                      const MapSources& sources, bool french);

}  // namespace analysis::report
