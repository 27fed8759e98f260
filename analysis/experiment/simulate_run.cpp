#include "analysis/experiment/simulate_run.hpp"

#include <chrono>
#include <limits>

#include "models/territory/model.hpp"

namespace analysis {

RunOutcome simulate_run(territory::Scenario scenario, const territory::Geography& geography,
                        const KeptValues& kept, const std::function<bool()>& stop) {
  using Clock = std::chrono::steady_clock;
  const auto began = Clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - began).count(); };
  scenario.output = {};
  scenario.run.until = sim::to_string(std::max(kept.last(), sim::Month{0}));
  const sim::Executor executor(1);
  territory::Model model(scenario, geography, executor);
  RunOutcome outcome;
  outcome.values.assign(kept.count(), std::numeric_limits<double>::quiet_NaN());
  const auto observe = [&](const territory::World& world, sim::Month month) {
    kept.observe(world, month, scenario.observers, executor, outcome.values);
  };
  outcome.set_up_seconds = seconds();
  if (scenario.run.spinup_months == 0) observe(model.world(), sim::Month{-1});
  auto simulation = model.simulation();
  simulation.observe(observe);
  const sim::Month last = scenario.run.last();
  simulation.stop_when([&](sim::Month month) { return month < last && stop(); });
  outcome.finished = model.run(simulation) == last;
  outcome.seconds = seconds();
  return outcome;
}

}  // namespace analysis
