// Survival of what may still be going on when observation ends: Kaplan–Meier curves and the log-rank test.
//
// A subject is observed for a time and either ended then (event) or was last seen then (censored). Subjects
// censored at a time count as at risk at that time, as everywhere. Censoring must tell nothing of the end
// that was to come: true of runs that stop at a fixed month.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/statistics/sample.hpp"

namespace analysis::statistics {

struct Lifetime {
  double time;  ///< ≥ 0, in any unit
  bool ended;   ///< false = censored
};

/// Kaplan & Meier (1958), one step a distinct time at which something ended.
struct SurvivalCurve {
  struct Step {
    double time;
    std::size_t at_risk, ended;
    double survival;  ///< just after `time`
    double error;     ///< standard error of it by Greenwood's formula
    Interval
        interval;  ///< log(−log) transformed (Kalbfleisch & Prentice), so within [0, 1]; NaN at survival 0
  };
  std::vector<Step> steps;
  std::size_t subjects = 0;

  /// Share alive just after `time`; 1 before the first end.
  [[nodiscard]] double at(double time) const;
  /// First time at which survival is at most ½ (R: mid-point when it stays exactly ½ for a while); NaN when
  /// it never is.
  [[nodiscard]] double median() const;
};
[[nodiscard]] SurvivalCurve kaplan_meier(std::span<const Lifetime> lifetimes, double confidence = 0.95);

/// Log-rank test (Mantel 1966; Peto & Peto 1972) that all groups share one hazard.
struct LogRankTest {
  std::vector<double> observed, expected;  ///< ends, by group
  double chi_square;
  int degrees;  ///< groups that were ever at risk, less one
  double p;     ///< 1 when nothing can be compared
};
/// At least two groups; an empty one is left out of the comparison.
[[nodiscard]] LogRankTest log_rank_test(std::span<const std::vector<Lifetime>> groups);

}  // namespace analysis::statistics
