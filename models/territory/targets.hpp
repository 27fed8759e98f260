// The patterns a fit may use, and its refusal of all others: what is held out is never fitted.
#pragma once

#include <string>
#include <vector>

#include "models/territory/patterns/pattern.hpp"

namespace territory {

/// A pattern as a fit sees it.
struct Target {
  std::string_view id;
  sim::Month month;
  double value;      ///< the middle of the tolerated range where the field gives a range
  double tolerance;  ///< half of that range
};
/// The five that a fit uses unless told: C1, C1b, C2 and the two of C4.
[[nodiscard]] const std::vector<std::string>& usual_targets();
/// Throws InputError with a fault for each name that is no pattern or may not be fitted: held out, or a check
/// of what was put in.
[[nodiscard]] std::vector<Target> targets_named(const std::vector<std::string>& names);

/// What the record gives for it. InputError when it gives nothing that counts.
[[nodiscard]] double simulated_value(const Target& target, const Record& record);

}  // namespace territory
