#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/report/calibration/calibration_figures.hpp"
#include "analysis/report/calibration/plot_axes.hpp"
#include "analysis/report/experiment/experiment_figures.hpp"
#include "analysis/report/numbers.hpp"
#include "analysis/report/palette.hpp"
#include "analysis/report/pattern_meanings.hpp"
#include "models/territory/patterns/pattern.hpp"

namespace analysis::report {

namespace {

bool meets(const CalibrationTarget& target, double simulated) {
  return std::abs(simulated - target.value) <= target.tolerance;
}

/// What the weighted draws simulate of a target.
struct Simulated {
  double mean, low, median, high;
};

Simulated simulated(const CalibrationRecord& record, std::size_t k) {
  const Eigen::VectorXd values = record.posterior->statistics.col(static_cast<Eigen::Index>(k));
  const Eigen::VectorXd& weights = record.posterior->weights;
  std::vector<Eigen::Index> order(static_cast<std::size_t>(values.size()));
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [&](Eigen::Index i) { return values[i]; });
  const auto at = [&](double share) {
    double sum = 0;
    for (const Eigen::Index i : order)
      if ((sum += weights[i]) >= share) return values[i];
    return values[order.back()];
  };
  return {weights.dot(values), at(0.025), at(0.5), at(0.975)};
}

PlotPanel predictive_panel(const CalibrationRecord& record, const ShownDraws& shown) {
  PlotPanel panel;
  std::vector<Text> names;
  double farthest = 1.0;
  const auto in_tolerances = [](const CalibrationTarget& target, double value) {
    return (value - target.value) / target.tolerance;
  };
  for (std::size_t k = 0; k < record.targets.size(); ++k) {
    const CalibrationTarget& target = record.targets[k];
    const auto y = static_cast<double>(k);
    names.push_back(same(target.name));
    PlotDots dots{{}, {}, shown.radius, blue};
    for (std::size_t s = 0; s < shown.rows.size(); ++s) {
      const double value =
          in_tolerances(target, record.posterior->statistics(shown.rows[s], static_cast<Eigen::Index>(k)));
      dots.x.push_back(value);
      // Spread over the height of the row, so that dots of one value are told apart.
      dots.y.push_back(y - 0.1 + (static_cast<double>(s * 7 % 11) - 5) * 0.045);
      farthest = std::max(farthest, std::abs(value));
    }
    panel.dots.push_back(std::move(dots));
    const Simulated s = simulated(record, k);
    panel.spans.push_back({y + 0.3, in_tolerances(target, s.low), in_tolerances(target, s.median),
                           in_tolerances(target, s.high), false, black, false});
    const double share = share_within(record, k);
    panel.notes.push_back({y, written_with(100 * share, 0) + Text{"\u202f%", "%"}, share < 0.5});
  }
  const double rows = static_cast<double>(names.size());
  panel.zones.push_back({-1, 1, -0.5, rows - 0.5, green, 0.13, {}, false});
  panel.x = axis_around(-1.05 * farthest, 1.05 * farthest,
                        {"(simulé − valeur) / tolérance", "(simulated − value) / tolerance"});
  panel.y = axis_of_rows(std::move(names), {});
  panel.lines.push_back({{0, 0}, {-0.5, rows - 0.5}, grey, true, false});
  panel.height = 38 * rows;
  return panel;
}

PlotTable predictive_table(const CalibrationRecord& record) {
  PlotTable table{"predictive",
                  {"Cibles", "Targets"},
                  {{"Cible", "Target"},
                   {"Valeur", "Value"},
                   {"Tolérance", "Tolerance"},
                   {"Simulé, moyenne", "Simulated, mean"},
                   {"2,5 %", "2.5%"},
                   {"Médiane", "Median"},
                   {"97,5 %", "97.5%"},
                   {"Part dans la tolérance (%)", "Share within (%)"}},
                  {}};
  for (std::size_t k = 0; k < record.targets.size(); ++k) {
    const CalibrationTarget& target = record.targets[k];
    const Simulated s = simulated(record, k);
    table.rows.push_back({target.name, target.value, target.tolerance, s.mean, s.low, s.median, s.high,
                          100 * share_within(record, k)});
  }
  return table;
}

PlotTable simulated_table(const CalibrationRecord& record, const ShownDraws& shown) {
  PlotTable table{"predictive_draws",
                  {"Tirages", "Draws"},
                  {{"Tirage", "Draw"}, {"Poids", "Weight"}, {"Distance", "Distance"}},
                  {}};
  for (const CalibrationTarget& target : record.targets) table.header.push_back(same(target.name));
  for (const Eigen::Index row : shown.rows) {
    std::vector<PlotCell> cells{static_cast<double>(row + 1), record.posterior->weights[row],
                                record.posterior->distances[row]};
    for (Eigen::Index k = 0; k < record.posterior->statistics.cols(); ++k)
      cells.emplace_back(record.posterior->statistics(row, k));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace

double share_within(const CalibrationRecord& record, std::size_t target) {
  double share = 0;
  for (Eigen::Index i = 0; i < record.posterior->weights.size(); ++i)
    if (meets(record.targets[target], record.posterior->statistics(i, static_cast<Eigen::Index>(target))))
      share += record.posterior->weights[i];
  return std::min(share, 1.0);
}

double share_within_all(const CalibrationRecord& record) {
  double share = 0;
  for (Eigen::Index i = 0; i < record.posterior->weights.size(); ++i) {
    bool all = true;
    for (std::size_t k = 0; k < record.targets.size(); ++k)
      all = all && meets(record.targets[k], record.posterior->statistics(i, static_cast<Eigen::Index>(k)));
    if (all) share += record.posterior->weights[i];
  }
  return std::min(share, 1.0);
}

Text about(const CalibrationTarget& target) {
  if (!target.is_pattern()) return measure_name(target.measure) + same(", ") + month_name(target.month.value);
  const territory::Pattern* pattern = territory::find_pattern(target.name);
  const std::string english = pattern == nullptr ? target.name : std::string(pattern->meaning);
  const std::string french = french_meaning(target.name);
  return {french.empty() ? english : french, english};
}

std::vector<PlotFigure> predictive_figures(const CalibrationRecord& record) {
  if (!record.posterior) return {};
  const ShownDraws shown = shown_draws(*record.posterior);
  PlotFigure figure;
  figure.id = "predictive";
  figure.title = {"Ce que simulent les tirages gardés, cible par cible",
                  "What the draws kept simulate, target by target"};
  figure.reading = {
      "0 est la valeur observée, la bande verte la tolérance. Trait : médiane et intervalle à 95 %. À "
      "droite, la part du poids dans la tolérance ; en gras sous 50 %.",
      "0 is the value observed, the green band the tolerance. Line: median and 95% interval. To the right, "
      "the share of the weight within the tolerance; bold under 50%."};
  figure.keys = {{PlotMark::area, green, {"dans la tolérance", "within the tolerance"}},
                 {PlotMark::dot, blue, {"un tirage", "a draw"}},
                 {PlotMark::span, black, {"médiane, 95 %", "median, 95%"}}};
  figure.panels = {predictive_panel(record, shown)};
  figure.tables = {predictive_table(record), simulated_table(record, shown)};
  figure.population = draws_text(record);
  figure.band = {"intervalle à 95 % des simulations pondérées (quantiles 2,5 % et 97,5 %)",
                 "95% interval of the weighted simulations (quantiles 2.5% and 97.5%)"};
  for (const CalibrationTarget& target : record.targets)
    figure.measures.push_back(target.is_pattern() ? target.name : target.measure);
  figure.remarks = {shown.remark,
                    {"Les tirages ajustés n’ont pas été simulés : ils ne figurent pas ici.",
                     "The adjusted draws were not simulated: they are not shown here."}};
  if (!record.posterior->regressed) figure.remarks.pop_back();
  return {figure};
}

}  // namespace analysis::report
