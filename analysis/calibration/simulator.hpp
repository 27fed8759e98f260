// What calibration asks of a simulator: candidates in, summary statistics out.
#pragma once

#include <Eigen/Dense>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace analysis {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Candidates to simulate. Coordinates are those of the unit cube, under which every prior is uniform.
struct Candidates {
  std::string stage;         ///< "generation 3", "wave 2": candidates of one stage are numbered from 0
  std::uint64_t first = 0;   ///< number of the first
  Matrix points;             ///< candidates × parameters, in [0, 1]
};

/// Summary statistics, candidates × statistics; a row with a NaN is a run that failed. The same candidate must
/// give the same row whoever asks and with whatever others.
using Simulator = std::function<Matrix(const Candidates&)>;

/// What the field shows, and how near is near enough. Sizes: one entry a statistic.
struct Observed {
  Eigen::VectorXd values;
  Eigen::VectorXd tolerances;  ///< > 0, in the unit of the statistic
};

}  // namespace analysis
