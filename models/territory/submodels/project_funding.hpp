// Terms of a project's money that others than the project submodel need: the démarche that funds pilots, the
// observers who set grants against what members bring (MODEL SM9).
#pragma once

namespace territory {

struct ProjectFunding {
  double grant_months = 18;          ///< months of a project's cost that one grant covers
  double member_contribution = 0.1;  ///< share of a project's cost that each member brings
};

}  // namespace territory
