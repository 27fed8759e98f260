#include "analysis/report/hypothesis/hypothesis_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/hypothesis/verdict_words.hpp"
#include "analysis/report/hypothesis/effect_drawing.hpp"
#include "analysis/report/hypothesis/hypothesis_json.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/page_json.hpp"
#include "sim/core/error.hpp"

namespace analysis::report {

using nlohmann::json;

namespace {

void refuse_twice(const std::vector<StudyRecord>& records) {
  std::set<std::string> seen;
  for (const StudyRecord& record : records) {
    if (seen.insert(record.hypothesis.id).second) continue;
    throw sim::InputError(
        sim::Fault{{},
                   fmt::format("two studies are of the hypothesis {}", record.hypothesis.id),
                   {"a page is about each hypothesis once"}});
  }
}

Text title_of(const std::vector<StudyRecord>& records) {
  std::string names;
  for (const StudyRecord& record : records) names += (names.empty() ? "" : ", ") + record.hypothesis.id;
  if (records.size() > 6) {
    const Text first{records.front().hypothesis.id, records.front().hypothesis.id};
    const std::string& last = records.back().hypothesis.id;
    return Text{"Hypothèses ", "Hypotheses "} + first + Text{" à " + last, " to " + last};
  }
  return records.size() == 1 ? Text{"Hypothèse " + names, "Hypothesis " + names}
                             : Text{"Hypothèses " + names, "Hypotheses " + names};
}

Text runs_of(const std::vector<StudyRecord>& records) {
  std::uint64_t runs = 0, failed = 0;
  for (const StudyRecord& record : records) {
    runs += record.study.runs;
    failed += record.study.failed;
  }
  const Text text = written(static_cast<double>(runs), Unit::count) + Text{" simulations", " runs"};
  if (failed == 0) return text;
  return text + Text{", ", ", "} + written(static_cast<double>(failed), Unit::count) +
         Text{" en échec", " failed"};
}

Text scenarios_of(const std::vector<StudyRecord>& records) {
  std::set<std::string> names;
  for (const StudyRecord& record : records) names.insert(record.hypothesis.scenario);
  const std::string list = fmt::format("{}", fmt::join(names, ", "));
  return {"scénario : " + list, "scenario: " + list};
}

Text modes_of(const std::vector<StudyRecord>& records) {
  const auto verdicts =
      std::ranges::count_if(records, [](const StudyRecord& r) { return is_verdict(r.study); });
  if (verdicts == 0)
    return {"mode rapide : des indications, pas de verdict", "quick mode: indications, no verdict"};
  if (static_cast<std::size_t>(verdicts) == records.size()) return {"mode complet", "full mode"};
  return {"modes rapide et complet", "quick and full mode"};
}

json headlines(const std::vector<StudyRecord>& records) {
  json all = json::array();
  for (const StudyRecord& record : records) {
    const Hypothesis& h = record.hypothesis;
    const Finding finding = record.study.verdict.finding;
    const Text indication = is_verdict(record.study) ? Text{} : Text{" – indication", " – indication"};
    all.push_back({{"id", h.id},
                   {"label", as_json(Text{h.id, h.id} + indication)},
                   {"value", as_json(Text{finding_name(finding, Language::french),
                                          finding_name(finding, Language::english)})},
                   {"sentence", as_json(Text{h.statement_fr, h.statement})},
                   {"section", "h_" + h.id}});
  }
  return all;
}

std::string without_scripts(const std::vector<StudyRecord>& records, const Text& title, bool french) {
  const auto say = [&](const Text& text) { return html_escaped(french ? text.fr : text.en); };
  std::string page = "<main class=\"static\"><h1>" + say(title) + "</h1>";
  for (const StudyRecord& record : records) {
    const Hypothesis& h = record.hypothesis;
    page += fmt::format("<h2>{}</h2><p>{}</p><p>{}</p>", html_escaped(h.id),
                        say({h.statement_fr, h.statement}), say(verdict_text(record)));
    for (const EffectFigure& figure : effect_figures(record))
      page += "<figure>" + svg_of(drawing_of(figure, french)) + "<figcaption>" + say(figure.reading) +
              "</figcaption></figure>";
    page += fmt::format("<p><code>{}</code></p><p>SHA-256 <code>{}</code></p>",
                        html_escaped(command_of(record)), html_escaped(record.study.freeze.frozen));
    if (record.study.freeze.changed())
      page += "<p>" +
              html_escaped(change_sentence(record.study, french ? Language::french : Language::english)) +
              "</p>";
  }
  return page + "</main>";
}

}  // namespace

std::string hypothesis_page_of(const std::vector<StudyRecord>& records, PageLanguage language) {
  refuse_twice(records);
  const bool french = language != PageLanguage::english;
  const Text title = title_of(records);
  json hypotheses = json::array();
  for (const StudyRecord& record : records) hypotheses.push_back(hypothesis_json(record));
  json report = report_without_runs();
  report.update({{"kind", "hypotheses"},
                 {"title", french ? title.fr : title.en},
                 {"titles", as_json(title)},
                 {"language", name_of(language)},
                 {"runs", as_json(runs_of(records))},
                 {"period", as_json(modes_of(records))},
                 {"territory", as_json(scenarios_of(records))},
                 {"headlines", headlines(records)},
                 {"hypotheses", std::move(hypotheses)},
                 {"family", family_json(records)}});
  return assembled_page(report, PackedSeries{}, french ? title.fr : title.en,
                        without_scripts(records, title, french), french);
}

}  // namespace analysis::report
