// Patterns over several runs, laid out for a terminal, for a document and for other programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/pattern_summary.hpp"

namespace cli {

[[nodiscard]] std::string pattern_report_as_text(const std::vector<analysis::PatternArm>& arms);
/// The runs, then a table each of targets, checks and held-out patterns.
[[nodiscard]] std::string pattern_report_as_markdown(const std::vector<analysis::PatternArm>& arms);
[[nodiscard]] nlohmann::json pattern_report_as_json(const std::vector<analysis::PatternArm>& arms);

/// A hand-written page with {{runs}}, {{targets}}, {{checks}}, {{held_out}} and {{definitions}} replaced.
/// InputError, with the line, of any other name between double braces.
[[nodiscard]] std::string filled_page(const std::string& page, const std::string& name,
                                      const std::vector<analysis::PatternArm>& arms);

}  // namespace cli
