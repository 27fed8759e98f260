#include "analysis/statistics/group_sequential.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <numeric>

#include "analysis/statistics/t_test.hpp"
#include "sim/core/error.hpp"

namespace analysis::statistics {

namespace {

/// A density on points with weights of an integration rule, of the score Z·√t.
struct Density {
  std::vector<double> points, weighted;
};

double normal_above(double x) { return 0.5 * std::erfc(x / std::sqrt(2.0)); }
double normal_density(double x) { return std::exp(-0.5 * x * x) / std::sqrt(2 * std::acos(-1.0)); }

/// Gauss–Legendre, 30 points on each of `pieces` equal parts of [−reach, reach].
Density rule_on(double reach, int pieces) {
  using Rule = boost::math::quadrature::gauss<double, 30>;
  Density rule;
  const double half = reach / pieces;
  for (int piece = 0; piece < pieces; ++piece) {
    const double center = -reach + (2 * piece + 1) * half;
    for (std::size_t k = 0; k < Rule::abscissa().size(); ++k) {
      for (const double side : {-1.0, 1.0}) {
        rule.points.push_back(center + side * half * Rule::abscissa()[k]);
        rule.weighted.push_back(half * Rule::weights()[k]);
      }
    }
  }
  return rule;
}

void check(std::span<const double> fractions, std::span<const double> bounds) {
  double before = 0;
  bool sound = !fractions.empty() && fractions.size() == bounds.size();
  for (const double fraction : fractions) {
    sound = sound && fraction > before;
    before = fraction;
  }
  for (const double bound : bounds) sound = sound && bound > 0;
  if (!sound || std::abs(before - 1) > 1e-12)
    throw sim::InvariantError("looks need fractions that rise to 1 and positive bounds");
}

/// Where the score stands that was not stopped at this look, from where it stood at the last.
Density next_density(const Density& before, double reach, double step, double shift) {
  const double deviation = std::sqrt(step);
  // Pieces no wider than the step's deviation, or the rule would miss its bell.
  Density next = rule_on(reach, static_cast<int>(std::ceil(2 * reach / deviation)) + 1);
  for (std::size_t k = 0; k < next.points.size(); ++k) {
    double density = 0;
    for (std::size_t j = 0; j < before.points.size(); ++j)
      density += before.weighted[j] *
                 normal_density((next.points[k] - before.points[j] - shift) / deviation) / deviation;
    next.weighted[k] *= density;
  }
  return next;
}

}  // namespace

Crossing crossing_chances(std::span<const double> fractions, std::span<const double> bounds, double drift) {
  check(fractions, bounds);
  Crossing crossing;
  Density density{{0.0}, {1.0}};
  double before = 0;
  for (std::size_t look = 0; look < fractions.size(); ++look) {
    const double step = fractions[look] - before, shift = drift * step, deviation = std::sqrt(step);
    const double reach = bounds[look] * std::sqrt(fractions[look]);
    double up = 0, down = 0;
    for (std::size_t j = 0; j < density.points.size(); ++j) {
      up += density.weighted[j] * normal_above((reach - density.points[j] - shift) / deviation);
      down += density.weighted[j] * normal_above((reach + density.points[j] + shift) / deviation);
    }
    crossing.up.push_back(up);
    crossing.down.push_back(down);
    if (look + 1 < fractions.size()) density = next_density(density, reach, step, shift);
    before = fractions[look];
  }
  return crossing;
}

std::vector<double> obrien_fleming_bounds(std::span<const double> fractions, double alpha) {
  require_between(alpha, 0, 1, "alpha");
  const auto bounds_with = [&](double constant) {
    std::vector<double> bounds;
    for (const double fraction : fractions) bounds.push_back(constant / std::sqrt(fraction));
    return bounds;
  };
  const auto excess = [&](double constant) {
    const Crossing null = crossing_chances(fractions, bounds_with(constant), 0);
    return std::accumulate(null.up.begin(), null.up.end(), 0.0) +
           std::accumulate(null.down.begin(), null.down.end(), 0.0) - alpha;
  };
  // Between a single look's bound and Bonferroni's.
  const boost::math::normal law;
  const double low = boost::math::quantile(boost::math::complement(law, 0.5 * alpha)) - 1e-9;
  const double high = boost::math::quantile(
                          boost::math::complement(law, 0.5 * alpha / static_cast<double>(fractions.size()))) +
                      1e-9;
  std::uintmax_t steps = 60;
  const auto [below, above] = boost::math::tools::toms748_solve(
      excess, low, high, boost::math::tools::eps_tolerance<double>(40), steps);
  return bounds_with(0.5 * (below + above));
}

double sequential_power(std::span<const double> fractions, std::span<const double> bounds, double drift) {
  const Crossing crossing = crossing_chances(fractions, bounds, drift);
  const auto& side = drift >= 0 ? crossing.up : crossing.down;
  return std::accumulate(side.begin(), side.end(), 0.0);
}

Interval repeated_interval(std::span<const double> values, double bound) {
  const TTest test = t_test(values);
  const double tails = 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), bound));
  const double reach = t_quantile_of_tails(tails, test.degrees) * test.standard_error;
  return {test.mean - reach, test.mean + reach};
}

}  // namespace analysis::statistics
