// Outlines of communes made from their centroids alone: to each what lies nearer to it than to any other
// (Voronoi), as far as `reach`. No outline of anybody else is needed.
#pragma once

#include <span>
#include <vector>

#include "analysis/report/map/plane.hpp"

namespace analysis::report {

/// Closed rings, counter-clockwise, last point not repeated. A commune may have several.
using Outline = std::vector<std::vector<Metres>>;

/// One outline a centre, in their order. `others` bound the cells and get none. Neighbouring cells share the
/// very points of their border. A centre that appears twice gets its cell once; the second outline is empty.
[[nodiscard]] std::vector<Outline> voronoi_cells(std::span<const Metres> centres,
                                                 std::span<const Metres> others, double reach);

/// A reach that leaves few gaps between cells: `times` the median distance of a corner of cells to its
/// centres.
[[nodiscard]] double usual_reach(std::span<const Metres> centres, double times);

}  // namespace analysis::report
