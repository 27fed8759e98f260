#include "analysis/report/figures/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/core/calendar.hpp"
#include "sim/math/nothing.hpp"

namespace analysis::report {

namespace {

using sim::nothing;
/// Curves nearer than this share of the figure's height cannot be told apart by eye.
constexpr double too_near = 0.004;

Figure begun(Heading heading, Unit unit, Text unit_label) {
  Figure figure;
  figure.id = std::move(heading.id);
  figure.section = std::move(heading.section);
  figure.title = std::move(heading.title);
  figure.reading = std::move(heading.reading);
  figure.unit = unit;
  figure.unit_label = std::move(unit_label);
  return figure;
}

/// Positions of the twelve rows of each year of the figure, in its order.
std::vector<std::vector<std::size_t>> rows_of_years(const Figure& figure,
                                                    std::span<const std::int32_t> months) {
  std::vector<std::vector<std::size_t>> rows(figure.x.size());
  for (std::size_t row = 0; row < months.size(); ++row) {
    const double year = sim::year_of(sim::Month{months[row]});
    const auto found = std::ranges::find(figure.x, year);
    if (months[row] >= 0 && found != figure.x.end())
      rows[static_cast<std::size_t>(found - figure.x.begin())].push_back(row);
  }
  return rows;
}

std::pair<double, double> extent_of(const Figure& figure) {
  double low = figure.from_zero ? 0.0 : nothing, high = nothing;
  for (const Series& series : figure.series) {
    for (const double value : series.values) {
      low = std::fmin(low, value);
      high = std::fmax(high, value);
    }
  }
  return {low, high};
}

bool coincide(const Series& one, const Series& other, double height) {
  if (one.values.size() != other.values.size()) return false;
  bool any = false;
  for (std::size_t k = 0; k < one.values.size(); ++k) {
    const bool first = std::isfinite(one.values[k]), second = std::isfinite(other.values[k]);
    if (first != second || (first && std::abs(one.values[k] - other.values[k]) > too_near * height))
      return false;
    any = any || first;
  }
  return any;
}

}  // namespace

Figure monthly(const RunSet& runs, Heading heading, Unit unit, Text unit_label) {
  Figure figure = begun(std::move(heading), unit, std::move(unit_label));
  figure.axis = Axis::month;
  figure.axis_label = {"mois", "month"};
  figure.x.assign(runs.months().begin(), runs.months().end());
  return figure;
}

Figure yearly(const RunSet& runs, Heading heading, Unit unit, Text unit_label) {
  Figure figure = begun(std::move(heading), unit, std::move(unit_label));
  figure.axis = Axis::year;
  figure.axis_label = {"année", "year"};
  figure.shape = Shape::bars;
  int rows = 0;
  for (const std::int32_t month : runs.months()) {
    if (month < 0) continue;
    rows = sim::month_of_year(sim::Month{month}) == 1 ? 1 : rows + 1;
    if (sim::month_of_year(sim::Month{month}) == 12 && rows == 12)
      figure.x.push_back(sim::year_of(sim::Month{month}));
  }
  return figure;
}

void add_line(Figure& figure, const RunSet& runs, std::string_view measure, Text label, Colour colour,
              bool dashed) {
  if (!runs.has_series(measure)) return;
  Spread spread = runs.series(measure);
  if (std::ranges::none_of(spread.mean, [](double value) { return std::isfinite(value); })) return;
  if (figure.shape == Shape::stacked) spread.low = spread.high = {};  // layers upon layers have no band
  figure.measures.emplace_back(measure);
  figure.series.push_back({std::string(measure), std::move(label), colour, dashed, std::move(spread.mean),
                           std::move(spread.low), std::move(spread.high)});
}

void add_yearly_sum(Figure& figure, const RunSet& runs, std::string_view measure, Text label, Colour colour) {
  if (!runs.has_series(measure) || figure.x.empty()) return;
  const auto rows = rows_of_years(figure, runs.months());
  const std::size_t years = figure.x.size();
  Series series{
      std::string(measure), std::move(label), colour, false, std::vector<double>(years, 0.0), {}, {}};
  if (runs.size() > 1) {
    series.low.assign(years, nothing);
    series.high.assign(years, nothing);
  }
  for (std::size_t run = 0; run < runs.size(); ++run) {
    const std::vector<double> values = runs.values_of(run, measure);
    for (std::size_t year = 0; year < years; ++year) {
      double sum = 0.0;
      for (const std::size_t row : rows[year]) sum += values[row];
      series.values[year] += sum / static_cast<double>(runs.size());
      if (runs.size() == 1) continue;
      series.low[year] = std::fmin(series.low[year], sum);
      series.high[year] = std::fmax(series.high[year], sum);
    }
  }
  if (std::ranges::none_of(series.values, [](double value) { return std::isfinite(value); })) return;
  figure.measures.emplace_back(measure);
  figure.series.push_back(std::move(series));
}

void add_mark(Figure& figure, const RunSet& runs, std::string_view pattern, Text label, Colour colour) {
  const sim::output::Variable* found = find_variable(runs.first(), "pattern");
  const std::string& file = runs.runs().front().file;
  if (found == nullptr) return;
  const auto& names = texts_in(runs.first(), "pattern", file);
  const auto at = std::ranges::find(names, pattern);
  if (at == names.end()) return;
  const auto k = static_cast<std::size_t>(at - names.begin());
  const double month = numbers_in(runs.first(), "pattern_month", file)[k];
  if (runs.row_of(static_cast<int>(month)) < 0) return;
  figure.marks.push_back({month, numbers_in(runs.first(), "pattern_target", file)[k],
                          numbers_in(runs.first(), "pattern_low", file)[k],
                          numbers_in(runs.first(), "pattern_high", file)[k], std::move(label), colour});
}

void note_coinciding(Figure& figure) {
  const auto [low, high] = extent_of(figure);
  for (std::size_t one = 0; one < figure.series.size() && figure.shape == Shape::lines; ++one) {
    for (std::size_t other = one + 1; other < figure.series.size(); ++other) {
      const Series &first = figure.series[one], &second = figure.series[other];
      if (!coincide(first, second, high - low)) continue;
      figure.remarks.push_back(
          {fmt::format("Les courbes « {} » et « {} » se confondent.", first.label.fr, second.label.fr),
           fmt::format("The curves “{}” and “{}” coincide.", first.label.en, second.label.en)});
    }
  }
}

void finish(Figure& figure, const RunSet& runs) {
  note_coinciding(figure);
  const bool banded = std::ranges::any_of(figure.series, [](const Series& s) { return !s.low.empty(); });
  if (banded && figure.band.fr.empty()) figure.band = runs.band_text();
}

void keep(std::vector<Figure>& figures, Figure figure, const RunSet& runs) {
  if (figure.series.empty() || figure.x.empty()) return;
  finish(figure, runs);
  figures.push_back(std::move(figure));
}

std::vector<Figure> figures_of(const RunSet& runs) {
  std::vector<Figure> figures;
  add_trust_figures(figures, runs);
  add_snapshot_figures(figures, runs);
  add_partnership_figures(figures, runs);
  add_engagement_figures(figures, runs);
  add_mayor_figures(figures, runs);
  add_project_figures(figures, runs);
  add_catalyst_figures(figures, runs);
  add_impact_figures(figures, runs);
  return figures;
}

}  // namespace analysis::report
