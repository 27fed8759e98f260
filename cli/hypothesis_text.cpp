#include <fmt/format.h>

#include <algorithm>

#include "cli/hypothesis_report.hpp"

namespace cli {

namespace {

using analysis::ClaimTest;
using analysis::Hypothesis;
using analysis::Language;
using analysis::number_text;
using analysis::Study;

std::string change_line(const Study& study, Language language) {
  const std::string sentence = change_sentence(study, language);
  return sentence.empty() ? "" : sentence + "\n";
}

struct Cells {
  std::string claim, theory, wiring, pairs, effect, interval, smallest, p, wilcoxon, holds;
};

Cells cells_of(const std::string& claim, const std::string& theory, bool wired, const ClaimTest& test,
               double smallest, Language language) {
  const bool english = language == Language::english;
  const auto number = [&](double value) { return number_text(value, language); };
  const auto p = [&](double value) {
    std::string text = value < 0.0005 ? "<0.001" : fmt::format("{:.3f}", value);
    if (!english) std::replace(text.begin(), text.end(), '.', ',');
    return std::isnan(value) ? std::string("–") : text;
  };
  const char* verdict = test.holds      ? (english ? "holds" : "tient")
                        : test.excluded ? (english ? "excluded" : "exclue")
                                        : (english ? "open" : "ouverte");
  return {claim,
          theory,
          wired ? (english ? "on" : "câblé") : (english ? "neutral" : "neutre"),
          std::to_string(test.pairs),
          number(test.effect),
          "[" + number(test.interval.low) + " ; " + number(test.interval.high) + "]",
          number(smallest),
          p(test.p_t),
          p(test.p_wilcoxon),
          verdict};
}

std::vector<Cells> rows_of(const Hypothesis& hypothesis, const Study& study, Language language) {
  std::vector<Cells> rows;
  for (std::size_t c = 0; c < hypothesis.claims.size(); ++c) {
    for (const auto& theory : study.theories) {
      if (theory.wired.size() <= c) continue;  // stopped before
      const std::string& claim = hypothesis.claims[c].name;
      rows.push_back(cells_of(claim, theory.theory, true, theory.wired[c], study.smallest[c], language));
      rows.push_back(cells_of(claim, theory.theory, false, theory.neutral[c], study.smallest[c], language));
    }
  }
  return rows;
}

}  // namespace

std::string study_as_text(const Hypothesis& hypothesis, const Study& study, Language language) {
  const bool english = language == Language::english;
  std::string text =
      fmt::format("{}  {}\n", hypothesis.id, english ? hypothesis.statement : hypothesis.statement_fr);
  text += change_line(study, language) + finding_sentence(study, language) + "\n";
  text += fmt::format(
      fmt::runtime(english ? "{} runs, {} failed; {} parameters varied in the draws; frozen as {}\n"
                           : "{} simulations, {} en échec ; {} paramètres tirés ; figée sous {}\n"),
      study.runs, study.failed, study.varied, study.freeze.frozen.substr(0, 12));
  text += fmt::format("  {:<24} {:<14} {:<8} {:>5} {:>10} {:>24} {:>9} {:>7} {:>7}  {}\n",
                      english ? "claim" : "affirmation", english ? "theory" : "théorie",
                      english ? "wiring" : "câblage", english ? "pairs" : "n", english ? "effect" : "effet",
                      english ? "interval" : "intervalle", english ? "smallest" : "seuil", "p t", "p W", "");
  for (const Cells& row : rows_of(hypothesis, study, language)) {
    // fmt counts code points as columns, which is right for accents and the minus sign.
    text += fmt::format("  {:<24} {:<14} {:<8} {:>5} {:>10} {:>24} {:>9} {:>7} {:>7}  {}\n", row.claim,
                        row.theory, row.wiring, row.pairs, row.effect, row.interval, row.smallest, row.p,
                        row.wilcoxon, row.holds);
  }
  return text;
}

std::string study_as_markdown(const Hypothesis& hypothesis, const Study& study) {
  std::string text =
      fmt::format("## {}\n\n{} *{}* Origin: {}.\n\n{}{}\n\n", hypothesis.id, hypothesis.statement,
                  hypothesis.statement_fr, hypothesis.origin, change_line(study, Language::english),
                  finding_sentence(study, Language::english));
  text +=
      "| claim | theory | wiring | pairs | effect | interval | smallest | p (t) | p (Wilcoxon) | |\n"
      "|---|---|---|---|---|---|---|---|---|---|\n";
  for (const Cells& row : rows_of(hypothesis, study, Language::english))
    text += fmt::format("| {} | `{}` | {} | {} | {} | {} | {} | {} | {} | {} |\n", row.claim, row.theory,
                        row.wiring, row.pairs, row.effect, row.interval, row.smallest, row.p, row.wilcoxon,
                        row.holds);
  text += fmt::format("\n{} runs, {} failed, {} parameters drawn. Frozen as `{}`.\n", study.runs,
                      study.failed, study.varied, study.freeze.frozen.substr(0, 12));
  return hypothesis.remark.empty() ? text : text + "\n" + hypothesis.remark + "\n";
}

}  // namespace cli
