#include "analysis/calibration/calibrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "analysis/experiment/assembly.hpp"
#include "analysis/experiment/simulate_run.hpp"
#include "sim/random/philox.hpp"

namespace analysis {

namespace {

namespace fs = std::filesystem;

std::uint32_t number_of(const std::string& stage) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : stage) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

std::string folder_name(const Candidates& candidates) {
  std::string name = candidates.stage;
  std::ranges::replace(name, ' ', '_');
  return fmt::format("{}_{:06}", name, candidates.first);
}

/// Candidates as an experiment: a table of points, draws of their own, and of each run what the targets ask.
Experiment experiment_of(const CalibrationPlan& plan, const Candidates& candidates) {
  Experiment experiment;
  experiment.title = plan.title;
  experiment.question = plan.question;
  experiment.arms = {plan.scenario};
  experiment.design.kind = DesignKind::csv;
  experiment.replicates = plan.seeds;
  experiment.common_draws = false;
  const auto words = sim::philox({number_of(candidates.stage), static_cast<std::uint32_t>(candidates.first), 0, 0},
                                 {plan.seed, 0});
  experiment.seed = words[0] >> 1U;
  for (std::size_t d = 0; d < plan.parameters.size(); ++d) {
    const FreeRange& range = plan.parameters[d];
    Factor factor{range.name, range.parameter};
    factor.place = range.place;
    experiment.factors.push_back(std::move(factor));
    std::vector<double>& column = experiment.design.columns.emplace_back();
    for (Eigen::Index i = 0; i < candidates.points.rows(); ++i)
      column.push_back(range.at(candidates.points(i, static_cast<Eigen::Index>(d))));
  }
  for (const CalibrationTarget& target : plan.targets) {
    if (target.is_pattern()) {
      experiment.patterns.push_back(target.name);
      continue;
    }
    if (std::ranges::find(experiment.measures, target.measure) == experiment.measures.end())
      experiment.measures.push_back(target.measure);
    experiment.months.push_back(target.month);
  }
  if (experiment.measures.empty()) experiment.measures = {"mean_trust"};  // none would mean all
  if (experiment.months.empty()) experiment.months = {sim::Month{0}};
  std::ranges::sort(experiment.months);
  experiment.months.erase(std::unique(experiment.months.begin(), experiment.months.end()),
                          experiment.months.end());
  return experiment;
}

const std::vector<double>& numbers(const sim::output::ResultFile& file, const std::string& name) {
  const auto found = std::ranges::find(file.variables, name, &sim::output::Variable::name);
  return std::get<std::vector<double>>(found->data);
}

/// Means over replicates; NaN where one is missing.
Matrix statistics_of(const CalibrationPlan& plan, const Experiment& experiment,
                     const sim::output::ResultFile& file, Eigen::Index points) {
  const auto seeds = static_cast<std::size_t>(plan.seeds);
  Matrix table(points, static_cast<Eigen::Index>(plan.targets.size()));
  for (std::size_t k = 0; k < plan.targets.size(); ++k) {
    const CalibrationTarget& target = plan.targets[k];
    const std::size_t months = target.is_pattern() ? 1 : experiment.months.size();
    const std::size_t month =
        target.is_pattern() ? 0
                            : static_cast<std::size_t>(std::ranges::find(experiment.months, target.month) -
                                                       experiment.months.begin());
    const auto& values = numbers(file, target.is_pattern() ? "pattern_" + target.name : target.measure);
    for (Eigen::Index i = 0; i < points; ++i) {
      double sum = 0;
      for (std::size_t r = 0; r < seeds; ++r)
        sum += values.at((static_cast<std::size_t>(i) * seeds + r) * months + month);
      table(i, static_cast<Eigen::Index>(k)) = sum / static_cast<double>(seeds);
    }
  }
  return table;
}

Simulator simulator_of(const CalibrationPlan& plan, const fs::path& folder, const CalibrationOptions& options,
                       std::uint64_t& simulations) {
  return [&plan, &options, &simulations, folder](const Candidates& candidates) {
    const Experiment experiment = experiment_of(plan, candidates);
    const fs::path place = folder / folder_name(candidates);
    const SweepOutcome outcome = run_experiment(experiment, place, options.sweep);
    if (outcome.stopped) throw CalibrationStopped{};
    simulations += static_cast<std::uint64_t>(candidates.points.rows()) * static_cast<std::uint64_t>(plan.seeds);
    return statistics_of(plan, experiment, gather_experiment(place), candidates.points.rows());
  };
}

std::string news(const Wave& wave, std::size_t number) {
  return fmt::format("wave {}: {} runs, {} failed; {:.3g} ± {:.1g} of the prior is left", number,
                     wave.points.rows(), wave.failed, wave.left, wave.left_error);
}

std::string news(const Generation& generation, std::size_t number) {
  return fmt::format("generation {}: tolerance {:.3g}, {} simulated, {:.1f} % kept, effective size {:.0f}", number,
                     generation.tolerance, generation.simulations, 100 * generation.acceptance(),
                     generation.effective_size());
}

}  // namespace

