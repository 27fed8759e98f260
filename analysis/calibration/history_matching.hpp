// History matching: waves of runs that leave out, step by step, what cannot give what was observed.
//
// Each wave runs a design over what is left, emulates every statistic, and rules out the points whose
// implausibility
//     I(u) = max_k |E[f_k(u)] − y_k| / √(Var[f_k(u)] + noise_k + (tolerance_k / 3)²)
// exceeds the cutoff (3: Pukelsheim's three-sigma rule holds for any unimodal law). Craig et al. 1997; Vernon,
// Goldstein & Bower 2010, Bayesian Analysis 5; for stochastic models Andrianakis et al. 2015, PLoS Comput.
// Biol. 11. A tolerance is read as three standard deviations of what the field can be off by.
#pragma once

#include <vector>

#include "analysis/calibration/emulator.hpp"
#include "sim/random/draws.hpp"

namespace analysis {

struct HistorySettings {
  std::size_t runs = 100;         ///< a wave
  std::size_t waves = 3;
  double cutoff = 3.0;
  std::size_t trials = 50'000;   ///< points at which what is left is measured and drawn from
  /// A wave is the last when what is left shrinks by less than this share.
  double least_shrinkage = 0.1;
  sim::RandomKey key{1, 0};
};

struct Wave {
  Matrix points;                   ///< runs × parameters
  Matrix statistics;               ///< runs × statistics
  std::size_t failed = 0;          ///< left out of the emulators
  std::vector<Emulator> emulators; ///< one a statistic
  Eigen::VectorXd doubtful;        ///< share of left-out errors beyond 3, by statistic; .05 is a warning
  double left = 0;                 ///< share of the prior's volume not ruled out by this and all former waves
  double left_error = 0;           ///< its standard error
};

enum class HistoryEnd { waves_done, nothing_left, shrinks_no_more };

struct HistoryResult {
  std::vector<Wave> waves;
  HistoryEnd end = HistoryEnd::waves_done;
  Matrix left;  ///< up to `runs` points not ruled out, spread; none when nothing is left
};

/// Largest implausibility of a point over the statistics and waves.
[[nodiscard]] double implausibility(const std::vector<Wave>& waves, const Observed& observed,
                                    const Eigen::VectorXd& point);

[[nodiscard]] HistoryResult history_matching(Eigen::Index parameters, const Simulator& simulate,
                                             const Observed& observed, const HistorySettings& settings,
                                             const std::function<void(const Wave&)>& after_wave = {});

}  // namespace analysis
