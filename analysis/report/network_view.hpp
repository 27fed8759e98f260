// One EPCI close up: its actors and the partnerships between them, placed where the communes are.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "analysis/report/run_set.hpp"

namespace analysis::report {

/// Of the first run, at every snapshot; null without snapshots. The EPCI is the one that has most
/// partnerships among those that can be drawn (at most 900), or the smallest. Actors of a commune are set
/// around its place in a spiral, those with most partners inmost. "left_out" = partnerships beyond the limit.
[[nodiscard]] nlohmann::json network_json(const RunSet& runs);

}  // namespace analysis::report
