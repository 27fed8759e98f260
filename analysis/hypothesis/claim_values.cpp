#include "analysis/hypothesis/claim_values.hpp"

#include <algorithm>
#include <cmath>

#include "models/territory/measures.hpp"
#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"

namespace analysis {

namespace {

using sim::nothing;

bool is_flow(std::string_view measure) {
  const auto flows = territory::flow_measures();
  return std::any_of(flows.begin(), flows.end(), [&](const auto& flow) { return flow.name == measure; });
}

const PairedSeries& series_of(const GatheredRuns& runs, const std::string& measure) {
  for (const PairedSeries& series : runs.perimeter) {
    if (series.measure == measure) return series;
  }
  throw sim::InvariantError("runs without the measure '" + measure + "' of a claim");
}

/// Of one run, one value a month.
std::span<const double> run_of(const GatheredRuns& runs, const PairedSeries& series, std::size_t point,
                               std::size_t replicate) {
  return std::span(series.values[point]).subspan(replicate * runs.months.size(), runs.months.size());
}

/// The months of a claim as positions: [first, last], `first` the one after `from`.
struct Window {
  std::size_t first, last;
};
Window window_of(const GatheredRuns& runs, const Claim& claim) {
  const auto position = [&](sim::Month month) {
    const auto found = std::find(runs.months.begin(), runs.months.end(), month);
    if (found == runs.months.end()) throw sim::InvariantError("runs without the months of a claim");
    return static_cast<std::size_t>(found - runs.months.begin());
  };
  const std::size_t last = position(*sim::parse_month(claim.month));
  return {claim.reading == Reading::at ? last : position(*sim::parse_month(claim.from) + 1), last};
}

double read(std::span<const double> values, const Window& window, Reading reading) {
  if (reading == Reading::at) return values[window.last];
  double sum = 0;
  for (std::size_t m = window.first; m <= window.last; ++m) sum += values[m];
  return reading == Reading::sum ? sum : sum / static_cast<double>(window.last - window.first + 1);
}

double on_scale(double value, Scale scale) {
  if (scale == Scale::log) return value > 0 ? std::log(value) : nothing;
  if (scale == Scale::fisher_z) return std::abs(value) < 1 ? std::atanh(value) : nothing;
  return value;
}

/// Months until the difference of two series is half of what it is at the end, for good or not; NaN when they
/// do not differ then. Flows are added up first.
double half_time(std::span<const double> plus, std::span<const double> minus, const Window& window,
                 bool flow) {
  std::vector<double> difference;
  double sum = 0;
  for (std::size_t m = window.first; m <= window.last; ++m) {
    const double now = plus[m] - minus[m];
    sum += now;
    difference.push_back(flow ? sum : now);
  }
  const double end = difference.back();
  if (!(std::abs(end) > 0)) return nothing;
  for (std::size_t m = 0; m < difference.size(); ++m) {
    if (difference[m] / end >= 0.5) return static_cast<double>(m + 1);
  }
  return nothing;
}

double half_time_of(const GatheredRuns& runs, std::span<const std::size_t> points,
                    std::span<const double> weights, const std::string& measure, const Window& window,
                    std::size_t replicate) {
  const PairedSeries& series = series_of(runs, measure);
  std::span<const double> plus, minus;
  for (std::size_t arm = 0; arm < weights.size(); ++arm) {
    if (weights[arm] > 0) plus = run_of(runs, series, points[arm], replicate);
    if (weights[arm] < 0) minus = run_of(runs, series, points[arm], replicate);
  }
  return half_time(plus, minus, window, is_flow(measure));
}

double contrast(const GatheredRuns& runs, std::span<const std::size_t> points,
                std::span<const double> weights, const Claim& claim, const Window& window,
                std::size_t replicate) {
  double effect = 0;
  for (std::size_t arm = 0; arm < weights.size(); ++arm) {
    if (weights[arm] == 0) continue;
    double value =
        read(run_of(runs, series_of(runs, claim.measure), points[arm], replicate), window, claim.reading);
    if (!claim.over.empty())
      value /= read(run_of(runs, series_of(runs, claim.over), points[arm], replicate), window, claim.reading);
    effect += weights[arm] * on_scale(value, claim.scale);
  }
  return std::isfinite(effect) ? effect : nothing;
}

}  // namespace

std::vector<double> claim_effects(const GatheredRuns& runs, std::span<const std::size_t> points,
                                  const Claim& claim, const std::vector<HypothesisArm>& arms) {
  const std::vector<double> weights = weights_of(claim, arms);
  const Window window = window_of(runs, claim);
  const double sign = claim.direction == Direction::rise ? 1 : -1;
  std::vector<double> effects;
  for (std::size_t r = 0; r < runs.replicates; ++r) {
    const double effect = claim.reading == Reading::half_time
                              ? half_time_of(runs, points, weights, claim.measure, window, r) -
                                    half_time_of(runs, points, weights, claim.over, window, r)
                              : contrast(runs, points, weights, claim, window, r);
    effects.push_back(sign * effect);
  }
  return effects;
}

std::vector<std::string> measures_read(const std::vector<Claim>& claims) {
  std::vector<std::string> measures;
  for (const Claim& claim : claims) {
    for (const std::string& measure : {claim.measure, claim.over}) {
      if (!measure.empty() && std::find(measures.begin(), measures.end(), measure) == measures.end())
        measures.push_back(measure);
    }
  }
  return measures;
}

std::vector<sim::Month> months_read(const std::vector<Claim>& claims) {
  std::vector<sim::Month> months;
  for (const Claim& claim : claims) {
    const sim::Month last = *sim::parse_month(claim.month);
    sim::Month first = claim.reading == Reading::at ? last : *sim::parse_month(claim.from) + 1;
    for (; first <= last; first = first + 1) months.push_back(first);
  }
  std::sort(months.begin(), months.end());
  months.erase(std::unique(months.begin(), months.end()), months.end());
  return months;
}

}  // namespace analysis
