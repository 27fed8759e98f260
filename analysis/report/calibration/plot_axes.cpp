#include "analysis/report/calibration/plot_axes.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/report/numbers.hpp"
#include "analysis/report/ticks.hpp"
#include "sim/core/text.hpp"

namespace analysis::report {

namespace {

std::vector<double> decade_ticks(double low, double high) {
  std::vector<double> ticks;
  const int first = static_cast<int>(std::floor(std::log10(low))),
            last = static_cast<int>(std::ceil(std::log10(high)));
  const bool many = last - first > 4;
  for (int power = first; power <= last; ++power) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double tick = factor * std::pow(10.0, power);
      if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9) && (factor == 1.0 || !many))
        ticks.push_back(tick);
    }
  }
  return ticks;
}

std::vector<double> ticks_within(double low, double high) {
  std::vector<double> ticks = round_ticks(low, high, 4);
  const double slack = 1e-9 * (high - low);
  std::erase_if(ticks, [&](double tick) { return tick < low - slack || tick > high + slack; });
  return ticks;
}

void label_ticks(PlotAxis& axis) {
  const int decimals = decimals_of(axis.ticks);
  for (const double tick : axis.ticks)
    axis.tick_texts.push_back(axis.ticks.size() < 2 ? shortest(tick) : written_with(tick, decimals));
}

}  // namespace

PlotAxis axis_between(double low, double high, bool logarithmic, Text label) {
  PlotAxis axis{std::move(label), low, high, logarithmic, true, {}, {}};
  if (logarithmic) axis.ticks = decade_ticks(low, high);
  if (logarithmic && axis.ticks.size() >= 2) {
    for (const double tick : axis.ticks) axis.tick_texts.push_back(shortest(tick));
    return axis;
  }
  axis.ticks = ticks_within(low, high);
  label_ticks(axis);
  return axis;
}

PlotAxis axis_around(double low, double high, Text label) {
  PlotAxis axis{std::move(label), 0, 1, false, true, round_ticks(low, high, 4), {}};
  axis.low = axis.ticks.front();
  axis.high = axis.ticks.back();
  label_ticks(axis);
  return axis;
}

PlotAxis axis_of_columns(std::vector<Text> names, Text label) {
  PlotAxis axis{std::move(label), -0.5, static_cast<double>(names.size()) - 0.5, false, false, {},
                std::move(names)};
  for (std::size_t k = 0; k < axis.tick_texts.size(); ++k) axis.ticks.push_back(static_cast<double>(k));
  return axis;
}

PlotAxis axis_of_rows(std::vector<Text> names, Text label) {
  PlotAxis axis = axis_of_columns(std::move(names), std::move(label));
  std::swap(axis.low, axis.high);
  return axis;
}

Text three_digits(double value) {
  if (!std::isfinite(value) || value == 0) return written_with(value, 0);
  return written_with(value, std::clamp(2 - static_cast<int>(std::floor(std::log10(std::abs(value)))), 0, 8));
}

Text shortest(double value) {
  Text text = same(sim::number(value));
  std::ranges::replace(text.fr, '.', ',');
  return text;
}

Text same(const std::string& text) { return {text, text}; }

}  // namespace analysis::report
