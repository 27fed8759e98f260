// A calibration whose posterior is known: what its result file holds, without a run of the model.
#pragma once

#include "analysis/calibration/calibrate.hpp"
#include "tests/analysis/calibration/toy_models.hpp"

namespace lien_test {

/// p makes successes of 20 trials, of which 14 were observed; a and b only tell their sum, 1; idle tells
/// nothing, and its prior is uniform in the logarithm.
inline analysis::CalibrationPlan synthetic_plan() {
  analysis::CalibrationPlan plan;
  plan.title = "Known posterior";
  plan.question = "What do successes say?";
  plan.text = "[calibration]\n";
  plan.scenario_text = "[run]\n";
  plan.scenario.scenario = "some/folder/toy.toml";
  plan.parameters = {{"p", "toy.p", 10.0, 20.0, false, {}},
                     {"a", "toy.a", 0.0, 1.0, false, {}},
                     {"b", "toy.b", -1.0, 1.0, false, {}},
                     {"idle", "toy.idle", 0.01, 1.0, true, {}}};
  plan.targets = {{"successes", "contacts", "a test", sim::Month{29}, 14.0, 1.0},
                  {"C1", "", "", sim::Month{92}, 1.0, 0.05}};
  plan.seeds = 2;
  plan.seed = 7;
  plan.abc.population = 400;
  plan.abc.final_tolerance = 0.9;  // 14 itself
  plan.abc.key = {plan.seed, 0};
  plan.history.runs = 40;
  plan.history.waves = 2;
  plan.history.key = {plan.seed, 0};
  return plan;
}

inline analysis::Simulator synthetic_simulator() {
  return toy(2, 3, [](const Eigen::VectorXd& u, sim::KeyedDraws draws, Eigen::Ref<Eigen::VectorXd> s) {
    s[0] = 0;
    for (std::uint32_t k = 0; k < 20; ++k) s[0] += draws.bernoulli(u[0], k);
    s[1] = u[1] + u[2];
  });
}

inline sim::output::ResultFile synthetic_abc() {
  const analysis::CalibrationPlan plan = synthetic_plan();
  analysis::CalibrationResult result;
  result.abc = analysis::abc_smc(4, synthetic_simulator(), plan.observed(), plan.abc);
  result.adjusted = analysis::regression_adjusted(result.abc.generations.back(), plan.observed());
  result.simulations = 2 * result.abc.simulations;
  return analysis::calibration_file(plan, result);
}

inline sim::output::ResultFile synthetic_history() {
  analysis::CalibrationPlan plan = synthetic_plan();
  plan.method = analysis::CalibrationMethod::history_matching;
  analysis::CalibrationResult result;
  analysis::HistoryResult history =
      analysis::history_matching(4, synthetic_simulator(), plan.observed(), plan.history);
  result.waves = std::move(history.waves);
  result.history_end = history.end;
  result.simulations = 2 * 80;
  return analysis::calibration_file(plan, result);
}

}  // namespace lien_test
