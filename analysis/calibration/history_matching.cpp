#include "analysis/calibration/history_matching.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/designs/unit_design.hpp"
#include "analysis/keyed_draws.hpp"
#include "sim/core/error.hpp"

namespace analysis {

namespace {

Matrix hypercube(std::size_t runs, Eigen::Index parameters, sim::RandomKey key) {
  const auto design = latin_hypercube_design(runs, static_cast<std::size_t>(parameters), key, 20);
  Matrix points(static_cast<Eigen::Index>(runs), parameters);
  for (std::size_t i = 0; i < runs; ++i)
    design->point(i, {points.row(static_cast<Eigen::Index>(i)).data(), static_cast<std::size_t>(parameters)});
  return points;
}

/// Of `pool`, `count` rows far from each other: each next one is the farthest from all taken (Kennard & Stone).
Matrix spread_out(const Matrix& pool, std::size_t count) {
  const auto wanted = std::min<Eigen::Index>(pool.rows(), static_cast<Eigen::Index>(count));
  Matrix taken(wanted, pool.cols());
  Eigen::VectorXd nearest = Eigen::VectorXd::Constant(pool.rows(), std::numeric_limits<double>::infinity());
  Eigen::Index next = 0;
  for (Eigen::Index k = 0; k < wanted; ++k) {
    taken.row(k) = pool.row(next);
    nearest = nearest.cwiseMin((pool.rowwise() - pool.row(next)).rowwise().squaredNorm());
    nearest.maxCoeff(&next);
  }
  return taken;
}

double implausibility(const Wave& wave, const Observed& observed, const Eigen::VectorXd& point,
                      double enough) {
  double worst = 0;
  for (Eigen::Index k = 0; k < observed.values.size(); ++k) {
    const Emulator& emulator = wave.emulators[static_cast<std::size_t>(k)];
    const Emulator::Prediction there = emulator.at(point);
    const double sd = observed.tolerances[k] / 3.0;
    const double variance = there.variance + emulator.noise_variance() + sd * sd;
    worst = std::max(worst, std::abs(there.mean - observed.values[k]) / std::sqrt(variance));
    if (worst > enough) break;
  }
  return worst;
}

class Matching {
 public:
  Matching(Eigen::Index parameters, const Simulator& simulate, const Observed& observed,
           const HistorySettings& settings)
      : parameters_(parameters), simulate_(simulate), observed_(observed), settings_(settings) {}

  HistoryResult run(const std::function<void(const Wave&)>& after) {
    Matrix points = hypercube(settings_.runs, parameters_, settings_.key);
    double before = 1.0;
    for (std::size_t w = 0; w < settings_.waves; ++w) {
      result_.waves.push_back(simulated(points, w));
      Wave& wave = result_.waves.back();
      const Matrix pool = not_ruled_out(wave);
      if (after) after(wave);
      if (pool.rows() == 0) {
        result_.end = HistoryEnd::nothing_left;
        result_.left.resize(0, parameters_);
        return std::move(result_);
      }
      points = spread_out(pool, settings_.runs);
      if (w > 0 && wave.left > (1.0 - settings_.least_shrinkage) * before) {
        result_.end = HistoryEnd::shrinks_no_more;
        break;
      }
      before = wave.left;
    }
    result_.left = std::move(points);
    return std::move(result_);
  }

 private:
  Wave simulated(const Matrix& points, std::size_t number) const {
    Wave wave;
    wave.points = points;
    wave.statistics = simulate_({"wave " + std::to_string(number + 1), 0, points});
    std::vector<Eigen::Index> sound;
    for (Eigen::Index i = 0; i < points.rows(); ++i)
      if (wave.statistics.row(i).allFinite()) sound.push_back(i);
    wave.failed = static_cast<std::size_t>(points.rows()) - sound.size();
    if (static_cast<Eigen::Index>(sound.size()) < parameters_ + 3)
      throw sim::InputError(sim::Fault{
          {},
          "wave " + std::to_string(number + 1) + " has " + std::to_string(sound.size()) + " usable runs",
          {"needed  parameters + 3 = " + std::to_string(parameters_ + 3)}});
    const Matrix used = points(sound, Eigen::all);
    wave.doubtful.resize(observed_.values.size());
    for (Eigen::Index k = 0; k < observed_.values.size(); ++k) {
      wave.emulators.emplace_back(used, wave.statistics(sound, k));
      const Eigen::VectorXd errors = wave.emulators.back().left_out_errors();
      wave.doubtful[k] = static_cast<double>((errors.array().abs() > 3.0).count()) /
                         static_cast<double>(errors.size());
    }
    return wave;
  }

  /// Points of the prior that no wave rules out, and into `wave` how large their share is.
  Matrix not_ruled_out(Wave& wave) {
    const PurposeDraws draws(settings_.key, Purpose::history_points);
    const auto w = static_cast<std::uint32_t>(result_.waves.size());
    std::vector<Eigen::VectorXd> hits;
    for (std::uint32_t trial = 0; trial < settings_.trials; ++trial) {
      sim::KeyedDraws uniform = draws.of(trial, w);
      Eigen::VectorXd point(parameters_);
      for (Eigen::Index d = 0; d < parameters_; ++d)
        point[d] = uniform.uniform(static_cast<std::uint32_t>(d));
      if (plausible(point)) hits.push_back(std::move(point));
    }
    const auto trials = static_cast<double>(settings_.trials);
    wave.left = static_cast<double>(hits.size()) / trials;
    wave.left_error = std::sqrt(wave.left * (1.0 - wave.left) / trials);
    Matrix pool(static_cast<Eigen::Index>(hits.size()), parameters_);
    for (std::size_t i = 0; i < hits.size(); ++i) pool.row(static_cast<Eigen::Index>(i)) = hits[i];
    return pool;
  }

  /// Later waves first: they know better, so most points end there.
  [[nodiscard]] bool plausible(const Eigen::VectorXd& point) const {
    return std::all_of(result_.waves.rbegin(), result_.waves.rend(), [&](const Wave& wave) {
      return implausibility(wave, observed_, point, settings_.cutoff) <= settings_.cutoff;
    });
  }

  Eigen::Index parameters_;
  const Simulator& simulate_;
  const Observed& observed_;
  const HistorySettings& settings_;
  HistoryResult result_;
};

}  // namespace

double implausibility(const std::vector<Wave>& waves, const Observed& observed,
                      const Eigen::VectorXd& point) {
  double worst = 0;
  for (const Wave& wave : waves)
    worst = std::max(worst, implausibility(wave, observed, point, std::numeric_limits<double>::infinity()));
  return worst;
}

HistoryResult history_matching(Eigen::Index parameters, const Simulator& simulate, const Observed& observed,
                               const HistorySettings& settings,
                               const std::function<void(const Wave&)>& after_wave) {
  const bool sound = parameters >= 1 && settings.waves >= 1 && settings.cutoff > 0 && settings.trials >= 1 &&
                     static_cast<Eigen::Index>(settings.runs) >= parameters + 3;
  if (!sound) throw sim::InvariantError("settings of history matching out of range");
  return Matching(parameters, simulate, observed, settings).run(after_wave);
}

}  // namespace analysis
