// A measure against two factors of a sweep at once: means by cell.
#pragma once

#include <array>
#include <vector>

#include "analysis/report/experiment/factor_groups.hpp"

namespace analysis::report {

/// Of each measure, so many pairs of factors: those first whose cells differ most.
inline constexpr std::size_t most_heat_pairs = 6;

/// A factor that varies, in values or classes.
struct HeatAxis {
  const GatheredFactor* factor = nullptr;
  bool classes = false;  ///< not single values
  std::vector<PointGroup> groups;
};

struct HeatPair {
  std::size_t across = 0, up = 0;  ///< axes
  double strength = 0;             ///< share of the variance of the points' means that lies between cells
  /// [up][across], each from low to high: mean with its 95 % interval over replicates; NaN of an empty cell.
  std::vector<Estimate> cells;
  std::vector<std::size_t> runs;  ///< done in each cell
};

struct HeatMeasure {
  const GatheredMeasure* measure = nullptr;
  std::vector<HeatPair> pairs;  ///< the strongest first
};

/// Point into the experiment they are of.
struct HeatMaps {
  std::vector<HeatAxis> axes;
  std::size_t pairs = 0;  ///< of factors that vary and are combined, shown or not
  std::vector<HeatMeasure> measures;
};

/// At the last month, averaged over arms and what else varies. A factorial design in the values of its
/// factors, up to 24; others in classes, so many that a cell holds four points or so. Nothing of pairs that
/// leave more than half of their cells empty, of one-at-a-time designs, and of measures that do not vary.
[[nodiscard]] HeatMaps heat_maps_of(const Gathered& gathered);

}  // namespace analysis::report
