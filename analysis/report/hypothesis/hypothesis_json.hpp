// Hypotheses and their figures of effects as JSON, for the script of the page (page/types.ts).
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/report/hypothesis/effect_figure.hpp"

namespace analysis::report {

/// Six significant digits; null for NaN.
[[nodiscard]] nlohmann::json significant(double value);

[[nodiscard]] nlohmann::json as_json(const EffectFigure& figure);

/// Statement, verdict, agreement, claims, arms, figures, provenance.
[[nodiscard]] nlohmann::json hypothesis_json(const StudyRecord& record);

/// p of each hypothesis under each theory after Holm; null with fewer than two.
[[nodiscard]] nlohmann::json family_json(const std::vector<StudyRecord>& records);

/// "lien test FILE --full"
[[nodiscard]] std::string command_of(const StudyRecord& record);

/// The verdict with what it rests on, in both languages.
[[nodiscard]] Text verdict_text(const StudyRecord& record);

}  // namespace analysis::report
