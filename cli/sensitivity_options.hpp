// Options that all sensitivity analyses share, and how their findings are printed.
#pragma once

#include <string>
#include <vector>

#include "analysis/sensitivity/analysis.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace cli {

struct SensitivityOptions {
  analysis::SensitivitySettings settings;
  std::vector<std::string> ranges;
  double half_width = 0;  ///< 0 = the method's own
  bool json = false;
};

/// Adds them; returns the option of the method.
CLI::Option* add_sensitivity_options(CLI::App& command, SensitivityOptions& options);

/// The settings that were asked for. InputError of a range that is none.
[[nodiscard]] analysis::SensitivitySettings settings_of(const SensitivityOptions& options);

/// Prints what was found, as text or as JSON.
void print_analysis(const analysis::SensitivityAnalysis& found, const SensitivityOptions& options);

}  // namespace cli
