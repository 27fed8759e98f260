// Arms against the first of them: at the horizon and by month, for the perimeter, by region and by EPCI, with
// a verdict for each measure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/compare/difference.hpp"
#include "analysis/compare/paired_runs.hpp"

namespace analysis {

struct CompareSettings {
  sim::Month horizon;
  double confidence = 0.95, power = 0.8;
  /// By measure, in its unit, > 0.
  std::map<std::string, double> smallest{};
  std::size_t resamples = 4000;
};

enum class Verdict {
  coincide,  ///< no difference in any pair and month
  higher,    ///< the adjusted t test finds the arm higher at the horizon
  lower,
  equivalent,  ///< smaller than the smallest difference of interest, and no difference found
  negligible,  ///< a difference found, and shown to be smaller than the smallest one of interest
  undecided    ///< neither found nor excluded
};

struct AreaDifference {
  Area area;
  Difference difference;
};

/// One measure, one arm against the base.
struct MeasureComparison {
  std::size_t arm;  ///< position in the arms
  std::string measure, unit, meaning;
  Difference horizon;
  std::vector<Difference> months;              ///< one a month of the runs; pointwise, no bootstrap
  std::vector<AreaDifference> regions, epcis;  ///< at the horizon
  std::vector<std::size_t>
      apart;  ///< months (positions) in which some pair differs; empty = the curves coincide
  Verdict verdict;
};

struct Comparison {
  std::vector<std::string> arms;
  std::uint32_t seed;
  std::size_t replicates;
  std::vector<sim::Month> months;
  CompareSettings settings;
  std::vector<MeasureComparison> measures;  ///< arm by arm
};

/// At least two arms, two replicates, the horizon among the months (InvariantError else). p of the horizon is
/// adjusted (Holm) over all measures and arms; p of regions and of EPCI each over their own family.
[[nodiscard]] Comparison compare(const PairedRuns& runs, const CompareSettings& settings);

}  // namespace analysis
