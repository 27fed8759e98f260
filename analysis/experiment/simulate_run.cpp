#include "analysis/experiment/simulate_run.hpp"

#include <chrono>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>

#include "models/territory/model.hpp"
#include "models/territory/record.hpp"

namespace analysis {

namespace {

/// Structs of nothing but doubles: equal bytes are equal values, and a table made in vain is only time.
template <class Doubles>
bool same(const Doubles& a, const Doubles& b) {
  static_assert(std::is_trivially_copyable_v<Doubles> && sizeof(Doubles) % sizeof(double) == 0);
  return std::memcmp(&a, &b, sizeof a) == 0;
}

}  // namespace

const territory::TraitDrawer& TraitTables::of(const territory::Scenario& scenario) {
  const bool known = made_ && same(traits_, scenario.traits) && same(weights_, scenario.needs.weights) &&
                     same(acc_start_, scenario.needs.acc_start);
  if (!known) {
    made_.emplace(territory::Model::traits_of(scenario));
    traits_ = scenario.traits;
    weights_ = scenario.needs.weights;
    acc_start_ = scenario.needs.acc_start;
  }
  return *made_;
}

RunOutcome simulate_run(territory::Scenario scenario, const territory::Geography& geography,
                        const KeptValues& kept, TraitTables& traits, const std::function<bool()>& stop) {
  using Clock = std::chrono::steady_clock;
  const auto began = Clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - began).count(); };
  scenario.output = {};
  scenario.output.epci_series = scenario.output.commune_series = false;
  scenario.run.until = sim::to_string(std::max(kept.last(), sim::Month{0}));
  const sim::Executor executor(1);
  territory::Model model(scenario, geography, executor, {}, &traits.of(scenario));
  RunOutcome outcome;
  outcome.values.assign(kept.count(), std::numeric_limits<double>::quiet_NaN());
  const auto observe = [&](const territory::World& world, sim::Month month) {
    kept.observe(world, month, scenario.observers, executor, outcome.values);
  };
  std::optional<territory::Record> record;  // patterns are read from it
  if (!kept.patterns().empty()) record.emplace(scenario, model.world(), executor);
  const auto watch = [&](const territory::World& world, sim::Month month) {
    observe(world, month);
    if (record) record->observe(world, month);
  };
  outcome.set_up_seconds = seconds();
  if (scenario.run.spinup_months == 0) watch(model.world(), sim::Month{-1});
  auto simulation = model.simulation();
  simulation.observe(watch);
  const sim::Month last = scenario.run.last();
  simulation.stop_when([&](sim::Month month) { return month < last && stop(); });
  outcome.finished = model.run(simulation) == last;
  if (outcome.finished && record) kept.judge(*record, outcome.values);
  outcome.seconds = seconds();
  return outcome;
}

}  // namespace analysis
