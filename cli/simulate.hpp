// What `lien run` and `lien resume` share: from a scenario, and a checkpoint if there is one, to the result.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "cli/options.hpp"
#include "cli/saved_run.hpp"
#include "cli/scenario_file.hpp"
#include "cli/stop_signals.hpp"
#include "sim/output/checkpoint_pair.hpp"
#include "sim/parallel/executor.hpp"

namespace CLI {
class App;
}

namespace cli {

/// Options that change no result.
struct HowToRun {
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  std::size_t grain = sim::Executor::default_grain;
  bool quiet = false, json = false, verify = false, profile = false;
  std::optional<int> checkpoint_every;  ///< months, 0 = on signals only; unset = by the clock
};
void add_how_to_run(Command command, HowToRun& how);

struct Assignment {
  std::string scenario_name;  ///< file name without folders
  LoadedScenario loaded;
  std::string output;
  HowToRun how;
  std::optional<SavedRun> saved{};  ///< what to go on with; none = from the beginning
  std::optional<sim::output::StoredCheckpoint> checkpoint{};  ///< where it was found
};

/// Throws InputError when `output` is one of the files that are read.
void refuse_inputs(const std::string& output, const std::vector<std::string>& inputs);

/// Writes the result, or at a signal a checkpoint; gives the exit code. What sim and models throw.
[[nodiscard]] int simulate(Assignment assignment, StopSignals& signals);

}  // namespace cli
