#include "analysis/report/experiment/difference_maps.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/report/ticks.hpp"

namespace analysis::report {

namespace {

/// A quarter of the largest difference but for the odd one, made round.
double step_of(const std::vector<Estimate>& cells) {
  std::vector<double> sizes;
  for (const Estimate& cell : cells)
    if (std::isfinite(cell.mean) && cell.mean != 0) sizes.push_back(std::abs(cell.mean));
  if (sizes.empty()) return 0;
  std::ranges::sort(sizes);
  const double large =
      sizes[static_cast<std::size_t>(std::ceil(0.98 * static_cast<double>(sizes.size() - 1)))];
  const std::vector<double> ticks = round_ticks(0, large, 4);
  return ticks[1] - ticks[0];
}

}  // namespace

std::optional<DifferenceMaps> difference_maps_of(const Gathered& gathered, std::size_t most_values) {
  const GatheredEpcis& epcis = gathered.epcis();
  if (gathered.arms().size() < 2 || epcis.measures.empty() || epcis.months.empty() || !epcis.placed)
    return std::nullopt;
  DifferenceMaps maps;
  maps.arms.assign(gathered.arms().begin() + 1, gathered.arms().end());
  constexpr std::size_t numbers = 3;  // mean, low, high
  const std::size_t of_a_month = std::max<std::size_t>(1, numbers * maps.arms.size() * epcis.codes.size());
  const std::size_t all_months = epcis.months.size(), all_measures = epcis.measures.size();
  const std::size_t months = std::clamp<std::size_t>(most_values / of_a_month / all_measures, 1, all_months);
  const std::size_t measures = std::clamp<std::size_t>(most_values / of_a_month / months, 1, all_measures);
  maps.months_left_out = all_months - months;
  maps.measures_left_out = all_measures - measures;
  for (std::size_t month = maps.months_left_out; month < all_months; ++month) maps.months.push_back(month);
  for (std::size_t m = 0; m < measures; ++m) {
    EpciDifferences found{&epcis.measures[m], {}, 0};
    for (std::size_t arm = 1; arm < gathered.arms().size(); ++arm) {
      for (const std::size_t month : maps.months) {
        for (std::size_t epci = 0; epci < epcis.codes.size(); ++epci) {
          std::vector<double> own = gathered.by_replicate(*found.measure, arm, month, epci);
          const std::vector<double> first = gathered.by_replicate(*found.measure, 0, month, epci);
          for (std::size_t r = 0; r < own.size(); ++r) own[r] -= first[r];
          found.cells.push_back(estimate_of(own));
        }
      }
    }
    found.step = step_of(found.cells);
    maps.measures.push_back(std::move(found));
  }
  return maps;
}

bool leaves_out_zero(const Estimate& difference) { return difference.low > 0 || difference.high < 0; }

int diverging_class(double difference, double step) {
  if (!std::isfinite(difference)) return -2;
  if (difference == 0 || step == 0) return -1;
  const int away = std::min(3, static_cast<int>(std::min(3.0, std::abs(difference) / step)));
  return difference > 0 ? 4 + away : 3 - away;
}

}  // namespace analysis::report
