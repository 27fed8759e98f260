// A comparison as text, as JSON and as a result file.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/compare/comparison.hpp"
#include "analysis/compare/verdict_text.hpp"
#include "sim/output/dataset.hpp"

namespace cli {

/// Verdicts first, then tables: at the horizon, at `shown` months, by region and EPCI.
[[nodiscard]] std::string comparison_as_text(const analysis::Comparison& comparison,
                                             const std::vector<sim::Month>& shown,
                                             analysis::Language language);
/// Everything, the sentences in both languages.
[[nodiscard]] nlohmann::json comparison_as_json(const analysis::Comparison& comparison);

/// Dimensions arm (without the base), measure, time, epci, region; without what describes the program.
[[nodiscard]] sim::output::ResultFile comparison_as_file(const analysis::Comparison& comparison);

}  // namespace cli
