#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "analysis/report/calibration/calibration_figures.hpp"
#include "analysis/report/calibration/plot_axes.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/palette.hpp"

namespace analysis::report {

namespace {

/// Share of left-out runs from which an emulator is doubtful (history_matching.hpp).
constexpr double doubtful_from = 0.05;

Text fine_percent(double share) {
  const double shown = 100 * share;
  return written_with(shown, shown != 0 && shown < 1 ? 2 : shown < 10 ? 1 : 0) + Text{"\u202f%", "%"};
}

/// 1, 2, … of waves, 0, 1, … of generations; not all of many.
PlotAxis counting_axis(std::size_t first, std::size_t count, Text label) {
  PlotAxis axis{std::move(label),
                static_cast<double>(first) - 0.5,
                static_cast<double>(first + count) - 0.5,
                false,
                false,
                {},
                {}};
  const std::size_t every = (count + 14) / 15;
  for (std::size_t k = first; k < first + count; k += every) {
    axis.ticks.push_back(static_cast<double>(k));
    axis.tick_texts.push_back(same(std::to_string(k)));
  }
  return axis;
}

Text runs_of_waves(const CalibrationRecord& record) {
  double runs = 0;
  for (const RecordedWave& wave : record.waves) runs += wave.runs;
  return count_text(runs) + Text{" candidats en ", " candidates in "} +
         count_text(static_cast<double>(record.waves.size())) +
         (record.waves.size() == 1 ? Text{" vague", " wave"} : Text{" vagues", " waves"}) +
         Text{fmt::format(", {} graine{} chacun", record.seeds, record.seeds == 1 ? "" : "s"),
              fmt::format(", {} seed{} each", record.seeds, record.seeds == 1 ? "" : "s")};
}

PlotFigure waves_figure(const CalibrationRecord& record) {
  PlotFigure figure;
  figure.id = "waves";
  figure.title = {"Ce que les vagues laissent de l’a priori", "What the waves leave of the prior"};
  figure.reading = {
      "Part du volume de l’a priori qu’aucune vague n’a exclue. Un point est exclu si, pour une cible, "
      "l’émulateur "
      "en est trop loin.",
      "Share of the prior’s volume that no wave has ruled out. A point is ruled out where, for one target, "
      "the "
      "emulator is too far from it."};
  figure.keys = {
      {PlotMark::span, blue, {"ce qui reste, ± 2 erreurs types", "what is left, ± 2 standard errors"}}};
  PlotPanel panel;
  panel.x = counting_axis(1, record.waves.size(), {"vague", "wave"});
  double least = 1;
  for (const RecordedWave& wave : record.waves) least = std::min(least, wave.left);
  const Text label{"part de l’a priori (%)", "share of the prior (%)"};
  // A share of nothing has no logarithm.
  const bool logarithmic = least > 0 && least < 0.1;
  panel.y = axis_between(logarithmic ? 100 * std::pow(10.0, std::floor(std::log10(least))) : 0.0, 100,
                         logarithmic, label);
  panel.height = 180;
  PlotTable table{"waves",
                  {"Vagues", "Waves"},
                  {{"Vague", "Wave"},
                   {"Candidats", "Candidates"},
                   {"Reste (%)", "Left (%)"},
                   {"Erreur type (%)", "Standard error (%)"}},
                  {}};
  PlotLine line{{}, {}, blue, false, false};
  for (std::size_t w = 0; w < record.waves.size(); ++w) {
    const RecordedWave& wave = record.waves[w];
    const auto number = static_cast<double>(w + 1);
    const double low = 100 * (wave.left - 2 * wave.left_error),
                 high = 100 * (wave.left + 2 * wave.left_error);
    const double floor = std::min(panel.y.low, panel.y.high);
    panel.spans.push_back(
        {number, std::max(low, floor), 100 * wave.left, std::min(high, 100.0), true, blue, false});
    line.x.push_back(number);
    line.y.push_back(100 * wave.left);
    table.rows.push_back({number, wave.runs, 100 * wave.left, 100 * wave.left_error});
  }
  panel.lines.push_back(std::move(line));
  figure.panels = {std::move(panel)};
  figure.tables = {std::move(table)};
  figure.population = runs_of_waves(record);
  figure.band = {"± 2 erreurs types du volume, qui est estimé par sondage",
                 "± 2 standard errors of the volume, which is estimated by sampling"};
  figure.measures = {"wave_left"};
  return figure;
}

PlotFigure emulators_figure(const CalibrationRecord& record) {
  PlotFigure figure;
  figure.id = "emulators";
  figure.title = {"Ce que valent les émulateurs", "What the emulators are worth"};
  figure.reading = {
      "Part des simulations que l’émulateur manque de plus de trois écarts types quand on les lui cache. À "
      "partir "
      "de 5 % (gras), ce qu’il exclut est douteux.",
      "Share of runs that the emulator misses by more than three standard deviations when they are left out. "
      "From "
      "5% on (bold), what it rules out is doubtful."};
  figure.keys = {
      {PlotMark::area,
       orange,
       {"plus la teinte est forte, plus c’est douteux", "the stronger the hue, the more doubtful"}}};
  PlotPanel panel;
  std::vector<Text> waves, targets;
  PlotTable table{"emulators", {"Émulateurs", "Emulators"}, {{"Cible", "Target"}}, {}};
  for (std::size_t w = 0; w < record.waves.size(); ++w) {
    waves.push_back(same(std::to_string(w + 1)));
    table.header.push_back(Text{"Vague ", "Wave "} + waves.back() + same(" (%)"));
  }
  std::size_t doubtful = 0;
  for (std::size_t k = 0; k < record.targets.size(); ++k) {
    targets.push_back(same(record.targets[k].name));
    table.rows.push_back({record.targets[k].name});
    const auto y = static_cast<double>(k);
    for (std::size_t w = 0; w < record.waves.size(); ++w) {
      const double share = record.waves[w].doubtful[k];
      const auto x = static_cast<double>(w);
      const bool bad = share >= doubtful_from;
      panel.zones.push_back({x - 0.48, x + 0.48, y - 0.45, y + 0.45, orange, std::min(0.06 + 4 * share, 0.7),
                             fine_percent(share), bad});
      table.rows.back().emplace_back(100 * share);
      doubtful += bad ? 1 : 0;
    }
  }
  panel.height = 26.0 * static_cast<double>(targets.size());
  panel.x = axis_of_columns(std::move(waves), {"vague", "wave"});
  panel.y = axis_of_rows(std::move(targets), {});
  figure.panels = {std::move(panel)};
  figure.tables = {std::move(table)};
  figure.population = runs_of_waves(record);
  figure.band = {"aucune", "none"};
  figure.measures = {"wave_doubtful"};
  if (doubtful == 0)
    figure.remarks.push_back({"Aucun émulateur n’est douteux.", "No emulator is doubtful."});
  else
    figure.remarks.push_back(count_text(static_cast<double>(doubtful)) +
                             (doubtful == 1
                                  ? Text{" émulateur douteux : la vague a pu exclure ce qui convient.",
                                         " doubtful emulator: its wave may have ruled out what fits."}
                                  : Text{" émulateurs douteux : leur vague a pu exclure ce qui convient.",
                                         " doubtful emulators: their waves may have ruled out what fits."}));
  return figure;
}

/// One number of each generation.
PlotPanel generation_panel(const CalibrationRecord& record, Text title, Text about,
                           const std::function<double(const RecordedGeneration&)>& value, bool from_zero) {
  PlotPanel panel;
  panel.title = std::move(title);
  panel.about = std::move(about);
  panel.x = counting_axis(0, record.generations.size(), {"génération", "generation"});
  PlotLine line{{}, {}, blue, false, false};
  double low = INFINITY, high = 0;
  for (std::size_t g = 0; g < record.generations.size(); ++g) {
    const double here = value(record.generations[g]);
    line.x.push_back(static_cast<double>(g));
    line.y.push_back(here);
    panel.spans.push_back({static_cast<double>(g), NAN, here, NAN, true, blue, false});
    low = std::min(low, here);
    high = std::max(high, here);
  }
  const bool logarithmic = !from_zero && low > 0 && high > 5 * low;
  panel.y = logarithmic ? axis_between(low / 1.3, high * 1.3, true, {"échelle log", "log scale"})
                        : axis_around(0, high, {});
  panel.height = 130;
  panel.lines.push_back(std::move(line));
  return panel;
}

PlotTable generations_table(const CalibrationRecord& record) {
  PlotTable table{"generations",
                  {"Générations", "Generations"},
                  {{"Génération", "Generation"},
                   {"Tolérance", "Tolerance"},
                   {"Acceptation (%)", "Acceptance (%)"},
                   {"Évidence", "Evidence"},
                   {"Effectif utile", "Effective size"},
                   {"Simulés", "Simulated"},
                   {"En échec", "Failed"}},
                  {}};
  for (std::size_t g = 0; g < record.generations.size(); ++g) {
    const RecordedGeneration& one = record.generations[g];
    table.rows.push_back({static_cast<double>(g), one.tolerance, 100 * one.acceptance, one.evidence,
                          one.effective_size, one.simulations, one.failed});
  }
  return table;
}

PlotFigure generations_figure(const CalibrationRecord& record) {
  PlotFigure figure;
  figure.id = "generations";
  figure.title = {"Les générations de l’ABC", "The generations of ABC"};
  figure.reading = {
      "Chaque génération garde autant de candidats, à une distance plus petite. La dernière est l’a "
      "posteriori.",
      "Each generation keeps as many candidates, at a smaller distance. The last is the posterior."};
  figure.columns = 2;
  const Text distance = record.abc_distance == "adaptive"
                            ? Text{"plus grande distance gardée (euclidienne, à l’échelle des simulations)",
                                   "largest distance kept (Euclidean, on the scale of the simulations)"}
                            : Text{"plus grande distance gardée ; 1 = toutes les cibles atteintes",
                                   "largest distance kept; 1 = all targets met"};
  figure.panels = {
      generation_panel(
          record, {"Tolérance", "Tolerance"}, distance,
          [](const RecordedGeneration& g) { return g.tolerance; }, false),
      generation_panel(
          record, {"Acceptation (%)", "Acceptance (%)"},
          {"part des candidats simulés qui est gardée", "share of the candidates simulated that is kept"},
          [](const RecordedGeneration& g) { return 100 * g.acceptance; }, true),
      generation_panel(
          record, {"Évidence", "Evidence"},
          {"probabilité que l’a priori vienne aussi près", "probability that the prior comes as near"},
          [](const RecordedGeneration& g) { return g.evidence; }, false),
      generation_panel(
          record, {"Effectif utile", "Effective size"},
          {"de tirages de même poids que valent ceux gardés",
           "draws of equal weight that those kept are worth"},
          [](const RecordedGeneration& g) { return g.effective_size; }, true)};
  figure.tables = {generations_table(record)};
  double candidates = 0, failed = 0;
  for (const RecordedGeneration& one : record.generations) {
    candidates += one.simulations;
    failed += one.failed;
  }
  figure.population = count_text(candidates) + Text{" candidats en ", " candidates in "} +
                      count_text(static_cast<double>(record.generations.size())) +
                      (record.generations.size() == 1 ? Text{" génération", " generation"}
                                                      : Text{" générations", " generations"}) +
                      Text{fmt::format(", {} graine{} chacun", record.seeds, record.seeds == 1 ? "" : "s"),
                           fmt::format(", {} seed{} each", record.seeds, record.seeds == 1 ? "" : "s")};
  figure.band = {"aucune : un nombre par génération", "none: one number a generation"};
  figure.measures = {"generation_tolerance", "generation_acceptance", "generation_evidence",
                     "generation_effective_size"};
  if (failed > 0)
    figure.remarks.push_back(count_text(failed) + Text{" candidats ont échoué et ne sont pas gardés.",
                                                        " candidates failed and are not kept."});
  return figure;
}

}  // namespace

Text draws_text(const CalibrationRecord& record) {
  if (!record.posterior) return {};
  const double size = record.posterior->effective_size();
  const Text worth = written_with(size, size < 10 ? 1 : 0);
  return count_text(static_cast<double>(record.posterior->weights.size())) +
         Text{" tirages gardés, qui en valent ", " draws kept, worth "} + worth +
         Text{fmt::format(" de même poids ; {} graine{} par candidat", record.seeds,
                          record.seeds == 1 ? "" : "s"),
              fmt::format(" of equal weight; {} seed{} a candidate", record.seeds,
                          record.seeds == 1 ? "" : "s")};
}

std::vector<PlotFigure> search_figures(const CalibrationRecord& record) {
  std::vector<PlotFigure> figures;
  if (!record.waves.empty()) {
    figures.push_back(waves_figure(record));
    figures.push_back(emulators_figure(record));
  }
  if (!record.generations.empty()) figures.push_back(generations_figure(record));
  return figures;
}

std::vector<PlotFigure> calibration_figures(const CalibrationRecord& record) {
  std::vector<PlotFigure> figures;
  for (auto* part : {posterior_figures, predictive_figures, search_figures})
    for (PlotFigure& figure : part(record)) figures.push_back(std::move(figure));
  return figures;
}

}  // namespace analysis::report
