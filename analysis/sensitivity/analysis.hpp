// One sensitivity analysis from design and outputs to indices, whatever the method.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analysis/sensitivity/model_tables.hpp"
#include "analysis/sensitivity/morris_effects.hpp"
#include "analysis/sensitivity/rank_correlation.hpp"
#include "analysis/sensitivity/sobol_indices.hpp"

namespace analysis {

enum class SensitivityMethod { morris, sobol, prcc };

/// A design of any origin, gone through row by row.
struct DesignRows {
  std::string name;  ///< file, for messages
  std::vector<std::string> factors;
  std::size_t rows = 0;
  std::function<void(const RowVisitor&)> each_row;
};
[[nodiscard]] DesignRows rows_of(const DesignTable& design);

struct SensitivitySettings {
  SensitivityMethod method = SensitivityMethod::sobol;
  bool second_order = false;  ///< refuse a design without rows B_A^i
  /// Half-width of interval that counts as converged: of an index, a share of the largest mu_star, a
  /// correlation.
  std::optional<double> half_width;
  std::vector<std::pair<std::string, FactorRange>> ranges;  ///< of factors by name, for Morris
  BootstrapSettings bootstrap;
  [[nodiscard]] double tolerated() const;
};

/// What was found of one output.
struct OutputSensitivity {
  std::string name;
  std::size_t replicates = 1;
  std::variant<MorrisEffects, SobolIndices, RankCorrelations> found;
};

struct SensitivityAnalysis {
  SensitivitySettings settings;
  std::vector<std::string> factors;
  std::size_t rows = 0;
  /// What is resampled, how many there are, and rows of the design for each: base rows, trajectories, rows.
  std::string unit;
  std::size_t units = 0, rows_per_unit = 1;
  std::string design;  ///< what the design was found to be, in words
  std::vector<OutputSensitivity> outputs;
};

/// InputError when the design is not one that the method can use, is too small, or a range is of no factor.
[[nodiscard]] SensitivityAnalysis analyse(const DesignRows& design, const std::vector<Response>& responses,
                                          const SensitivitySettings& settings);

}  // namespace analysis
