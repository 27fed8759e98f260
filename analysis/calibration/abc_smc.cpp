#include "analysis/calibration/abc_smc.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/calibration/proposal.hpp"
#include "analysis/keyed_draws.hpp"
#include "sim/core/error.hpp"

namespace analysis {

namespace {

void check(Eigen::Index parameters, const Observed& observed, const AbcSettings& s) {
  const bool sound = parameters >= 1 && observed.values.size() >= 1 &&
                     observed.values.size() == observed.tolerances.size() &&
                     (observed.tolerances.array() > 0).all() && s.population >= 2 && s.batch >= 1 &&
                     s.quantile > 0 && s.quantile < 1 && s.final_tolerance >= 0 && s.least_acceptance > 0 &&
                     s.most_generations >= 1;
  if (!sound) throw sim::InvariantError("settings of ABC out of range");
}

/// One generation in the making: candidates are taken one by one, in the order of their numbers.
class Making {
 public:
  Making(const Proposal& proposal, const Observed& observed, const AbcSettings& settings, double tolerance,
         Eigen::VectorXd scales)
      : proposal_(proposal), observed_(observed), settings_(settings) {
    made_.tolerance = tolerance;
    made_.scales = std::move(scales);
  }

  [[nodiscard]] bool complete() const { return kept_.size() == settings_.population; }
  [[nodiscard]] std::uint64_t simulations() const { return made_.simulations; }

  void outside() { ++made_.proposals; }
  void take(const Eigen::VectorXd& point, const Eigen::VectorXd& statistics) {
    ++made_.proposals;
    ++made_.simulations;
    seen_.push_back(statistics);
    if (!statistics.allFinite()) {
      ++made_.failed;
      return;
    }
    const double apart = distance(settings_.distance, statistics, observed_.values, made_.scales);
    if (!(apart <= made_.tolerance)) return;
    kept_.push_back({point, statistics, 1.0 / proposal_.density(point), apart});
  }

  /// The generation; `seen` takes the statistics of everybody simulated.
  Generation finish(Matrix& seen) {
    const auto n = static_cast<Eigen::Index>(kept_.size());
    made_.points.resize(n, kept_.front().point.size());
    made_.statistics.resize(n, observed_.values.size());
    made_.weights.resize(n);
    made_.distances.resize(n);
    for (Eigen::Index i = 0; i < n; ++i) {
      const Kept& kept = kept_[static_cast<std::size_t>(i)];
      made_.points.row(i) = kept.point;
      made_.statistics.row(i) = kept.statistics;
      made_.weights[i] = kept.weight;
      made_.distances[i] = kept.distance;
    }
    // That the last proposal is kept is why it is the last: without it the mean is unbiased (inverse sampling).
    made_.evidence = made_.proposals == static_cast<std::uint64_t>(n)
                         ? 1.0
                         : made_.weights.head(n - 1).sum() / static_cast<double>(made_.proposals - 1);
    made_.weights /= made_.weights.sum();
    seen.resize(static_cast<Eigen::Index>(seen_.size()), observed_.values.size());
    for (std::size_t i = 0; i < seen_.size(); ++i) seen.row(static_cast<Eigen::Index>(i)) = seen_[i];
    return std::move(made_);
  }

 private:
  struct Kept {
    Eigen::VectorXd point, statistics;
    double weight, distance;
  };
  const Proposal& proposal_;
  const Observed& observed_;
  const AbcSettings& settings_;
  Generation made_;
  std::vector<Kept> kept_;
  std::vector<Eigen::VectorXd> seen_;
};

class Search {
 public:
  Search(Eigen::Index parameters, const Simulator& simulate, const Observed& observed,
         const AbcSettings& settings)
      : parameters_(parameters), simulate_(simulate), observed_(observed), settings_(settings) {}

