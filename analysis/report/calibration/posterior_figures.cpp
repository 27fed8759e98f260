#include <algorithm>
#include <cmath>

#include "analysis/report/calibration/calibration_figures.hpp"
#include "analysis/report/calibration/plot_axes.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/palette.hpp"

namespace analysis::report {

namespace {

constexpr std::size_t most_pairs = 12;
constexpr double most_opacity = 0.55;

Text interval_text(const FreeRange& range, const Marginal& marginal) {
  return three_digits(range.at(marginal.median)) + same("\u00a0[") + three_digits(range.at(marginal.low)) +
         Text{"\u00a0;\u00a0", ";\u00a0"} + three_digits(range.at(marginal.high)) + same("]");
}

/// Share of the weight in each of `bins` equal parts of the prior, times their number: 1 = as the prior has
/// it.
std::vector<double> against_prior(const Eigen::VectorXd& unit, const Eigen::VectorXd& weights,
                                  std::size_t bins) {
  std::vector<double> density(bins, 0.0);
  for (Eigen::Index i = 0; i < unit.size(); ++i) {
    const auto bin = static_cast<std::size_t>(unit[i] * static_cast<double>(bins));
    density[std::min(bin, bins - 1)] += weights[i] * static_cast<double>(bins);
  }
  return density;
}

double edge(const FreeRange& range, std::size_t k, std::size_t bins) {
  return range.at(static_cast<double>(k) / static_cast<double>(bins));
}

PlotLine steps(const FreeRange& range, const std::vector<double>& density, int colour, bool filled) {
  PlotLine line{{}, {}, colour, false, filled};
  for (std::size_t k = 0; k < density.size(); ++k) {
    for (const std::size_t end : {k, k + 1}) {
      line.x.push_back(edge(range, end, density.size()));
      line.y.push_back(density[k]);
    }
  }
  return line;
}

/// Fewer bins where few draws carry the weight: each then holds several.
std::size_t bins_for(const RecordedPosterior& posterior) {
  return static_cast<std::size_t>(
      std::clamp(std::lround(2 * std::cbrt(posterior.effective_size())), 6L, 24L));
}

std::vector<Text> warnings(const Marginal& marginal) {
  std::vector<Text> all;
  if (marginal.unidentified())
    all.push_back({"Non identifié : les cibles n’en disent presque rien.",
                   "Not identified: the targets say next to nothing of it."});
  if (marginal.at_low_end)
    all.push_back({"Bute sur le bas de son intervalle.", "At the low end of its range."});
  if (marginal.at_high_end)
    all.push_back({"Bute sur le haut de son intervalle.", "At the high end of its range."});
  return all;
}

PlotSpan interval(const FreeRange& range, const Marginal& marginal, double at, int colour, bool open) {
  return {at,  range.at(marginal.low), range.at(marginal.median), range.at(marginal.high), false, colour,
          open};
}

PlotPanel marginal_panel(const CalibrationRecord& record, std::size_t d) {
  const RecordedPosterior& posterior = *record.posterior;
  const FreeRange& range = record.parameters[d];
  const auto column = static_cast<Eigen::Index>(d);
  const std::size_t bins = bins_for(posterior);
  const auto kept = against_prior(posterior.points.col(column), posterior.weights, bins);
  PlotPanel panel;
  panel.title = same(range.name);
  const Marginal& m = posterior.reading.marginals[d];
  panel.about = Text{"Gardés : ", "Kept: "} + interval_text(range, m);
  double highest = std::max(1.0, *std::ranges::max_element(kept));
  panel.lines.push_back(steps(range, kept, blue, true));
  std::vector<double> adjusted;
  if (posterior.regressed) {
    adjusted = against_prior(posterior.adjusted.col(column), posterior.adjusted_weights, bins);
    highest = std::max(highest, *std::ranges::max_element(adjusted));
    panel.lines.push_back(steps(range, adjusted, vermillion, false));
    panel.about = panel.about + Text{" ; ajustés : ", "; adjusted: "} +
                  interval_text(range, posterior.adjusted_reading.marginals[d]);
  }
  panel.lines.push_back({{range.low, range.high}, {1, 1}, grey, true, false});
  panel.x = axis_between(
      range.low, range.high, range.logarithmic,
      same(range.parameter) + (range.logarithmic ? Text{" (échelle log)", " (log scale)"} : Text{}));
  panel.y = axis_around(0, highest, {"fois la densité a priori", "times the prior’s density"});
  // Room below for the intervals.
  const double row = 0.11 * panel.y.high;
  panel.y.low = -(posterior.regressed ? 2.4 : 1.4) * row;
  panel.height = 150;
  panel.spans.push_back(interval(range, m, -0.8 * row, blue, false));
  if (posterior.regressed)
    panel.spans.push_back(
        interval(range, posterior.adjusted_reading.marginals[d], -1.8 * row, vermillion, true));
  panel.remarks = warnings(m);
  return panel;
}

void add_intervals(PlotTable& table, const CalibrationRecord& record, const PosteriorReading& reading,
                   const Text& kind) {
  for (std::size_t d = 0; d < record.parameters.size(); ++d) {
    const FreeRange& range = record.parameters[d];
    const Marginal& m = reading.marginals[d];
    Text said = m.unidentified() ? Text{"non identifié", "not identified"} : Text{};
    if (m.at_low_end || m.at_high_end)
      said = said + (said.en.empty() ? Text{} : Text{", ", ", "}) +
             Text{"au bout de son intervalle", "at the end of its range"};
    table.rows.push_back({range.name, range.parameter, kind, range.low, range.high,
                          range.logarithmic ? Text{"log", "log"} : Text{"linéaire", "linear"},
                          range.at(m.low), range.at(m.median), range.at(m.high), m.contraction, said});
  }
}

PlotTable intervals_table(const CalibrationRecord& record) {
  PlotTable table{"posteriors",
                  {"Intervalles", "Intervals"},
                  {{"Paramètre", "Parameter"},
                   {"Clé", "Key"},
                   {"Tirages", "Draws"},
                   {"A priori, bas", "Prior, low"},
                   {"A priori, haut", "Prior, high"},
                   {"Échelle", "Scale"},
                   {"2,5 %", "2.5%"},
                   {"Médiane", "Median"},
                   {"97,5 %", "97.5%"},
                   {"Contraction", "Contraction"},
                   {"À savoir", "To know"}},
                  {}};
  add_intervals(table, record, record.posterior->reading, {"gardés", "kept"});
  if (record.posterior->regressed)
    add_intervals(table, record, record.posterior->adjusted_reading, {"ajustés", "adjusted"});
  return table;
}

PlotTable bins_table(const CalibrationRecord& record) {
  const RecordedPosterior& posterior = *record.posterior;
  PlotTable table{"posterior_bins",
                  {"Histogrammes", "Histograms"},
                  {{"Paramètre", "Parameter"},
                   {"de", "from"},
                   {"à", "to"},
                   {"Gardés, fois l’a priori", "Kept, times the prior"}},
                  {}};
  if (posterior.regressed) table.header.push_back({"Ajustés, fois l’a priori", "Adjusted, times the prior"});
  const std::size_t bins = bins_for(posterior);
  for (std::size_t d = 0; d < record.parameters.size(); ++d) {
    const FreeRange& range = record.parameters[d];
    const auto column = static_cast<Eigen::Index>(d);
    const auto kept = against_prior(posterior.points.col(column), posterior.weights, bins),
               adjusted = against_prior(posterior.adjusted.col(column), posterior.adjusted_weights, bins);
    for (std::size_t k = 0; k < bins; ++k) {
      table.rows.push_back({range.name, edge(range, k, bins), edge(range, k + 1, bins), kept[k]});
      if (posterior.regressed) table.rows.back().push_back(adjusted[k]);
    }
  }
  return table;
}

std::vector<std::string> keys_of(const CalibrationRecord& record) {
  std::vector<std::string> keys;
  for (const FreeRange& range : record.parameters) keys.push_back(range.parameter);
  return keys;
}

PlotFigure marginals_figure(const CalibrationRecord& record) {
  PlotFigure figure;
  figure.id = "posteriors";
  figure.title = {"Chaque paramètre, avant et après", "Each parameter, before and after"};
  figure.reading = {
      "Surface : histogramme des tirages gardés, rapporté à l’a priori (tireté, à 1). Au-dessous, médiane et "
      "intervalle à 95 %. Là où la surface reste au tireté, les cibles n’apprennent rien.",
      "Area: histogram of the draws that were kept, relative to the prior (dashes, at 1). Below it, median "
      "and "
      "95% interval. Where the area keeps to the dashes, the targets teach nothing."};
  figure.columns = 2;
  figure.keys = {{PlotMark::dashes, grey, {"a priori", "prior"}},
                 {PlotMark::area, blue, {"tirages gardés", "draws kept"}},
                 {PlotMark::span, blue, {"leur médiane, 95 %", "their median, 95%"}}};
  if (record.posterior->regressed) {
    figure.keys.push_back({PlotMark::line, vermillion, {"ajustés par régression", "adjusted by regression"}});
    figure.keys.push_back({PlotMark::open_span, vermillion, {"leur médiane, 95 %", "their median, 95%"}});
  } else {
    figure.remarks.push_back({"Trop peu de tirages pour une régression : il n’y a pas d’a posteriori ajusté.",
                              "Too few draws for a regression: there is no adjusted posterior."});
  }
  for (std::size_t d = 0; d < record.parameters.size(); ++d)
    figure.panels.push_back(marginal_panel(record, d));
  figure.tables = {intervals_table(record), bins_table(record)};
  figure.population = draws_text(record);
  figure.band = {"intervalle à 95 % des tirages pondérés (quantiles 2,5 % et 97,5 %)",
                 "95% interval of the weighted draws (quantiles 2.5% and 97.5%)"};
  figure.measures = keys_of(record);
  const double size = record.posterior->effective_size();
  if (size < 40)
    figure.remarks.push_back(Text{"Les tirages n’en valent que ", "The draws are worth no more than "} +
                             written_with(size, size < 10 ? 1 : 0) +
                             Text{" de même poids : ces intervalles sont grossiers.",
                                  " of equal weight: these intervals are coarse."});
  return figure;
}

std::vector<Text> numbered(const std::vector<FreeRange>& parameters) {
  std::vector<Text> names;
  for (std::size_t d = 0; d < parameters.size(); ++d)
    names.push_back(same(parameters[d].name + " · " + std::to_string(d + 1)));
  return names;
}

PlotPanel correlation_panel(const CalibrationRecord& record) {
  const Eigen::MatrixXd& correlation = record.posterior->reading.correlation;
  const std::size_t count = record.parameters.size();
  std::vector<Text> numbers;
  for (std::size_t d = 0; d < count; ++d) numbers.push_back(same(std::to_string(d + 1)));
  PlotPanel panel;
  panel.x = axis_of_columns(std::move(numbers), {});
  panel.y = axis_of_rows(numbered(record.parameters), {});
  panel.height = 26.0 * static_cast<double>(count);
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = 0; b < count; ++b) {
      if (a == b) continue;
      const double r = correlation(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b));
      const auto x = static_cast<double>(b), y = static_cast<double>(a);
      panel.zones.push_back({x - 0.48, x + 0.48, y - 0.46, y + 0.46, r > 0 ? blue : vermillion,
                             most_opacity * std::min(1.0, std::abs(r)), written_with(r, 2),
                             std::abs(r) >= 0.7});
    }
  }
  return panel;
}

