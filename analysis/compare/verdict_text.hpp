// The verdict on one measure as a sentence, in English and in French.
#pragma once

#include <string>
#include <string_view>

#include "analysis/compare/comparison.hpp"

namespace analysis {

enum class Language { english, french };

/// "higher", "équivalent", …
[[nodiscard]] std::string_view verdict_name(Verdict verdict, Language language);

/// Four significant digits; French numbers have a decimal comma. "–" for NaN.
[[nodiscard]] std::string number_text(double value, Language language);
/// "p = 0.031", "p < 0.001", as prose has it.
[[nodiscard]] std::string p_text(double p, Language language);
/// "0.01 to 0.03", « 0,01 à 0,03 ».
[[nodiscard]] std::string interval_text(const statistics::Interval& interval, Language language);

/// One or two sentences that stand alone: measure, month, arms, difference, interval, pairs, p.
[[nodiscard]] std::string verdict_sentence(const Comparison& comparison, const MeasureComparison& measure,
                                           Language language);

}  // namespace analysis
