// Patterns over several runs: what each came to over the seeds, and in how many it was a hit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/territory/patterns/verdicts.hpp"
#include "sim/output/dataset.hpp"

namespace analysis {

/// What one result says of its patterns.
struct PatternRun {
  struct Row {
    std::string id, meaning;
    territory::Use use;
    double target, low, high;  ///< NaN where there is none; open ends are NaN
    double value;              ///< NaN when the run gave none
    territory::Verdict verdict;
    std::string why_not;
  };
  std::string file, scenario, source_hash, last_month;
  std::int64_t seed = 0, replicate = 0;
  /// Parameters as written in a scenario file, seed and title apart.
  std::vector<std::pair<std::string, std::string>> parameters;
  std::vector<Row> rows;
};
/// InputError when the file holds no patterns, or none that this program knows the form of.
[[nodiscard]] PatternRun patterns_in(const sim::output::ResultFile& file, const std::string& name);

/// One pattern over the runs of an arm. NaN where there was no value.
struct PatternSummary {
  PatternRun::Row row;  ///< of the first run
  int runs = 0;         ///< scored: hit or miss
  int hits = 0;
  int values = 0;   ///< with a value, scored or not
  double mean, sd;  ///< over the values; sd NaN with fewer than two
  double lowest, highest;
};

/// Runs that differ in nothing but their seed.
struct PatternArm {
  /// "endings.embedding = 0": what differs from the first arm; empty of the first.
  std::string difference;
  std::vector<PatternRun> runs;
  std::vector<PatternSummary> summaries;
};
/// The arm of the first run comes first, the others in the order of their first run. InputError when two runs
/// are of one arm, seed and replicate, or when an arm mixes programs.
[[nodiscard]] std::vector<PatternArm> arms_of(std::vector<PatternRun> runs);

/// Of each pattern the first arm that scored it; the first arm where none did.
struct ScoredPattern {
  const PatternArm* arm;
  const PatternSummary* summary;
};
[[nodiscard]] std::vector<ScoredPattern> scored_patterns(const std::vector<PatternArm>& arms);

}  // namespace analysis
