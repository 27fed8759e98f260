// Standardised effect of paired differences.
//
// Under common random numbers the differences vary far less than the arms do: d_z says how clearly a
// simulation shows an effect, not how large the effect is beside the spread of territories. Read the
// difference itself for that.
#pragma once

#include <span>

#include "analysis/statistics/sample.hpp"

namespace analysis::statistics {

struct EffectSize {
  double cohen_dz;   ///< mean / standard deviation (Cohen 1988); ±infinity when differences do not vary
  double hedges_gz;  ///< without its small-sample bias: times J(n − 1) (Hedges 1981, exact form by Gamma)
};
/// At least two differences.
[[nodiscard]] EffectSize paired_effect_size(std::span<const double> differences);

/// Hedges' correction J(m) = Γ(m/2) / (√(m/2) Γ((m−1)/2)), m > 1 degrees of freedom; 0 at m = 1.
[[nodiscard]] double hedges_correction(double degrees);

}  // namespace analysis::statistics
