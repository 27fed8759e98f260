#include "analysis/report/experiment/experiment_page.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/report/drawing.hpp"
#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/page_json.hpp"

namespace analysis::report {

using nlohmann::json;

namespace {

/// What the comparison comes to in one sentence.
Text sentence_of(const Verdict& verdict, const std::string& reference) {
  const Text own = written(verdict.own.mean, verdict.unit),
             first = written(verdict.reference.mean, verdict.unit);
  const Text low = written_difference(verdict.difference.low, verdict.unit),
             high = written_difference(verdict.difference.high, verdict.unit),
             gap = written_difference(verdict.difference.mean, verdict.unit);
  Text sentence{fmt::format("« {} » : {} ; « {} » : {}. Écart apparié {}, intervalle à 95 % [{} ; {}]",
                            verdict.arm, own.fr, reference, first.fr, gap.fr, low.fr, high.fr),
                fmt::format("“{}”: {}; “{}”: {}. Paired difference {}, 95 % interval [{}; {}]", verdict.arm,
                            own.en, reference, first.en, gap.en, low.en, high.en)};
  const bool same = verdict.difference.low == 0 && verdict.difference.high == 0;
  if (same) return sentence + Text{" : les deux se confondent.", ": the two coincide."};
  const Text end = verdict.differs
                       ? Text{" : les deux diffèrent.", ": the two differ."}
                       : Text{" : on ne peut pas les départager.", ": they cannot be told apart."};
  return sentence + end;
}

json headlines(const Gathered& gathered, const std::vector<Verdict>& verdicts) {
  constexpr std::size_t most = 9;
  json all = json::array();
  for (const Verdict& verdict : verdicts) {
    if (all.size() == most) break;
    all.push_back({{"id", verdict.measure + "_" + verdict.arm},
                   {"label", as_json(measure_name(verdict.measure))},
                   {"value", as_json(written_difference(verdict.difference.mean, verdict.unit))},
                   {"sentence", as_json(sentence_of(verdict, gathered.arms().front()))},
                   {"section", "comparison"}});
  }
  return all;
}

json verdicts_json(const std::vector<Verdict>& verdicts) {
  json rows = json::array();
  const auto of = [](const Estimate& e) {
    return json{{"mean", rounded(e.mean, 1e-6)},
                {"low", rounded(e.low, 1e-6)},
                {"high", rounded(e.high, 1e-6)},
                {"n", e.count}};
  };
  for (const Verdict& v : verdicts) {
    rows.push_back({{"measure", v.measure},
                    {"label", as_json(measure_name(v.measure))},
                    {"unit", as_json(v.unit)},
                    {"arm", v.arm},
                    {"reference", of(v.reference)},
                    {"own", of(v.own)},
                    {"difference", of(v.difference)},
                    {"differs", v.differs},
                    {"overlaps", v.overlaps}});
  }
  return rows;
}

json provenance(const sim::output::ResultFile& file, const std::string& name) {
  const auto text = [&](const char* attribute) { return text_attribute(file, attribute); };
  json run{{"file", name},
           {"seed", 0},
           {"replicate", 0},
           {"command", "lien sweep experiment.toml -o sweep && lien gather sweep -o sweep.nc"},
           {"date", text("date_created")},
           {"digest", text("content_digest")},
           {"identity", text("experiment_hash")}};
  return {{"runs", json::array({std::move(run)})}, {"scenarioFile", "experiment.toml"},
          {"scenario", text("experiment")},        {"source", text("source")},
          {"sourceHash", text("source_hash")},     {"compiler", text("compiler")},
          {"build", text("build_type")},           {"libraries", text("libraries")},
          {"data", text("data_attribution")},      {"comment", text("comment")},
          {"references", text("references")}};
}

std::string without_scripts(const std::string& title, const std::vector<Figure>& figures, const Text& runs,
                            bool french) {
  std::string page = "<main class=\"static\"><h1>" + html_escaped(title) + "</h1>";
  for (const Figure& figure : figures)
    page += "<figure>" + svg_of(drawing_of(figure, runs, french)) + "</figure>";
  return page + "</main>";
}

}  // namespace

std::string experiment_page_of(const sim::output::ResultFile& file, const std::string& name,
                               PageLanguage language) {
  const Gathered gathered(file, name);
  const std::vector<Figure> figures = experiment_figures(gathered);
  const std::vector<Verdict> verdicts = verdicts_of(gathered);
  const std::string title = text_attribute(file, "title");
  const Text runs = runs_text(gathered);
  const Text first = month_name(static_cast<int>(gathered.months().front())),
             last = month_name(static_cast<int>(gathered.months().back()));
  json figures_json = json::array();
  for (const Figure& figure : figures) figures_json.push_back(as_json(figure));
  const json empty{{"codes", json::array()},
                   {"names", json::array()},
                   {"population", json::array()},
                   {"steps", json::array()},
                   {"measures", json::array()}};
  const json report{{"kind", "experiment"},
                    {"title", title},
                    {"question", text_attribute(file, "summary")},
                    {"language", name_of(language)},
                    {"runs", as_json(runs)},
                    {"period", as_json(first + Text{" à ", " to "} + last)},
                    {"territory", as_json(Text{fmt::format("plan : {}", text_attribute(file, "design")),
                                               fmt::format("design: {}", text_attribute(file, "design"))})},
                    {"headlines", headlines(gathered, verdicts)},
                    {"figures", std::move(figures_json)},
                    {"epci", empty},
                    {"commune", nullptr},
                    {"map", nullptr},
                    {"network", nullptr},
                    {"evidence", nullptr},
                    {"verdicts", verdicts_json(verdicts)},
                    {"parameters", json::array()},
                    {"provenance", provenance(file, name)}};
  const bool french = language != PageLanguage::english;
  return assembled_page(report, PackedSeries{}, title, without_scripts(title, figures, runs, french), french);
}

}  // namespace analysis::report