std::vector<double> statistics_of_one(const CalibrationPlan& plan, std::span<const double> values,
                                      std::uint32_t seed) {
  CalibrationPlan one = plan;
  one.seeds = 1;
  Candidates candidates{"one", 0, Matrix(1, static_cast<Eigen::Index>(values.size()))};
  for (std::size_t d = 0; d < values.size(); ++d)
    candidates.points(0, static_cast<Eigen::Index>(d)) = plan.parameters[d].unit_of(values[d]);
  Experiment experiment = experiment_of(one, candidates);
  experiment.seed = seed;
  for (std::size_t d = 0; d < values.size(); ++d) experiment.design.columns[d] = {values[d]};
  const Assembly assembly(std::move(experiment), "");
  TraitTables traits;
  const RunOutcome outcome = simulate_run(assembly.scenario_of(0, 0), *assembly.arm_of(0).geography,
                                          assembly.kept(), traits, [] { return false; });
  std::vector<double> statistics;
  for (const CalibrationTarget& target : plan.targets) {
    const KeptValues& kept = assembly.kept();
    if (target.is_pattern()) {
      const auto same = [&](const territory::Pattern* pattern) { return pattern->id == target.name; };
      const auto place = std::ranges::find_if(kept.patterns(), same) - kept.patterns().begin();
      statistics.push_back(outcome.values[kept.pattern_begin() + static_cast<std::size_t>(place)]);
    } else {
      statistics.push_back(outcome.values[*kept.position(target.measure, target.month)]);
    }
  }
  return statistics;
}

CalibrationResult calibrate(const CalibrationPlan& plan, const fs::path& folder,
                            const CalibrationOptions& options) {
  CalibrationResult result;
  const Simulator simulate = simulator_of(plan, folder, options, result.simulations);
  const Observed observed = plan.observed();
  const auto parameters = static_cast<Eigen::Index>(plan.parameters.size());
  if (plan.method != CalibrationMethod::abc_smc) {
    std::size_t number = 0;
    HistoryResult history =
        history_matching(parameters, simulate, observed, plan.history,
                         [&](const Wave& wave) { options.tell(news(wave, ++number)); });
    result.history_end = history.end;
    result.waves = std::move(history.waves);
    if (history.end == HistoryEnd::nothing_left) return result;
  }
  if (plan.method == CalibrationMethod::history_matching) return result;
  AbcSettings settings = plan.abc;
  if (!result.waves.empty())
    settings.allowed = [&](const Eigen::VectorXd& point) {
      return implausibility(result.waves, observed, point) <= plan.history.cutoff;
    };
  std::size_t number = 0;
  result.abc = abc_smc(parameters, simulate, observed, settings,
                       [&](const Generation& generation) { options.tell(news(generation, number++)); });
  if (!result.abc.generations.empty())
    result.adjusted = regression_adjusted(result.abc.generations.back(), observed);
  return result;
}

}  // namespace analysis
