// The points of a sampled design as lines across its factors, to the outcome.
#pragma once

#include <optional>
#include <vector>

#include "analysis/report/experiment/gathered.hpp"

namespace analysis::report {

inline constexpr std::size_t most_parallel_lines = 1000, most_parallel_axes = 12;
/// Outcomes are coloured by fifths.
inline constexpr std::size_t parallel_classes = 5;

struct ParallelAxis {
  std::string name, units;
  std::vector<double> values;      ///< one a line; of texts the place among `texts`
  std::vector<std::string> texts;  ///< of arms and of factors that are texts, else empty
};

struct ParallelOutcome {
  const GatheredMeasure* measure = nullptr;
  std::vector<double> values;  ///< one a line: mean of the replicates at the last month; NaN = none done
  std::vector<double> limits;  ///< four, between fifths of the values; fewer where they are alike
};

struct ParallelPoints {
  std::vector<std::size_t> points;  ///< that have a line
  std::size_t of = 0, axes_left_out = 0;
  std::vector<ParallelAxis> axes;  ///< arms first where there are several, then factors that vary
  std::vector<ParallelOutcome> outcomes;
};

/// Of up to 1 000 points, evenly taken of more, and 12 axes. Nothing of factorial and one-at-a-time designs,
/// whose lines would lie upon each other, and of fewer than two axes.
[[nodiscard]] std::optional<ParallelPoints> parallel_of(const Gathered& gathered);

/// Which fifth a value is in.
[[nodiscard]] std::size_t class_of(const ParallelOutcome& outcome, double value);

}  // namespace analysis::report
