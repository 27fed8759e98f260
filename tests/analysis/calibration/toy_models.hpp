// Simulators whose posterior is known exactly. Draws are keyed by (stage, number), as the real ones' are.
#pragma once

#include <functional>

#include "analysis/calibration/simulator.hpp"
#include "sim/math/distributions.hpp"
#include "sim/random/draws.hpp"

namespace lien_test {

/// A simulator from a function of (parameters in the unit cube, draws, statistics).
inline analysis::Simulator toy(
    Eigen::Index statistics, std::uint32_t seed,
    std::function<void(const Eigen::VectorXd&, sim::KeyedDraws, Eigen::Ref<Eigen::VectorXd>)> one) {
  return [statistics, seed, one](const analysis::Candidates& candidates) {
    std::uint32_t stage = 0;
    for (const char c : candidates.stage) stage = stage * 31 + static_cast<unsigned char>(c);
    analysis::Matrix table(candidates.points.rows(), statistics);
    for (Eigen::Index i = 0; i < table.rows(); ++i) {
      Eigen::VectorXd row(statistics);
      const auto number = static_cast<std::uint32_t>(candidates.first) + static_cast<std::uint32_t>(i);
      one(candidates.points.row(i).transpose(), {{seed, stage}, number, 0, 0}, row);
      table.row(i) = row;
    }
    return table;
  };
}

/// Successes of 20 trials: with a uniform prior and 14 observed the posterior is Beta(15, 7).
inline analysis::Simulator successes_of_20(std::uint32_t seed = 1) {
  return toy(1, seed, [](const Eigen::VectorXd& u, sim::KeyedDraws draws, Eigen::Ref<Eigen::VectorXd> s) {
    s[0] = 0;
    for (std::uint32_t k = 0; k < 20; ++k) s[0] += draws.bernoulli(u[0], k);
  });
}

/// θ ~ N(0, 1), y ~ N(θ, 1): with y = 1 the posterior is N(½, ½).
inline analysis::Simulator normal_mean(std::uint32_t seed = 1) {
  return toy(1, seed, [](const Eigen::VectorXd& u, sim::KeyedDraws draws, Eigen::Ref<Eigen::VectorXd> s) {
    s[0] = sim::normal_quantile(u[0]) + sim::normal_quantile(draws.uniform(0));
  });
}

}  // namespace lien_test
