// The ties that are partnerships, a sixth of all: gathered once a month for all who only look at them.
#pragma once

#include <cstdint>
#include <vector>

#include "models/territory/world/world.hpp"
#include "sim/parallel/executor.hpp"

namespace territory {

/// Rows of the ties that are partnerships, ascending.
[[nodiscard]] std::vector<std::uint32_t> live_partnerships(const Ties& ties, const sim::Executor& executor);

}  // namespace territory
