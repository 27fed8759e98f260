// A number that is not there.
#pragma once

#include <limits>

namespace sim {

/// What stands where there is no number: a mean of nobody, an effect that was not computed. A NaN, in files
/// too, where xarray, pandas and R read it as missing.
inline constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

}  // namespace sim
