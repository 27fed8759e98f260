// What a report shows of an experiment besides curves: difference maps, heat maps, parallel coordinates.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "analysis/report/drawing.hpp"
#include "analysis/report/experiment/difference_maps.hpp"
#include "analysis/report/experiment/heat_maps.hpp"
#include "analysis/report/experiment/parallel.hpp"
#include "analysis/report/map/map_json.hpp"
#include "analysis/report/payload.hpp"

namespace analysis::report {

/// Points into the experiment it is of.
struct Sweep {
  const Gathered* gathered = nullptr;
  std::optional<DifferenceMaps> differences;
  std::optional<ReportMap> map;  ///< of the differences
  HeatMaps heat;
  std::optional<ParallelPoints> parallel;
};

[[nodiscard]] Sweep sweep_of(const sim::output::ResultFile& file, const std::string& name,
                             const Gathered& gathered, const MapSources& sources);

/// A picture that can be drawn when it is asked for.
struct Picture {
  std::string id;  ///< NAME of `lien plot --figure NAME`
  Text title;
  bool first = false;  ///< of its kind: those that a page without scripts shows
  std::function<Drawing(bool french)> draw;
};

/// Every picture of the sweep, which must outlive them. `month` ("2015-09"; empty = the last) is that of
/// maps; InputError, when such a map is drawn, of one that the file does not hold.
[[nodiscard]] std::vector<Picture> pictures_of(const Sweep& sweep, const std::string& month);

/// For the page (page/sweep_types.ts); null without any of them. `notes` stand with the sensitivity figures.
[[nodiscard]] nlohmann::json sweep_json(const Sweep& sweep, const std::vector<Text>& notes,
                                        PackedSeries& packed);

}  // namespace analysis::report
