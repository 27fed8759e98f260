// The patterns of a run in its result file: a row a pattern, and the lives of partnerships by age.
#pragma once

#include "models/territory/record.hpp"

namespace territory {

void add_patterns(sim::output::ResultFile& file, const Record& record);

}  // namespace territory
