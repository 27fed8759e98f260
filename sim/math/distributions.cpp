#include "sim/math/distributions.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/math/elementary.hpp"

namespace sim {

namespace {

using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

}  // namespace

double normal_quantile(double u) {
  constexpr double sqrt2 = 1.4142135623730951;
  return -sqrt2 * boost::math::erfc_inv(2.0 * u, Policy{});
}

double beta_quantile(double a, double b, double u) { return boost::math::ibeta_inv(a, b, u, Policy{}); }

double gamma_quantile(double shape, double u) { return boost::math::gamma_p_inv(shape, u, Policy{}); }

int poisson_quantile(double mean, double u) {
  if (!(mean >= 0.0 && mean <= 500.0)) throw InvariantError("Poisson mean outside 0 to 500");
  if (u <= 1.0 - mean) return 0;  // e^-mean >= 1 - mean: no need to compute it
  double term = exp(-mean);
  double cumulative = term;
  int count = 0;
  // The sum can stop short of 1 by rounding; past mean + 40·sd + 40 nothing is left to find.
  const int last = static_cast<int>(mean + 40.0 * std::sqrt(mean) + 40.0);
  while (u > cumulative && count < last) {
    ++count;
    term *= mean / count;
    cumulative += term;
  }
  return count;
}

BetaTable::BetaTable(double a, double b) : a_(a), b_(b), nodes_(cells + 1) {
  nodes_[0] = 0.0F;
  nodes_[cells] = 1.0F;
  for (int k = 1; k < cells; ++k) nodes_[k] = static_cast<float>(beta_quantile(a, b, k / double{cells}));
}

double BetaTable::operator()(double u) const {
  const double position = u * cells;
  const int cell = static_cast<int>(position);
  if (cell <= 0 || cell >= cells - 1) return static_cast<float>(beta_quantile(a_, b_, u));
  const double within = position - cell;
  return nodes_[cell] + within * (static_cast<double>(nodes_[cell + 1]) - nodes_[cell]);
}

GammaTable::GammaTable(double shape) : shape_(shape), nodes_(cells) {
  nodes_[0] = 0.0F;
  for (int k = 1; k < cells; ++k) nodes_[k] = static_cast<float>(gamma_quantile(shape, k / double{cells}));
}

double GammaTable::operator()(double u) const {
  const double position = u * cells;
  const int cell = static_cast<int>(position);
  if (cell <= 0 || cell >= cells - 1) return static_cast<float>(gamma_quantile(shape_, u));
  const double within = position - cell;
  return nodes_[cell] + within * (static_cast<double>(nodes_[cell + 1]) - nodes_[cell]);
}

/// Computed once: copying the table costs some hundredth of it, and a sweep builds thousands of worlds.
CoarseNormal::CoarseNormal() {
  static const std::vector<float> quantiles = [] {
    std::vector<float> values(65536);
    for (int k = 0; k < 65536; ++k) values[k] = static_cast<float>(normal_quantile((k + 0.5) / 65536.0));
    return values;
  }();
  values_ = quantiles;
}

}  // namespace sim
