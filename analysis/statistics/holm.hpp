// Holm's step-down adjustment for several tests (Holm 1979): the chance of any false positive of the family
// stays at most alpha, whatever the dependence between the tests.
#pragma once

#include <span>
#include <vector>

namespace analysis::statistics {

/// Adjusted p, in the order given: reject where it is at most alpha. Values in [0, 1]; NaN (no test) stays
/// NaN and does not count into the family.
[[nodiscard]] std::vector<double> holm_adjusted(std::span<const double> p);

}  // namespace analysis::statistics
