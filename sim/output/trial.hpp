// A first attempt in a process of its own. HDF5 1.10 walks some damaged files (texts and references have no
// checksum) into a crash or an endless loop; what dies then must not be the program of the user.
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace sim::output {

struct TrialOutcome {
  bool ended = false;     ///< by return or exception, rather than by a crash or by running out of patience
  std::string complaint;  ///< what the exception said; empty when there was none
};

/// Runs `action` in a copy of this process, so what it changes in memory is lost. `patience` is computing
/// time.
[[nodiscard]] TrialOutcome attempt_apart(const std::function<void()>& action, std::chrono::seconds patience);

}  // namespace sim::output
