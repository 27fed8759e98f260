// Options that all sensitivity analyses share, and how their findings are printed.
#pragma once

#include <string>
#include <vector>

#include "analysis/sensitivity/analysis.hpp"
#include "cli/options.hpp"

namespace cli {

struct SensitivityOptions {
  analysis::SensitivitySettings settings;
  std::string method;  ///< "morris", "sobol", "prcc"; empty = not asked for
  std::vector<std::string> ranges;
  double half_width = 0;  ///< 0 = the method's own
  bool json = false;
};

/// Adds them; without --method the method is left to the caller.
Option add_sensitivity_options(Command command, SensitivityOptions& options);

/// The settings that were asked for. InputError of a range that is none.
[[nodiscard]] analysis::SensitivitySettings settings_of(const SensitivityOptions& options);

/// Prints what was found, as text or as JSON.
void print_analysis(const analysis::SensitivityAnalysis& found, const SensitivityOptions& options);

}  // namespace cli
