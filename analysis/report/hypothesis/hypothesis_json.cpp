#include "analysis/report/hypothesis/hypothesis_json.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/hypothesis/family.hpp"
#include "analysis/hypothesis/verdict_words.hpp"
#include "analysis/report/page_json.hpp"
#include "analysis/report/shell_word.hpp"

namespace analysis::report {

using nlohmann::json;

namespace {

Text in_both(std::string (*words)(const Study&, Language), const Study& study) {
  return {words(study, Language::french), words(study, Language::english)};
}

const char* result_of(const ClaimTest& test) {
  return test.holds ? "holds" : test.excluded ? "excluded" : "open";
}

json row_json(const EffectRow& row) {
  json described{
      {"theory", row.theory}, {"wired", row.wired}, {"count", row.count}, {"written", as_json(row.written)}};
  if (row.test) {
    described["value"] = significant(row.value);
    described["low"] = significant(row.low);
    described["high"] = significant(row.high);
    described["median"] = significant(row.test->median);
    described["pT"] = significant(row.test->p_t);
    described["pWilcoxon"] = significant(row.test->p_wilcoxon);
    described["result"] = result_of(*row.test);
  }
  if (!row.dots.empty()) {
    json dots = json::array();
    for (const double dot : row.dots) dots.push_back(significant(dot));
    described["dots"] = std::move(dots);
  }
  return described;
}

json panel_json(const EffectPanel& panel) {
  json rows = json::array();
  for (const EffectRow& row : panel.rows) rows.push_back(row_json(row));
  json ticks = json::array();
  for (const double tick : panel.ticks) ticks.push_back(significant(tick));
  return {{"claim", panel.claim},
          {"about", as_json(panel.about)},
          {"axis", as_json(panel.axis)},
          {"factor", panel.factor},
          {"low", significant(panel.low)},
          {"high", significant(panel.high)},
          {"ticks", std::move(ticks)},
          {"smallest", significant(panel.smallest)},
          {"smallestText", as_json(panel.smallest_text)},
          {"rows", std::move(rows)}};
}

/// What the verdict was taken from: how many of how many, and what share decides.
json agreement_json(const HypothesisVerdict& v) {
  const auto row = [](const Text& label, std::size_t count, std::size_t of, json needed, const char* makes) {
    return json{{"label", as_json(label)},
                {"count", count},
                {"of", of},
                {"needed", std::move(needed)},
                {"makes", makes}};
  };
  return json::array({row({"Théories : toutes les affirmations tiennent avec le câblage",
                           "Theories: all claims hold with the wiring"},
                          v.hold_wired, v.theories, nullptr, ""),
                      row({"Théories : elles tiennent aussi à la valeur neutre",
                           "Theories: they hold at the neutral value too"},
                          v.hold_both, v.theories, theories_needed, "emergent"),
                      row({"Tirages : tous les effets atteignent le plus petit, avec le câblage",
                           "Draws: all effects reach the smallest, with the wiring"},
                          v.draws_wired, v.draws, nullptr, ""),
                      row({"Tirages : ils l’atteignent aussi à la valeur neutre",
                           "Draws: they reach it at the neutral value too"},
                          v.draws_both, v.draws, draws_needed, "emergent"),
                      row({"Théories : elles tiennent avec le câblage, et un effet tombe sous le plus petit "
                           "à la valeur neutre",
                           "Theories: they hold with the wiring, and an effect falls under the smallest at "
                           "the neutral value"},
                          v.lost_at_neutral, v.theories, theories_needed, "built_in"),
                      row({"Théories : l’intervalle d’une affirmation exclut le plus petit effet",
                           "Theories: the interval of a claim excludes the smallest effect"},
                          v.excluded, v.theories, theories_needed, "not_supported")});
}

json claims_json(const Hypothesis& hypothesis) {
  json claims = json::array();
  for (const Claim& claim : hypothesis.claims)
    claims.push_back({{"name", claim.name},
                      {"about", as_json(about(claim))},
                      {"smallest", as_json(smallest_in_words(claim))},
                      {"needsWiring", claim.needs_wiring}});
  return claims;
}

}  // namespace

json significant(double value) {
  if (!std::isfinite(value)) return nullptr;
  return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}

json as_json(const EffectFigure& figure) {
  json panels = json::array(), remarks = json::array();
  for (const EffectPanel& panel : figure.panels) panels.push_back(panel_json(panel));
  for (const Text& remark : figure.remarks) remarks.push_back(as_json(remark));
  return {{"id", figure.id},
          {"title", as_json(figure.title)},
          {"reading", as_json(figure.reading)},
          {"panels", std::move(panels)},
          {"measures", figure.measures},
          {"band", as_json(figure.band)},
          {"population", as_json(figure.population)},
          {"remarks", std::move(remarks)}};
}

json hypothesis_json(const StudyRecord& record) {
  const Hypothesis& h = record.hypothesis;
  const Study& study = record.study;
  json figures = json::array(), arms = json::array();
  for (const EffectFigure& figure : effect_figures(record)) figures.push_back(as_json(figure));
  for (const HypothesisArm& arm : h.arms) arms.push_back({{"name", arm.name}, {"set", arm.set}});
  constexpr const char* findings[] = {"emergent", "built_in", "not_supported", "undecided"};
  return {{"id", h.id},
          {"statement", as_json(Text{h.statement_fr, h.statement})},
          {"origin", h.origin},
          {"remark", h.remark},
          {"finding", findings[static_cast<std::size_t>(study.verdict.finding)]},
          {"isVerdict", is_verdict(study)},
          {"reasons", as_json(in_both(finding_reasons, study))},
          {"change", as_json(in_both(change_sentence, study))},
          {"agreement", agreement_json(study.verdict)},
          {"claims", claims_json(h)},
          {"arms", std::move(arms)},
          {"neutral", h.neutral},
          {"figures", std::move(figures)},
          {"scenario", h.scenario},
          {"command", command_of(record)},
          {"frozen", study.freeze.frozen},
          {"now", study.freeze.now},
          {"program", record.program},
          {"runs", study.runs},
          {"failed", study.failed}};
}

json family_json(const std::vector<StudyRecord>& records) {
  if (records.size() < 2) return nullptr;
  std::vector<Study> studies;
  for (const StudyRecord& record : records) studies.push_back(record.study);
  const auto adjusted = family_p(studies);
  std::set<std::string> theories;
  for (const auto& of_one : adjusted)
    for (const auto& [theory, p] : of_one) theories.insert(theory);
  json rows = json::array();
  for (std::size_t k = 0; k < records.size(); ++k) {
    json row = json::array();
    for (const std::string& theory : theories) {
      const auto found = adjusted[k].find(theory);
      row.push_back(found == adjusted[k].end() ? json(nullptr) : significant(found->second));
    }
    rows.push_back(std::move(row));
  }
  return {{"theories", theories}, {"p", std::move(rows)}};
}

std::string command_of(const StudyRecord& record) {
  return "lien test " + shell_word(record.hypothesis.file.generic_string()) +
         (record.study.mode.name == "full" ? " --full" : "");
}

Text verdict_text(const StudyRecord& record) { return in_both(finding_sentence, record.study); }

}  // namespace analysis::report
