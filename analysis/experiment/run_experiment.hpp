// Running an experiment into a folder, going on with it, and gathering what it holds into one result file.
//
//   const SweepOutcome outcome = run_experiment(experiment, folder, options);
//   const sim::output::ResultFile all = gather_experiment(folder);
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "analysis/experiment/experiment.hpp"
#include "sim/output/dataset.hpp"

namespace analysis {

class Assembly;

/// How far a sweep is.
struct SweepState {
  std::uint64_t runs = 0;    ///< wanted, as far as is known
  std::uint64_t done = 0;    ///< all that the folder held at the start or this session added
  std::uint64_t failed = 0;  ///< the same; they are tried again by the next session
  std::uint64_t fresh = 0;   ///< ended in this session, failed ones too
};

struct SweepOptions {
  std::string program;  ///< hash of the sources of engine and model: build_info().source_hash
  int jobs = 1;         ///< workers, a thread each
  bool stop_on_error = false;
  /// Runs `shard` of `shards` equal parts, 1 … shards.
  int shard = 1, shards = 1;
  /// Asked often, from the calling thread: true abandons the runs in hand and returns.
  std::function<bool()> stop = [] { return false; };
  /// Told often, from the calling thread.
  std::function<void(const SweepState&)> progress = [](const SweepState&) {};
};

struct SweepOutcome {
  SweepState state;
  bool stopped = false;  ///< by `stop`
  bool stopped_on_error = false;
  double seconds = 0;         ///< of this session
  double busy_seconds = 0;    ///< spent within simulations, over all workers
  double set_up_seconds = 0;  ///< spent building scenarios and worlds, over all workers
  std::uint64_t left = 0;     ///< runs of the shard that are wanted and not done, failed ones among them
  [[nodiscard]] bool complete() const { return left == 0; }
};

/// Runs what the folder lacks; creates it when it does not exist. InputError: the experiment is at fault, or
/// the folder holds another one; StorageError: the system refuses, what was written is intact.
[[nodiscard]] SweepOutcome run_experiment(const Experiment& experiment, const std::filesystem::path& folder,
                                          const SweepOptions& options);

/// The same of an experiment put together already.
[[nodiscard]] SweepOutcome run_assembly(const Assembly& assembly, const std::filesystem::path& folder,
                                        const SweepOptions& options);

/// All runs of a folder as one result file (docs/experiments.md tells its layout), without what describes the
/// program that made it. Runs not done are NaN.
[[nodiscard]] sim::output::ResultFile gather_experiment(const std::filesystem::path& folder);
[[nodiscard]] sim::output::ResultFile gather_assembly(const Assembly& assembly,
                                                      const std::filesystem::path& folder);

}  // namespace analysis
