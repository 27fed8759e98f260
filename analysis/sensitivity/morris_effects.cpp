#include "analysis/sensitivity/morris_effects.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/math/nothing.hpp"

namespace analysis {

namespace {

using sim::nothing;

/// Moments of one trajectory: how many, then of every factor the absolute mean effect, its noise-free square,
/// its variance over replicates, and its effect in each replicate.
constexpr std::size_t before_replicates = 3;
std::size_t moments_a_factor(std::size_t replicates) { return before_replicates + replicates; }

MomentTable moments_of(const Response& y, const MorrisTrajectories& design) {
  const std::size_t d = design.factors, k = y.replicates;
  MomentTable table(design.trajectories(), 1 + d * moments_a_factor(k));
  std::vector<double> effect(k);
  for (std::size_t t = 0; t < design.trajectories(); ++t) {
    const std::span<double> sums = table.of(t);
    sums[0] += 1;
    for (std::size_t s = 0; s < d; ++s) {
      const MorrisTrajectories::Step& step = design.steps[t * d + s];
      const std::size_t row = t * (d + 1) + s;
      double mean = 0, squares = 0;
      for (std::size_t r = 0; r < k; ++r) {
        effect[r] = (y.at(row + 1, r) - y.at(row, r)) / step.change;
        mean += effect[r] / static_cast<double>(k);
      }
      for (const double e : effect) squares += (e - mean) * (e - mean);
      double* of_factor = &sums[1 + step.factor * moments_a_factor(k)];
      of_factor[0] += std::abs(mean);
      of_factor[1] += noise_free_product(effect, effect);
      if (k > 1) of_factor[2] += squares / static_cast<double>(k - 1);
      for (std::size_t r = 0; r < k; ++r) of_factor[before_replicates + r] += effect[r];
    }
  }
  return table;
}

/// mu, mu_star and sigma of every factor.
void effects_from(std::span<const double> sums, std::size_t d, std::size_t k, std::span<double> out) {
  const double n = sums[0];
  std::vector<double> means(k);
  for (std::size_t i = 0; i < d; ++i) {
    const double* of_factor = &sums[1 + i * moments_a_factor(k)];
    double mu = 0;
    for (std::size_t r = 0; r < k; ++r) {
      means[r] = of_factor[before_replicates + r] / n;
      mu += means[r] / static_cast<double>(k);
    }
    const double variance = (of_factor[1] / n - noise_free_product(means, means)) * n / (n - 1);
    out[3 * i] = mu;
    out[3 * i + 1] = of_factor[0] / n;
    out[3 * i + 2] = std::sqrt(std::max(variance, 0.0));
  }
}

/// mu_star of noise alone: the mean of |N(0, s²)| is s·√(2/π).
double noise_of(const MomentTable& table, std::size_t factor, std::size_t replicates) {
  if (replicates < 2) return nothing;
  std::vector<double> sums(table.moments());
  table.weighted_sums(std::vector<double>(table.rows(), 1.0), sums);
  const double variance = sums[1 + factor * moments_a_factor(replicates) + 2] / sums[0];
  return std::sqrt(variance / static_cast<double>(replicates) * 2 / std::acos(-1.0));
}

}  // namespace

MorrisEffects morris_effects(const Response& response, const MorrisTrajectories& trajectories,
                             double tolerated, const BootstrapSettings& settings) {
  if (response.rows != trajectories.rows() || trajectories.trajectories() < fewest_trajectories)
    throw sim::InvariantError("elementary effects of a response that is not of the design");
  MorrisEffects result;
  result.noise_share = noise_share(response);
  result.constant = response.constant();
  const std::size_t d = trajectories.factors, k = response.replicates;
  if (result.constant) {
    const Estimate no_estimate{nothing, nothing, nothing};
    result.factors.assign(d, {no_estimate, no_estimate, no_estimate, nothing});
    return result;
  }
  const MomentTable table = moments_of(response.centred(), trajectories);
  const std::vector<Estimate> estimates = bootstrap(
      table, 3 * d,
      [d, k](std::span<const double> sums, std::span<double> out) { effects_from(sums, d, k, out); },
      settings);
  std::vector<Estimate> importance;
  double largest = 0;
  for (std::size_t i = 0; i < d; ++i) {
    result.factors.push_back(
        {estimates[3 * i], estimates[3 * i + 1], estimates[3 * i + 2], noise_of(table, i, k)});
    importance.push_back(estimates[3 * i + 1]);
    largest = std::max(largest, estimates[3 * i + 1].value);
  }
  for (Estimate& e : importance) e = {e.value / largest, e.low / largest, e.high / largest};
  result.convergence = convergence(importance, importance, tolerated, trajectories.trajectories());
  return result;
}

}  // namespace analysis
