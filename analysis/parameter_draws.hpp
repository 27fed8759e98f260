// Draws of a posterior that a scenario takes parameters from (`parameters_from`): each replicate one of them,
// so that what is compared over replicates is compared over what the evidence leaves open.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "models/territory/scenario.hpp"
#include "sim/parameters/scenario_text.hpp"

namespace analysis {

struct ParameterDraws {
  std::string file;               ///< where they come from, without folders
  std::vector<std::string> keys;  ///< parameters, as "table.key" or "table.key[0]"
  std::vector<double> values;     ///< [draw][key], each draw of equal weight

  [[nodiscard]] bool empty() const { return keys.empty(); }
  [[nodiscard]] std::size_t draws() const { return keys.empty() ? 0 : values.size() / keys.size(); }
  /// Replicates go through all draws in a shuffled order, the same for every scenario, and then through them
  /// again: the first few are a fair sample.
  [[nodiscard]] std::size_t draw_of(std::int64_t replicate) const;
  [[nodiscard]] double value(std::size_t draw, std::size_t key) const {
    return values[draw * keys.size() + key];
  }
};

/// What `lien calibrate` leaves: its result file (the adjusted posterior, drawn again to equal weights) or a
/// table headed by parameters, such as its posterior.csv. Keys that stand above it in the files or on the
/// command line are left out. InputError: no posterior, a parameter that does not exist or is no number, a
/// value out of its range, a key that the file with `parameters_from` sets itself.
[[nodiscard]] ParameterDraws read_parameter_draws(const sim::Settings& settings,
                                                  const territory::Scenario& scenario);

/// Gives the scenario the draw of its replicate. InputError when its values do not go together.
void take_parameters(territory::Scenario& scenario, const ParameterDraws& draws);

/// "posterior.nc, draw 17", of a replicate; empty when there are none.
[[nodiscard]] std::string draw_text(const ParameterDraws& draws, std::int64_t replicate);

/// SHA-256 over keys and values, in hexadecimals; empty when there are none.
[[nodiscard]] std::string identity_of(const ParameterDraws& draws);

}  // namespace analysis
