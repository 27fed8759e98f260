// A sweep as an array of SLURM jobs: each task runs a shard with `lien work`, and the folder knows what is
// left.
#pragma once

#include <string>

#include "analysis/experiment/assembly.hpp"
#include "cli/options.hpp"
#include "cli/sweep_session.hpp"

namespace CLI {
class App;
}

namespace cli {

struct SlurmOptions {
  std::string partition;
  double bundle_minutes = 10;  ///< computing time of a task, at least
  int time_limit = 0;          ///< minutes; 0 = three times what a task should take, half an hour to a day
  int at_once = 0;             ///< tasks running at a time; 0 = no limit
  std::string arguments;       ///< further options of sbatch, as they stand
  bool follow = true;
};
void add_slurm_options(Command command, SlurmOptions& options);

/// Submits what the folder lacks, unless an array submitted before is still in the queue, and follows it.
/// Gives the exit code.
[[nodiscard]] int sweep_on_slurm(const analysis::Assembly& assembly, const std::string& folder,
                                 const SlurmOptions& options, const HowToSweep& how);

/// What the cluster allows, of the text of `scontrol show config`.
struct SlurmLimits {
  long array_size = 1001;  ///< indices below this
  long jobs = 10000;
};
[[nodiscard]] SlurmLimits slurm_limits(const std::string& config);
/// Tasks of at least `bundle_seconds` each for `seconds` of computing over `runs`, within the limits.
[[nodiscard]] long slurm_tasks(double seconds, double bundle_seconds, std::uint64_t runs,
                               const SlurmLimits& limits);

}  // namespace cli
