// The design and the outputs of one arm of a gathered experiment, as a sensitivity analysis takes them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/sensitivity/analysis.hpp"
#include "sim/core/calendar.hpp"
#include "sim/output/dataset.hpp"

namespace analysis {

/// What to take of a gathered file.
struct SensitivityChoice {
  std::string arm;                    ///< empty when there is only one
  std::vector<std::string> measures;  ///< of the perimeter; empty = all that have a value everywhere
  std::optional<sim::Month> month;    ///< the last one kept unless told
};

struct SensitivityRuns {
  DesignRows design;  ///< factors of the arm; holds their values
  std::vector<Response> responses;
  std::string kind;  ///< of the design: "saltelli", "morris", …
  std::string month;
  std::vector<std::string> notes;  ///< what was left out, one sentence each
};

/// Reads `file`, which messages call `name`. Replicates that were not done at every point are left out.
/// InputError: not a gathered experiment, several arms and none chosen, an arm, measure or month that is not
/// there, factors that are texts or do not vary, no replicate done at every point, a named measure without a
/// value somewhere.
[[nodiscard]] SensitivityRuns sensitivity_runs(const sim::output::ResultFile& file, const std::string& name,
                                               const SensitivityChoice& choice);

}  // namespace analysis
