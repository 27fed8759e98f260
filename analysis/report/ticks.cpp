#include "analysis/report/ticks.hpp"

#include <algorithm>
#include <cmath>

namespace analysis::report {

std::vector<double> round_ticks(double low, double high, int wanted) {
  if (!(high > low)) {
    const double room = std::max(std::abs(low) * 0.05, 1e-6);
    low -= room;
    high += room;
  }
  const double rough = (high - low) / wanted, power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double factor : {5.0, 2.5, 2.0, 1.0})
    if (factor * power >= rough * 0.999) step = factor * power;
  std::vector<double> ticks;
  const auto first = static_cast<long>(std::floor(low / step + 1e-9));
  const auto last = static_cast<long>(std::ceil(high / step - 1e-9));
  for (long k = first; k <= last; ++k) ticks.push_back(static_cast<double>(k) * step);
  return ticks;
}

int decimals_of(const std::vector<double>& ticks) {
  if (ticks.size() < 2) return 0;
  const double step = ticks[1] - ticks[0];
  for (int decimals = 0; decimals < 8; ++decimals) {
    const double scaled = step * std::pow(10.0, decimals);
    if (std::abs(scaled - std::round(scaled)) < 1e-6 * scaled) return decimals;
  }
  return 8;
}

}  // namespace analysis::report
