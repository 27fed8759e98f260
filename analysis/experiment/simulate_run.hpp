// One run of an experiment, on one thread.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "analysis/experiment/kept_values.hpp"
#include "models/territory/scenario.hpp"
#include "models/territory/world/geography.hpp"
#include "models/territory/world/traits.hpp"

namespace analysis {

/// The tables from which actors draw their traits, made again only when a scenario asks for others. One a
/// worker.
class TraitTables {
 public:
  [[nodiscard]] const territory::TraitDrawer& of(const territory::Scenario& scenario);

 private:
  territory::TraitParameters traits_;
  territory::RoleWeights weights_;
  double acc_start_ = 0;
  std::optional<territory::TraitDrawer> made_;
};

struct RunOutcome {
  bool finished = false;       ///< rather than told to stop
  std::vector<double> values;  ///< as KeptValues lays them out
  double set_up_seconds = 0;   ///< from the scenario to the first month
  double seconds = 0;          ///< in all
};

/// Simulates up to the last month of which something is kept. `stop` is asked at the end of every month.
[[nodiscard]] RunOutcome simulate_run(territory::Scenario scenario, const territory::Geography& geography,
                                      const KeptValues& kept, TraitTables& traits,
                                      const std::function<bool()>& stop);

}  // namespace analysis
