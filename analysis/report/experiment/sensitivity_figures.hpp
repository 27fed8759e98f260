// Which factors move a measure: indices of a sweep with their intervals, as `lien sensitivity` computes them.
#pragma once

#include <vector>

#include "analysis/report/experiment/gathered.hpp"

namespace analysis::report {

inline constexpr std::size_t most_sensitivity_figures = 30;

struct SensitivityFigures {
  std::vector<Figure> figures;
  std::vector<Text> notes;  ///< what could not be computed, and why
};

/// Of saltelli (Sobol' indices), morris (elementary effects) and sampling designs (partial rank
/// correlations), arm by arm, at the last month, with the default settings of `lien sensitivity`. Nothing of
/// other designs.
[[nodiscard]] SensitivityFigures sensitivity_figures(const sim::output::ResultFile& file,
                                                     const std::string& name, const Gathered& gathered);

}  // namespace analysis::report
