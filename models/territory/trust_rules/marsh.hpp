// Marsh's gate (M8): not a theory of how trust moves but of what it lets happen, on top of any rule.
//
//   situational trust = U·I·T̂ ≥ I·R / (C + T̂) = cooperation threshold        T̂ = 2T − 1
//
// U utility, I importance, R perceived risk, C perceived competence. I stands on both sides: it decides
// nothing and is left out. Who distrusts (T̂ ≤ 0) or thinks the other incompetent (C + T̂ ≤ 0) refuses;
// otherwise a distrusted partner would pass a negative threshold.
//
// Source: Marsh 1994, PhD thesis, University of Stirling (form).
#pragma once

#include "sim/parameters/parameter.hpp"

namespace territory {

struct MarshGate {
  double risk = 0.1;
  double competence = 0.6;

  /// Whether one who trusts at `trust` in [0, 1] cooperates; utility and perceived risk in [0, 1].
  [[nodiscard]] bool cooperates(double trust, double utility, double perceived_risk) const {
    const double t = 2.0 * trust - 1.0;
    return t > 0.0 && competence + t > 0.0 && utility * t * (competence + t) >= perceived_risk;
  }

  void describe(sim::ParameterVisitor& parameters) {
    sim::Group group(parameters, "marsh", "a threshold of cooperation on top of any rule (M8)");
    parameters.real(risk,
                    {.name = "risk",
                     .range = {0, 1},
                     .meaning = "perceived risk of a partnership whose threshold of trust is ½; it is in "
                                "proportion to that threshold",
                     .source = "form Marsh 1994; value assumed",
                     .symbol = "risk"});
    parameters.real(competence, {.name = "competence",
                                 .range = {0, 1},
                                 .meaning = "perceived competence of any partner",
                                 .source = "form Marsh 1994; value assumed",
                                 .symbol = "comp"});
  }
};

}  // namespace territory
