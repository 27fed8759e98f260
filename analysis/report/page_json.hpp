// The parts of a report as JSON, for the script of the page.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/report/figure.hpp"
#include "analysis/report/run_set.hpp"

namespace analysis::report {

/// {"fr": …, "en": …}
[[nodiscard]] nlohmann::json as_json(const Text& text);
/// "share", "count", "decimal"
[[nodiscard]] nlohmann::json as_json(Unit unit);
/// The nearest multiple of a step, as a short decimal; null for NaN.
[[nodiscard]] nlohmann::json rounded(double value, double step);

/// Values are rounded to what can be seen: a ten-thousandth of a share, a tenth of a count.
[[nodiscard]] nlohmann::json as_json(const Figure& figure);
[[nodiscard]] nlohmann::json headlines_json(const RunSet& runs);
/// Patterns with their figure, tolerated range, simulated values and hits; null for results without.
[[nodiscard]] nlohmann::json evidence_json(const RunSet& runs);
/// Parameters whose value is not the default, with what the default rests on.
[[nodiscard]] nlohmann::json parameters_json(const RunSet& runs);
/// What made each run, and the commands that make it again.
[[nodiscard]] nlohmann::json provenance_json(const RunSet& runs);
/// Everything that a page of runs has, empty: for pages of something else.
[[nodiscard]] nlohmann::json report_without_runs();

}  // namespace analysis::report
