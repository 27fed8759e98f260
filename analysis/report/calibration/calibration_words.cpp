#include "analysis/report/calibration/calibration_words.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/report/calibration/calibration_figures.hpp"
#include "analysis/report/calibration/plot_axes.hpp"
#include "analysis/report/numbers.hpp"

namespace analysis::report {

namespace {

Text percent(double share) { return written_with(100 * share, 0) + Text{"\u202f%", "%"}; }

/// "births, ends and lead"
Text listed(const std::vector<std::string>& names) {
  Text text;
  for (std::size_t k = 0; k < names.size(); ++k)
    text = text +
           (k == 0                  ? Text{}
            : k + 1 == names.size() ? Text{" et ", " and "}
                                    : Text{", ", ", "}) +
           same(names[k]);
  return text;
}

Text history_end_text(const CalibrationRecord& record) {
  const Text cutoff = shortest(record.history_cutoff);
  if (record.history_end == "nothing_left")
    return {
        "L’appariement par vagues a tout exclu : aucun point de l’a priori ne peut atteindre toutes les "
        "cibles.",
        "History matching ruled everything out: no point of the prior can meet all targets."};
  if (record.history_end == "shrinks_no_more")
    return Text{"L’appariement par vagues s’est arrêté quand ce qui reste n’a plus diminué (seuil ",
                "History matching ended when what is left no longer shrank (cutoff "} +
           cutoff + same(").");
  return Text{"L’appariement par vagues a fait toutes ses vagues (seuil ",
              "History matching did all its waves (cutoff "} +
         cutoff + same(").");
}

Text abc_end_text(const CalibrationRecord& record) {
  const Text wanted = shortest(record.final_tolerance);
  const Text reached = three_digits(record.generations.back().tolerance);
  if (record.abc_end == "reached_tolerance")
    return Text{"L’ABC a atteint sa tolérance finale, ", "ABC reached its final tolerance, "} + wanted +
           same(".");
  const Text short_of =
      Text{" L’a posteriori est celui de la tolérance ", " The posterior is that of tolerance "} + reached +
      Text{", et non de ", ", not of "} + wanted + same(".");
  if (record.abc_end == "too_few_accepted")
    return Text{"L’ABC a été interrompu : trop peu de candidats s’approchaient encore.",
                "ABC was broken off: too few candidates came nearer."} +
           short_of;
  if (record.abc_end == "simulations_spent")
    return Text{"L’ABC a été interrompu : les simulations permises sont épuisées.",
                "ABC was broken off: the simulations allowed are spent."} +
           short_of;
  return Text{"L’ABC a été interrompu : les générations permises sont épuisées.",
              "ABC was broken off: the generations allowed are spent."} +
         short_of;
}

Headline met_headline(const CalibrationRecord& record) {
  std::size_t worst = 0;
  for (std::size_t k = 1; k < record.targets.size(); ++k)
    if (share_within(record, k) < share_within(record, worst)) worst = k;
  return {
      "met",
      {"Toutes les cibles à la fois", "All targets at once"},
      percent(share_within_all(record)),
      Text{"C’est la part du poids des tirages gardés qui atteint toutes les cibles. La moins atteinte : ",
           "The share of the weight of the draws kept that meets every target. The one least met: "} +
          same(record.targets[worst].name) + same(", ") + percent(share_within(record, worst)) + same("."),
      "fit"};
}

Headline identified_headline(const CalibrationRecord& record) {
  std::vector<std::string> open, at_end;
  for (std::size_t d = 0; d < record.parameters.size(); ++d) {
    const Marginal& m = record.posterior->reading.marginals[d];
    if (m.unidentified()) open.push_back(record.parameters[d].name);
    if (m.at_low_end || m.at_high_end) at_end.push_back(record.parameters[d].name);
  }
  Text sentence =
      open.empty() ? Text{"Les cibles disent quelque chose de chacun.", "The targets tell something of each."}
                   : Text{"Non identifié : ", "Not identified: "} + listed(open) + same(".");
  if (!at_end.empty())
    sentence = sentence + Text{" Au bout de son intervalle : ", " At the end of its range: "} +
               listed(at_end) + same(".");
  const auto count = static_cast<double>(record.parameters.size());
  return {"identified",
          {"Paramètres identifiés", "Parameters identified"},
          count_text(count - static_cast<double>(open.size())) + Text{" sur ", " of "} + count_text(count),
          sentence,
          "posterior"};
}

Headline ridges_headline(const CalibrationRecord& record) {
  const auto& ridges = record.posterior->reading.ridges;
  Text sentence{"Aucune paire n’est corrélée à ±0,70 ou au-delà.",
                "No pair is correlated at ±0.70 or beyond."};
  if (!ridges.empty()) {
    const Ridge& first = ridges.front();
    sentence = Text{"La plus forte : ", "The strongest: "} + same(record.parameters[first.first].name) +
               Text{" et ", " and "} + same(record.parameters[first.second].name) +
               Text{", corrélation ", ", correlation "} + written_with(first.correlation, 2) +
               Text{". Ces paires ne se connaissent qu’ensemble.", ". Such pairs are only known together."};
  }
  return {
      "ridges", {"Crêtes", "Ridges"}, count_text(static_cast<double>(ridges.size())), sentence, "posterior"};
}

Headline left_headline(const CalibrationRecord& record) {
  const RecordedWave& last = record.waves.back();
  const auto digits = [](double share) { return three_digits(100 * share) + Text{"\u202f%", "%"}; };
  return {"left",
          {"Ce que les vagues laissent", "What the waves leave"},
          digits(last.left),
          Text{"de l’a priori, à ", "of the prior, within "} + digits(2 * last.left_error) +
              Text{" près (2 erreurs types). ", " (2 standard errors). "} + history_end_text(record),
          "search"};
}

Headline end_headline(const CalibrationRecord& record) {
  return {"end",
          {"Tolérance atteinte", "Tolerance reached"},
          three_digits(record.generations.back().tolerance),
          abc_end_text(record),
          "search"};
}

}  // namespace

Text method_text(const CalibrationRecord& record) {
  if (record.waves.empty()) return {"ABC (Monte-Carlo par populations)", "ABC (population Monte Carlo)"};
  if (record.generations.empty()) return {"appariement par vagues (history matching)", "history matching"};
  return {"appariement par vagues (history matching), puis ABC", "history matching, then ABC"};
}

Text end_text(const CalibrationRecord& record) {
  Text text;
  if (!record.waves.empty()) text = history_end_text(record);
  if (!record.generations.empty())
    text = text + (text.en.empty() ? Text{} : same(" ")) + abc_end_text(record);
  if (text.en.empty()) return {"Aucune génération n’a été achevée.", "No generation was completed."};
  return text;
}

std::vector<Headline> headlines_of(const CalibrationRecord& record) {
  std::vector<Headline> all;
  if (record.posterior) {
    all.push_back(met_headline(record));
    all.push_back(identified_headline(record));
    if (record.parameters.size() > 1) all.push_back(ridges_headline(record));
    all.push_back(end_headline(record));
  }
  if (!record.waves.empty()) all.push_back(left_headline(record));
  return all;
}

std::vector<CalibrationFact> facts_of(const CalibrationRecord& record) {
  std::vector<CalibrationFact> facts{
      {{"Méthode", "Method"}, method_text(record)},
      {{"Comment elle a fini", "How it ended"}, end_text(record)},
      {{"Simulations du modèle", "Runs of the model"}, count_text(static_cast<double>(record.simulations))},
      {{"Graines par candidat", "Seeds a candidate"},
       count_text(static_cast<double>(record.seeds)) +
           (record.seeds > 1 ? Text{", moyennées", ", averaged"} : Text{}) +
           Text{" ; tirages sous la clé ", "; draws under the key "} + same(std::to_string(record.seed))}};
  if (record.posterior) facts.push_back({{"Tirages", "Draws"}, draws_text(record)});
  return facts;
}

PlotTable targets_table(const CalibrationRecord& record) {
  PlotTable table{"targets",
                  {"Ce qu’il fallait atteindre", "What was to be met"},
                  {{"Cible", "Target"},
                   {"Ce que c’est", "What it is"},
                   {"Mesure", "Measure"},
                   {"Mois", "Month"},
                   {"Valeur", "Value"},
                   {"Tolérance", "Tolerance"},
                   {"Source", "Source"}},
                  {}};
  for (const CalibrationTarget& target : record.targets)
    table.rows.push_back({target.name, about(target), target.is_pattern() ? target.name : target.measure,
                          sim::to_string(target.month), target.value, target.tolerance, target.source});
  return table;
}

PlotTable priors_table(const CalibrationRecord& record) {
  PlotTable table{
      "priors",
      {"Ce qui était libre", "What was free"},
      {{"Paramètre", "Parameter"}, {"Clé", "Key"}, {"de", "from"}, {"à", "to"}, {"Uniforme", "Uniform"}},
      {}};
  for (const FreeRange& range : record.parameters)
    table.rows.push_back({range.name, range.parameter, range.low, range.high,
                          range.logarithmic ? Text{"dans le logarithme", "in the logarithm"}
                                            : Text{"dans la valeur", "in the value"}});
  return table;
}

}  // namespace analysis::report
