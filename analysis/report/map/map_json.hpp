// The map of a report: outlines of EPCI and communes, borders of departments.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "analysis/report/map/topology.hpp"
#include "analysis/report/run_set.hpp"

namespace analysis::report {

struct MapSources {
  std::string communes;    ///< table whose communes bound the cells; empty = none
  std::string boundaries;  ///< outlines to draw instead of cells; empty = none
};

struct ReportMap {
  Topology topology;  ///< one outline a commune of the results, in their order; empty outlines are not drawn
  std::vector<std::vector<ArcRing>> epcis;
  std::vector<int> departments, outline;  ///< arcs
  Metres low, high;                       ///< corners of what is drawn
  Text origin;                            ///< what the outlines are
};

/// InputError when a table or file of outlines is not what it should be, or the results lack places.
[[nodiscard]] ReportMap map_of(const RunSet& runs, const MapSources& sources);

/// The same of any file that says where its communes lie: a run, or a gathered experiment that keeps EPCI.
[[nodiscard]] ReportMap map_of(const sim::output::ResultFile& content, const std::string& file,
                               const MapSources& sources);

/// Arcs in whole units of a sheet 4 000 wide, as first point and differences. Without `with_communes` only
/// what EPCI need.
[[nodiscard]] nlohmann::json as_json(const ReportMap& map, bool with_communes);

}  // namespace analysis::report
