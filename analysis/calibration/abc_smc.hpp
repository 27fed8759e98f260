// Approximate Bayesian computation by population Monte Carlo: which parameters give simulations near what was
// observed.
//
// Generation 0 draws from the prior and keeps everybody. Each later one tightens the tolerance to a quantile of
// the distances kept, proposes around what was kept (Proposal), and weighs each kept candidate by prior /
// proposal (Beaumont, Cornuet, Marin & Robert 2009, Biometrika 96; Toni et al. 2009, J. R. Soc. Interface 6).
//
// Candidates are numbered, their draws keyed by (generation, number), and they are kept in the order of their
// numbers: the result is the same for any batch and any number of workers.
#pragma once

#include <optional>
#include <vector>

#include "analysis/calibration/distance.hpp"
#include "analysis/calibration/simulator.hpp"
#include "sim/random/draws.hpp"

namespace analysis {

struct AbcSettings {
  std::size_t population = 200;      ///< candidates kept a generation, >= 2
  std::size_t batch = 64;            ///< simulated at a time; changes no result
  DistanceKind distance = DistanceKind::largest;
  double quantile = 0.5;             ///< of the distances kept: the next tolerance, in (0, 1)
  double final_tolerance = 1.0;      ///< the search ends with a generation at this tolerance, >= 0
  double least_acceptance = 0.005;   ///< it ends when fewer of the simulations are kept
  std::uint64_t most_simulations = 100'000;  ///< it ends when the next batch would exceed this
  std::size_t most_generations = 30;
  sim::RandomKey key{1, 0};
  /// Points of the cube that the prior allows; none said: all.
  std::function<bool(const Eigen::VectorXd&)> allowed{};
};

struct Generation {
  double tolerance = 0;          ///< infinite in generation 0
  Eigen::VectorXd scales;        ///< of the distance, one a statistic
  Matrix points;                 ///< kept × parameters, unit cube
  Matrix statistics;             ///< kept × statistics
  Eigen::VectorXd weights;       ///< sum 1
  Eigen::VectorXd distances;
  std::uint64_t proposals = 0;   ///< up to the last kept, those outside the prior too
  std::uint64_t simulations = 0; ///< the same, without them
  std::uint64_t failed = 0;      ///< simulations without statistics
  /// Estimate of the probability that a draw from the prior comes within the tolerance: the mean over proposals
  /// of kept × prior / proposal. Beside that of another model, ABC's Bayes factor for equal statistics,
  /// tolerance and scales.
  double evidence = 0;
  [[nodiscard]] double effective_size() const { return 1.0 / weights.squaredNorm(); }
  [[nodiscard]] double acceptance() const {
    return static_cast<double>(points.rows()) / static_cast<double>(simulations);
  }
};

enum class AbcEnd { reached_tolerance, too_few_accepted, simulations_spent, generations_spent };

struct AbcResult {
  std::vector<Generation> generations;  ///< complete ones; the last is the posterior
  AbcEnd end = AbcEnd::reached_tolerance;
  std::uint64_t simulations = 0;  ///< asked for in all, batches not used up among them
};

/// `parameters` >= 1. InvariantError for settings out of range.
[[nodiscard]] AbcResult abc_smc(Eigen::Index parameters, const Simulator& simulate, const Observed& observed,
                                const AbcSettings& settings,
                                const std::function<void(const Generation&)>& after_generation = {});

}  // namespace analysis
