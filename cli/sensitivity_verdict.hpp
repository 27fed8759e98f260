// What a sensitivity analysis amounts to, in words.
#pragma once

#include <optional>
#include <string>

#include "analysis/sensitivity/analysis.hpp"

namespace cli {

/// Units (base rows, trajectories, rows) that would meet the tolerance: no fewer than there are, and of base
/// rows a power of two, which fill the cube evenest. Nothing when nothing can be said.
[[nodiscard]] std::optional<std::size_t> advised_units(const analysis::OutputSensitivity& output,
                                                       const analysis::SensitivityAnalysis& analysis);

/// One or more sentences: whether the output varies, noise of replicates, convergence, advised size, ranking.
[[nodiscard]] std::string verdict_of(const analysis::OutputSensitivity& output,
                                     const analysis::SensitivityAnalysis& analysis);

}  // namespace cli
