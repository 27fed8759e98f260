// The months that patterns look at: from January 2008 to December 2020, where the documents end. A longer run
// reads them at the same months as a shorter one.
#pragma once

namespace territory {

inline constexpr int window_end = 155;
inline constexpr int window_months = window_end + 1;

}  // namespace territory