PlotTable correlations_table(const CalibrationRecord& record) {
  PlotTable table{"correlations", {"Corrélations", "Correlations"}, {{"Paramètre", "Parameter"}}, {}};
  for (const FreeRange& range : record.parameters) table.header.push_back(same(range.name));
  for (std::size_t a = 0; a < record.parameters.size(); ++a) {
    std::vector<PlotCell> row{record.parameters[a].name};
    for (std::size_t b = 0; b < record.parameters.size(); ++b)
      row.emplace_back(
          record.posterior->reading.correlation(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

PlotFigure correlations_figure(const CalibrationRecord& record) {
  PlotFigure figure;
  figure.id = "correlations";
  figure.title = {"Ce qui ne se connaît qu’ensemble", "What is only known together"};
  figure.reading = {
      "Corrélation des tirages gardés, sur l’échelle de l’a priori. À ±0,70 et au-delà (gras), les cibles "
      "tiennent la combinaison des deux, et aucun des deux seul : une crête.",
      "Correlation of the draws that were kept, on the scale of the prior. From ±0.70 on (bold) the targets "
      "hold "
      "the combination of the two, and neither alone: a ridge."};
  figure.keys = {{PlotMark::area, blue, {"montent ensemble", "rise together"}},
                 {PlotMark::area, vermillion, {"l’un monte, l’autre baisse", "one rises, the other falls"}}};
  figure.panels = {correlation_panel(record)};
  figure.tables = {correlations_table(record)};
  figure.population = draws_text(record);
  figure.band = {"aucune", "none"};
  figure.measures = keys_of(record);
  if (record.posterior->reading.ridges.empty())
    figure.remarks.push_back({"Aucune paire n’atteint 0,70.", "No pair reaches 0.70."});
  return figure;
}

PlotAxis prior_axis(const FreeRange& range) {
  return axis_between(
      range.low, range.high, range.logarithmic,
      same(range.name) + (range.logarithmic ? Text{" (échelle log)", " (log scale)"} : Text{}));
}

PlotPanel ridge_panel(const CalibrationRecord& record, const Ridge& ridge, const ShownDraws& shown) {
  const FreeRange &one = record.parameters[ridge.first], &other = record.parameters[ridge.second];
  const Matrix& points = record.posterior->points;
  PlotPanel panel;
  panel.title = same(one.name + " × " + other.name);
  panel.about = Text{"corrélation ", "correlation "} + written_with(ridge.correlation, 2);
  panel.x = prior_axis(one);
  panel.y = prior_axis(other);
  panel.height = 200;
  PlotDots dots{{}, {}, shown.radius, blue};
  for (const Eigen::Index row : shown.rows) {
    dots.x.push_back(one.at(points(row, static_cast<Eigen::Index>(ridge.first))));
    dots.y.push_back(other.at(points(row, static_cast<Eigen::Index>(ridge.second))));
  }
  panel.dots.push_back(std::move(dots));
  return panel;
}

/// The draws behind the dots, whole.
PlotTable draws_table(const CalibrationRecord& record, const ShownDraws& shown) {
  PlotTable table{"ridges", {"Tirages", "Draws"}, {{"Tirage", "Draw"}, {"Poids", "Weight"}}, {}};
  for (const FreeRange& range : record.parameters) table.header.push_back(same(range.name));
  for (const Eigen::Index row : shown.rows) {
    std::vector<PlotCell> cells{static_cast<double>(row + 1), record.posterior->weights[row]};
    for (std::size_t d = 0; d < record.parameters.size(); ++d)
      cells.emplace_back(
          record.parameters[d].at(record.posterior->points(row, static_cast<Eigen::Index>(d))));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

PlotFigure ridges_figure(const CalibrationRecord& record) {
  const std::vector<Ridge>& ridges = record.posterior->reading.ridges;
  const ShownDraws shown = shown_draws(*record.posterior);
  PlotFigure figure;
  figure.id = "ridges";
  figure.title = {"Les crêtes", "The ridges"};
  figure.reading = {
      "Les paires corrélées à ±0,70 et au-delà, la plus forte d’abord. Les axes vont d’un bout à l’autre de "
      "l’a priori.",
      "The pairs correlated from ±0.70 on, the strongest first. The axes run from end to end of the prior."};
  figure.columns = 2;
  for (const Ridge& ridge : ridges) {
    if (figure.panels.size() == most_pairs) break;
    figure.panels.push_back(ridge_panel(record, ridge, shown));
  }
  if (ridges.size() > most_pairs)
    figure.remarks.push_back(written(static_cast<double>(ridges.size() - most_pairs), Unit::count) +
                             Text{" paires de plus ne sont pas dessinées.", " more pairs are not drawn."});
  figure.remarks.push_back(shown.remark);
  figure.tables = {draws_table(record, shown)};
  figure.population = draws_text(record);
  figure.band = {"aucune : chaque point est un tirage", "none: each dot is one draw"};
  figure.measures = keys_of(record);
  return figure;
}

}  // namespace

std::vector<PlotFigure> posterior_figures(const CalibrationRecord& record) {
  if (!record.posterior) return {};
  std::vector<PlotFigure> figures{marginals_figure(record)};
  if (record.parameters.size() > 1) figures.push_back(correlations_figure(record));
  if (!record.posterior->reading.ridges.empty()) figures.push_back(ridges_figure(record));
  return figures;
}

}  // namespace analysis::report
