// The verdict on a hypothesis in words, English and French.
#pragma once

#include <string>

#include "analysis/compare/verdict_text.hpp"
#include "analysis/hypothesis/hypothesis_study.hpp"

namespace analysis {

/// "emergent", « intégré au modèle ».
[[nodiscard]] std::string finding_name(Finding finding, Language language);

/// "Verdict: emergent. All claims hold under …": in quick mode an indication, and it says so.
[[nodiscard]] std::string finding_sentence(const Study& study, Language language);

/// What that rests on, without the verdict itself: "All claims hold under …".
[[nodiscard]] std::string finding_reasons(const Study& study, Language language);

/// "CHANGED AFTER IT WAS FROZEN: …"; empty of a hypothesis that was not.
[[nodiscard]] std::string change_sentence(const Study& study, Language language);

/// Whether all that was asked for was run in a mode that may decide.
[[nodiscard]] bool is_verdict(const Study& study);

}  // namespace analysis
