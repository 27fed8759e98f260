// What a test of a hypothesis came to, as text and rows of Markdown tables.
#pragma once

#include <string>

#include "analysis/compare/verdict_text.hpp"
#include "analysis/hypothesis/hypothesis_study.hpp"
#include "analysis/hypothesis/verdict_words.hpp"

namespace cli {

/// Statement, verdict with its reasons, a table of claims by theory. In quick mode the verdict is an
/// indication and says so. A hypothesis that was changed after it was frozen is marked at the top.
[[nodiscard]] std::string study_as_text(const analysis::Hypothesis& hypothesis, const analysis::Study& study,
                                        analysis::Language language);
/// A section for docs/hypotheses.md.
[[nodiscard]] std::string study_as_markdown(const analysis::Hypothesis& hypothesis,
                                            const analysis::Study& study);

}  // namespace cli
