// Regions out of EPCI: counts add up; shares and means are weighted by what they are shares and means of, so
// that a region has the value it would have been given had it been tallied itself.
//
// A few measures cannot be put together from their EPCI (a correlation, entropies, shares of what is not told
// by EPCI); they are not told by region.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/compare/paired_runs.hpp"

namespace analysis {

/// How EPCI make a region.
struct Aggregation {
  enum class By { sum, measures, inhabitants, communes, epcis } by;
  std::vector<std::string_view> weights{};  ///< measures whose sum is the weight of a share or mean
};
/// None when the measure cannot be put together.
[[nodiscard]] std::optional<Aggregation> aggregation_of(std::string_view measure);

/// The measures of EPCI that a table by region of `measures` needs beside them, each once.
[[nodiscard]] std::vector<std::string> weights_for(const std::vector<std::string>& measures);

struct RegionSeries {
  std::vector<Area> regions;  ///< by code
  std::vector<PairedSeries>
      series;  ///< [replicate][region]; of those measures of EPCI that can be put together
};
[[nodiscard]] RegionSeries regions_of(const PairedRuns& runs);

}  // namespace analysis
