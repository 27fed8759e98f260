// Experiments as files: `[experiment]`, `[design]`, `[precision]`, `[[arm]]`, `[[factor]]`
// (docs/experiments.md).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "analysis/experiment/experiment.hpp"
#include "sim/parameters/scenario_text.hpp"

namespace analysis {

/// Throws InputError with all faults of the file's own keys. Scenarios, parameters, measures and designs are
/// looked up later, by Assembly.
[[nodiscard]] Experiment read_experiment(const std::filesystem::path& path);
/// The same of the text that `experiment_toml` writes. `name` is what faults are reported under.
[[nodiscard]] Experiment parse_experiment(std::string_view text, const std::string& name);

/// Everything an experiment says, defaults too, as a file that reads back to it; but for paths, of which only
/// the last name is kept, scenarios told by a text, and columns filled in by code.
[[nodiscard]] std::string experiment_toml(const Experiment& experiment);

[[nodiscard]] std::string_view to_string(DesignKind kind);

}  // namespace analysis
