// Versions of what the program writes for others to read. Each element has a number of its own, written into
// it as `format_version`; a reader refuses a number above the one it knows.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/output/dataset.hpp"

namespace sim::output {

/// Layout of a result file as a whole: raised when a reader of the present one would no longer find its way.
inline constexpr std::int64_t result_format = 1;

/// Throws InputError when the attribute `format_version` among these is above `newest`. Files of other
/// programs carry none and pass. `element` begins the sentence: "this file", "group '/snapshots'".
void refuse_newer(const std::vector<Attribute>& attributes, std::string_view element, std::int64_t newest);

}  // namespace sim::output