  AbcResult run(const std::function<void(const Generation&)>& after) {
    Proposal proposal(parameters_);
    double tolerance = std::numeric_limits<double>::infinity();
    Eigen::VectorXd scales = observed_.tolerances;
    AbcResult result;
    result.end = AbcEnd::generations_spent;
    for (std::size_t g = 0; g < settings_.most_generations; ++g) {
      Making making(proposal, observed_, settings_, tolerance, scales);
      if (const auto end = fill(making, proposal, g)) {
        result.end = *end;
        break;
      }
      Matrix seen;
      result.generations.push_back(making.finish(seen));
      const Generation& done = result.generations.back();
      if (after) after(done);
      if (done.tolerance <= settings_.final_tolerance) {
        result.end = AbcEnd::reached_tolerance;
        break;
      }
      proposal = Proposal(done.points, done.weights);
      if (settings_.distance == DistanceKind::adaptive) scales = spreads(seen, observed_.tolerances);
      tolerance = next_tolerance(done, scales);
    }
    result.simulations = asked_;
    return result;
  }

 private:
  /// Simulates until the generation is full; else says why it never will be.
  std::optional<AbcEnd> fill(Making& making, const Proposal& proposal, std::size_t generation) {
    const PurposeDraws draws(settings_.key, Purpose::abc_proposals);
    const auto patience = static_cast<std::uint64_t>(static_cast<double>(settings_.population) /
                                                     settings_.least_acceptance);
    const auto g = static_cast<std::uint32_t>(generation);
    Candidates candidates{"generation " + std::to_string(generation), 0, {}};
    for (std::uint32_t number = 0; !making.complete();) {
      std::vector<Eigen::VectorXd> points;
      std::vector<std::uint32_t> skipped;  // proposals outside the prior before each point
      std::uint32_t outside = 0;
      while (points.size() < settings_.batch) {
        Eigen::VectorXd point = proposal.draw(draws.of(g, number++));
        if (!in_unit_cube(point) || (settings_.allowed && !settings_.allowed(point))) {
          ++outside;
          continue;
        }
        points.push_back(std::move(point));
        skipped.push_back(outside);
        outside = 0;
      }
      const Matrix statistics = simulated(candidates, points);
      for (std::size_t k = 0; k < points.size() && !making.complete(); ++k) {
        if (spent_ + making.simulations() >= settings_.most_simulations) return AbcEnd::simulations_spent;
        if (making.simulations() >= patience) return AbcEnd::too_few_accepted;
        for (std::uint32_t j = 0; j < skipped[k]; ++j) making.outside();
        making.take(points[k], statistics.row(static_cast<Eigen::Index>(k)));
      }
    }
    spent_ += making.simulations();
    return std::nullopt;
  }

  Matrix simulated(Candidates& candidates, const std::vector<Eigen::VectorXd>& points) {
    candidates.points.resize(static_cast<Eigen::Index>(points.size()), parameters_);
    for (std::size_t k = 0; k < points.size(); ++k)
      candidates.points.row(static_cast<Eigen::Index>(k)) = points[k];
    Matrix statistics = simulate_(candidates);
    if (statistics.rows() != candidates.points.rows() || statistics.cols() != observed_.values.size())
      throw sim::InvariantError("a simulator gave a table of another size");
    candidates.first += points.size();
    asked_ += points.size();
    return statistics;
  }

  double next_tolerance(const Generation& done, const Eigen::VectorXd& scales) const {
    std::vector<double> apart;
    for (Eigen::Index i = 0; i < done.statistics.rows(); ++i)
      apart.push_back(
          distance(settings_.distance, done.statistics.row(i).transpose(), observed_.values, scales));
    const double widest = *std::max_element(apart.begin(), apart.end());
    double next = quantile(apart, settings_.quantile);
    if (next >= widest) {  // statistics that only take a few values: the next smaller distance there is
      next = settings_.final_tolerance;
      for (const double one : apart)
        if (one < widest) next = std::max(next, one);
    }
    return std::max(settings_.final_tolerance, next);
  }

  Eigen::Index parameters_;
  const Simulator& simulate_;
  const Observed& observed_;
  const AbcSettings& settings_;
  std::uint64_t spent_ = 0, asked_ = 0;
};

}  // namespace

AbcResult abc_smc(Eigen::Index parameters, const Simulator& simulate, const Observed& observed,
                  const AbcSettings& settings, const std::function<void(const Generation&)>& after_generation) {
  check(parameters, observed, settings);
  return Search(parameters, simulate, observed, settings).run(after_generation);
}

}  // namespace analysis
