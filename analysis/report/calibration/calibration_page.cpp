#include "analysis/report/calibration/calibration_page.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/report/calibration/calibration_figures.hpp"
#include "analysis/report/calibration/calibration_words.hpp"
#include "analysis/report/calibration/plot_drawing.hpp"
#include "analysis/report/calibration/plot_json.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/page_json.hpp"

namespace analysis::report {

using nlohmann::json;
using sim::output::ResultFile;

namespace {

constexpr const char* command = "lien calibrate scenarios/calibration.toml -o fit";

json section_json(const char* id, const Text& title, const Text& short_name, const Text& reading,
                  const std::vector<PlotFigure>& figures, const std::vector<PlotTable>& tables,
                  const std::vector<CalibrationFact>& facts) {
  json drawn = json::array(), told = json::array(), listed = json::array();
  for (const PlotFigure& figure : figures) drawn.push_back(as_json(figure));
  for (const PlotTable& table : tables) told.push_back(as_json(table));
  for (const CalibrationFact& fact : facts)
    listed.push_back({{"term", as_json(fact.term)}, {"text", as_json(fact.text)}});
  return {{"id", id},
          {"title", as_json(title)},
          {"short", as_json(short_name)},
          {"reading", as_json(reading)},
          {"figures", std::move(drawn)},
          {"tables", std::move(told)},
          {"facts", std::move(listed)}};
}

/// Sections without anything in them are left out.
json sections_json(const CalibrationRecord& record) {
  json sections = json::array();
  sections.push_back(section_json(
      "task", {"La question posée au modèle", "What the model was asked"}, {"Question", "Question"},
      {"Quelles valeurs des paramètres libres donnent, à la tolérance près, ce que le terrain a montré ?",
       "Which values of the free parameters give, within the tolerance, what the field has shown?"},
      {}, {targets_table(record), priors_table(record)}, facts_of(record)));
  if (const auto figures = posterior_figures(record); !figures.empty())
    sections.push_back(section_json(
        "posterior", {"Ce que les cibles disent des paramètres", "What the targets say of the parameters"},
        {"A posteriori", "Posterior"},
        {"Non pas une valeur, mais toutes celles qui conviennent, chacune avec son poids.",
         "Not one value, but all that fit, each with its weight."},
        figures, {}, {}));
  if (const auto figures = predictive_figures(record); !figures.empty())
    sections.push_back(section_json("fit", {"Ce que l’a posteriori simule", "What the posterior simulates"},
                                    {"Ajustement", "Fit"},
                                    {"Une cible atteinte a servi au réglage : elle n’est pas une preuve.",
                                     "A target that is met was used in fitting: it is no evidence."},
                                    figures, {}, {}));
  if (const auto figures = search_figures(record); !figures.empty())
    sections.push_back(section_json("search", {"Le chemin jusque-là", "The way there"},
                                    {"Recherche", "Search"}, end_text(record), figures, {}, {}));
  return sections;
}

json headlines_json(const CalibrationRecord& record) {
  json all = json::array();
  for (const Headline& headline : headlines_of(record))
    all.push_back({{"id", headline.id},
                   {"label", as_json(headline.label)},
                   {"value", as_json(headline.value)},
                   {"sentence", as_json(headline.sentence)},
                   {"section", headline.section}});
  return all;
}

/// The files that the command needs, as the result holds them.
json files_json(const ResultFile& file) {
  json files = json::array();
  const auto add = [&](const char* attribute, const char* name, const Text& label) {
    const std::string text = text_attribute(file, attribute);
    if (!text.empty()) files.push_back({{"name", name}, {"label", as_json(label)}, {"text", text}});
  };
  add("calibration", "calibration.toml", {"La calibration en entier", "The whole calibration"});
  add("scenario", "scenario.toml",
      {"Le scénario complet, valeurs par défaut comprises", "The whole scenario, defaults included"});
  return files;
}

json provenance_json(const ResultFile& file, const std::string& name) {
  const auto text = [&](const char* attribute) { return text_attribute(file, attribute); };
  json run{{"file", name},       {"seed", whole_attribute(file, "seed")}, {"replicate", 0},
           {"command", command}, {"date", text("date_created")},          {"digest", text("content_digest")},
           {"identity", ""}};
  return {{"runs", json::array({std::move(run)})}, {"scenarioFile", text("scenario_file")},
          {"scenario", text("scenario")},          {"source", text("source")},
          {"sourceHash", text("source_hash")},     {"compiler", text("compiler")},
          {"build", text("build_type")},           {"libraries", text("libraries")},
          {"data", text("data_attribution")},      {"comment", text("comment")},
          {"references", text("references")}};
}

std::string without_scripts(const CalibrationRecord& record, const std::vector<PlotFigure>& figures,
                            bool french) {
  const auto say = [&](const Text& text) { return html_escaped(french ? text.fr : text.en); };
  std::string page = "<main class=\"static\"><h1>" + html_escaped(record.title) + "</h1>";
  for (const CalibrationFact& fact : facts_of(record))
    page += fmt::format("<p><b>{}</b> : {}</p>", say(fact.term), say(fact.text));
  for (const Headline& headline : headlines_of(record))
    page += fmt::format("<h2>{} : {}</h2><p>{}</p>", say(headline.label), say(headline.value),
                        say(headline.sentence));
  for (const PlotFigure& figure : figures)
    page += "<figure>" + svg_of(drawing_of(figure, french)) + "<figcaption>" + say(figure.reading) +
            "</figcaption></figure>";
  return page + fmt::format("<p><code>{}</code></p></main>", command);
}

}  // namespace

std::string calibration_page_of(const ResultFile& file, const std::string& name, PageLanguage language) {
  const CalibrationRecord record = read_calibration_result(file, name);
  const Text runs = written(static_cast<double>(record.simulations), Unit::count) +
                    Text{" simulations du modèle", " runs of the model"};
  const std::string scenario = text_attribute(file, "scenario_file");
  json report = report_without_runs();
  report.update(
      {{"kind", "calibration"},
       {"title", record.title},
       {"question", record.question},
       {"language", name_of(language)},
       {"runs", as_json(runs)},
       {"period", as_json(method_text(record))},
       {"territory", as_json(Text{"scénario : " + scenario, "scenario: " + scenario})},
       {"headlines", headlines_json(record)},
       {"calibration",
        {{"brand", as_json(Text{"Calibration : ce que le terrain dit des paramètres",
                                "Calibration: what the field says of the parameters"})},
         {"sections", sections_json(record)},
         {"command", command},
         {"commandReading",
          as_json(Text{"Enregistrez les deux fichiers ci-dessous dans le dossier scenarios du projet, à "
                       "côté de data, où sont les tables ; la commande redonne alors le résultat à "
                       "l’empreinte près, quel que soit le nombre de processus.",
                       "Save the two files below in the folder scenarios of the project, beside data, where "
                       "the tables are; the command then gives the result again, to the same digest, with "
                       "any number of workers."})},
         {"files", files_json(file)}}},
       {"provenance", provenance_json(file, name)}});
  const bool french = language != PageLanguage::english;
  return assembled_page(report, PackedSeries{}, record.title,
                        without_scripts(record, calibration_figures(record), french), french);
}

}  // namespace analysis::report
