// The folder of a sweep: what the experiment was when it began (experiment.json, design.csv), and what its
// workers ran (runs/NAME.records). Files of the order of workers, never of runs.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "analysis/experiment/assembly.hpp"
#include "analysis/experiment/run_records.hpp"

namespace analysis {

/// Writes experiment.json and the table of a csv design, unless they are there. InputError when the folder
/// holds another experiment, or this one of another program.
void freeze_experiment(const Assembly& assembly, const std::filesystem::path& folder);

/// The experiment of a folder, its scenarios told by their texts. InputError when the folder is none, or is
/// of a newer form.
[[nodiscard]] Experiment frozen_experiment(const std::filesystem::path& folder);
/// The program that began it.
[[nodiscard]] std::string frozen_program(const std::filesystem::path& folder);

[[nodiscard]] std::filesystem::path records_file(const std::filesystem::path& folder, int shard, int shards);
/// Sorted by name.
[[nodiscard]] std::vector<std::filesystem::path> all_records(const std::filesystem::path& folder);

/// Holds a shard of a sweep against other processes: a lock that the system takes back when its process ends,
/// however it ends. What a killed process left behind is therefore never in the way.
class ShardLock {
 public:
  /// StorageError when another process holds it. `holder` is written into it.
  ShardLock(const std::filesystem::path& records, const std::string& holder);
  ShardLock(const ShardLock&) = delete;
  ShardLock& operator=(const ShardLock&) = delete;
  ~ShardLock();

 private:
  int descriptor_ = -1;
};
/// Who holds the lock of these records; empty when nobody does.
[[nodiscard]] std::string holder_of(const std::filesystem::path& records);

/// What all runs of a sweep have come to: a byte a run, and what was said of failures.
class RunTable {
 public:
  /// Reads every file of records. Records of other runs than the assembly's are passed over.
  RunTable(const Assembly& assembly, const std::filesystem::path& folder);

  struct Failure {
    std::uint64_t run;
    std::string message;
  };
  static constexpr std::size_t most_told_failures = 1000;

  [[nodiscard]] RunStatus status(std::uint64_t run) const { return static_cast<RunStatus>(states_[run]); }
  /// Takes over what was just run; the value of the precision's measure where there is one to reach.
  void note(const RunRecord& record);
  [[nodiscard]] std::uint64_t done() const { return done_; }
  [[nodiscard]] std::uint64_t failed() const { return failed_; }
  /// Mean over all done; 0 when none is.
  [[nodiscard]] double mean_seconds() const { return done_ == 0 ? 0 : seconds_ / static_cast<double>(done_); }
  /// The last failures that no later success undid, at most `most_told_failures`, by run.
  [[nodiscard]] std::vector<Failure> failures() const;
  [[nodiscard]] std::uint64_t damaged() const { return damaged_; }
  [[nodiscard]] std::uint64_t end_of(const std::filesystem::path& records) const;

  /// Replicates of a point that are wanted, as far as what is done tells.
  [[nodiscard]] std::size_t wanted(std::size_t point) const;
  /// Over all points.
  [[nodiscard]] std::uint64_t wanted() const;

 private:
  const Assembly& assembly_;
  std::vector<std::uint8_t> states_;
  std::vector<double> watched_;  ///< the precision's measure of every run; empty without one
  std::optional<std::size_t> watched_at_;
  std::vector<Failure> failures_;
  std::vector<std::pair<std::string, std::uint64_t>> ends_;
  std::uint64_t done_ = 0, failed_ = 0, damaged_ = 0;
  double seconds_ = 0;
};

}  // namespace analysis
