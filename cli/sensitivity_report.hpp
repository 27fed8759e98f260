// A sensitivity analysis laid out for a terminal and for other programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "analysis/sensitivity/analysis.hpp"

namespace cli {

/// A table an output, each with its verdict.
[[nodiscard]] std::string sensitivity_as_text(const analysis::SensitivityAnalysis& analysis);
/// `outputs`, a block each; of a single output its `factors` stand at the top too. What is not known is null.
[[nodiscard]] nlohmann::json sensitivity_as_json(const analysis::SensitivityAnalysis& analysis);

}  // namespace cli
