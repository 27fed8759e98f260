// Outlines as arcs that neighbours share, so that each border is stored once and regions are joined by
// leaving out what lies between their parts (as TopoJSON does).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/report/map/cells.hpp"

namespace analysis::report {

/// An arc run forwards is its index k, backwards ~k.
using ArcRing = std::vector<int>;

struct Topology {
  std::vector<std::vector<Metres>> arcs;
  std::vector<std::vector<ArcRing>> outlines;  ///< one a territory
  /// The territories on the two sides of each arc; −1 = nobody.
  std::vector<std::pair<int, int>> sides;
};

/// Points that neighbours have in common must be equal.
[[nodiscard]] Topology topology_of(std::span<const Outline> outlines);

/// Rings around each group of territories: `group` says to which each belongs, −1 = none.
[[nodiscard]] std::vector<std::vector<ArcRing>> joined(const Topology& topology, std::span<const int> group,
                                                       std::size_t groups);
/// Arcs between two different groups, neither of them nobody.
[[nodiscard]] std::vector<int> borders(const Topology& topology, std::span<const int> group);
/// Arcs with nobody on one side.
[[nodiscard]] std::vector<int> outer_arcs(const Topology& topology);

/// Leaves out points of arcs that lie within `tolerance` metres of the line without them (Douglas & Peucker
/// 1973). Ends stay, and enough points that a closed arc keeps an area.
void simplify(Topology& topology, double tolerance);

}  // namespace analysis::report
