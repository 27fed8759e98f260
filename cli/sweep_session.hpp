// What `lien sweep` and `lien work` share: running an assembly with progress, signals and a last line.
#pragma once

#include <string>

#include "analysis/experiment/assembly.hpp"
#include "analysis/experiment/run_experiment.hpp"
#include "cli/options.hpp"

namespace CLI {
class App;
}

namespace cli {

struct HowToSweep {
  int jobs = 0;  ///< 0 = as many as processors
  std::string on_error = "continue";
  bool quiet = false;
};
void add_how_to_sweep(Command command, HowToSweep& how);

/// Runs what the folder lacks of shard `shard` of `shards`; gives the exit code.
[[nodiscard]] int run_session(const analysis::Assembly& assembly, const std::string& folder,
                              const HowToSweep& how, int shard, int shards);

}  // namespace cli
