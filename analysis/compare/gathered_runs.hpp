// From a gathered file (docs/experiments.md) to plain numbers.
#pragma once

#include <string>
#include <vector>

#include "analysis/compare/paired_runs.hpp"
#include "models/territory/world/geography.hpp"
#include "sim/output/dataset.hpp"

namespace analysis {

/// Perimeter measures of a gathered file, by point.
struct GatheredRuns {
  std::vector<std::string> arms;  ///< arm of each point
  std::size_t replicates = 0;
  std::vector<sim::Month> months;
  std::vector<PairedSeries> perimeter;  ///< values[point]: [replicate][month]
  std::size_t failed = 0, missing = 0;  ///< runs
};
/// InvariantError when a variable is not laid out as gathered files are.
[[nodiscard]] GatheredRuns gathered_runs(const sim::output::ResultFile& file);

/// The same of an experiment without factors, whose points are its arms; measures of EPCI at `horizon` too,
/// where the file has them. `geography` is that of all arms.
[[nodiscard]] PairedRuns paired_runs(const sim::output::ResultFile& file, sim::Month horizon,
                                     const territory::Geography& geography);

}  // namespace analysis
