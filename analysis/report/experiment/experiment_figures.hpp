// The figures of a comparison of arms and of a sweep over factors.
#pragma once

#include <vector>

#include "analysis/report/experiment/gathered.hpp"

namespace analysis::report {

/// Arms over time with 95 % intervals, paired differences to the first arm, response to each factor at the
/// last month: at most 60 figures.
[[nodiscard]] std::vector<Figure> experiment_figures(const Gathered& gathered);

/// One arm beside the first at the last month, over replicates that share their random draws.
struct Verdict {
  std::string measure, arm;
  Unit unit = Unit::decimal;
  Estimate reference, own, difference;
  bool differs = false;   ///< the interval of the paired difference leaves out 0
  bool overlaps = false;  ///< the intervals of the two means meet
};
[[nodiscard]] std::vector<Verdict> verdicts_of(const Gathered& gathered);

/// "8 points × 4 replicates (30 of 32 runs done)"
[[nodiscard]] Text runs_text(const Gathered& gathered);

/// "company10_engaged_share" as a reader calls it; the name itself when it is not among those the report
/// knows.
[[nodiscard]] Text measure_name(const std::string& measure);
[[nodiscard]] Unit measure_unit(const std::string& measure);

}  // namespace analysis::report
