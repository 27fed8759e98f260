// Calibration of the core: moves a few parameters until a territory meets the survey targets
// (models/territory/targets).
//
// Residuals are (simulated − target) / tolerance, averaged over seeds; every evaluation uses the same seeds,
// so differences between points are not noise (common random numbers). The search is gauss_newton.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analysis/gauss_newton.hpp"
#include "models/territory/scenario.hpp"
#include "models/territory/targets.hpp"

namespace analysis {

/// A parameter set free: "partnerships.birth_rate", or an element of an array, "traits.engaged_start[0]".
struct FreeParameter {
  std::string key;
  double low, high;
};
/// Reads "KEY=LOW:HIGH". InputError when it is not that.
[[nodiscard]] FreeParameter parse_free_parameter(const std::string& text);

/// The present value of a free parameter, and setting it. InputError when there is no such real parameter.
[[nodiscard]] double value_of(const territory::Scenario& scenario, const std::string& key);
void set_value(territory::Scenario& scenario, const std::string& key, double value);

/// Simulated value of every target, in their order, for one seed. InputError when the scenario cannot tell
/// one of them.
[[nodiscard]] std::vector<double> simulate_targets(territory::Scenario scenario,
                                                   const territory::Geography& geography, std::uint32_t seed,
                                                   int threads,
                                                   const std::vector<territory::Target>& targets);

struct CalibrationTask {
  territory::Scenario scenario;
  territory::Geography geography;
  std::vector<FreeParameter> free;
  std::vector<std::uint32_t> seeds;
  int threads = 1;
  std::vector<territory::Target> targets = territory::targets_named(territory::usual_targets());
};

/// Called after each evaluation: point and residuals.
using Listener = std::function<void(const Eigen::VectorXd&, const Eigen::VectorXd&)>;

[[nodiscard]] std::vector<Iterate> calibrate(const CalibrationTask& task, const GaussNewtonSettings& settings,
                                             const Listener& listener);

}  // namespace analysis
