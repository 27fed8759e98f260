// What a sensitivity analysis amounts to, in words.
#pragma once

#include <optional>
#include <string>

#include "analysis/sensitivity/analysis.hpp"

namespace analysis {

/// The method that a design of experiments ("saltelli", "morris", …) was made for.
[[nodiscard]] SensitivityMethod method_for(const std::string& design);

/// Units (base rows, trajectories, rows) that would meet the tolerance: no fewer than there are, and of base
/// rows a power of two, which fill the cube evenest. Nothing when nothing can be said.
[[nodiscard]] std::optional<std::size_t> advised_units(const OutputSensitivity& output,
                                                       const SensitivityAnalysis& analysis);

/// One or more sentences: whether the output varies, noise of replicates, convergence, advised size, ranking.
[[nodiscard]] std::string verdict_of(const OutputSensitivity& output, const SensitivityAnalysis& analysis);
/// The same in French.
[[nodiscard]] std::string french_verdict_of(const OutputSensitivity& output,
                                            const SensitivityAnalysis& analysis);
/// "base rows", "trajectories", "rows" in French.
[[nodiscard]] std::string french_unit(SensitivityMethod method);

}  // namespace analysis
