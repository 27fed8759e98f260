// Several hypotheses tested together: Holm's adjustment over the family.
//
// Under one theory the p of a hypothesis is the largest of its claims', for all of them must hold; the family
// is what was tested under that theory by one command.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/hypothesis/hypothesis_study.hpp"

namespace analysis {

/// Adjusted p by hypothesis (in the order given) and theory, of the claims with the wiring on. A theory whose
/// claims had no pairs is left out.
[[nodiscard]] std::vector<std::map<std::string, double>> family_p(const std::vector<Study>& studies);

}  // namespace analysis
