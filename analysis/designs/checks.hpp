// What all designs ask of their sizes.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <string>

#include "sim/core/error.hpp"

namespace analysis {

/// InputError "WHAT = VALUE is out of range" unless low ≤ value ≤ high.
inline void require_within(const std::string& what, std::size_t value, std::size_t low, std::size_t high) {
  if (value >= low && value <= high) return;
  throw sim::InputError(sim::Fault{{},
                                   fmt::format("{} = {} is out of range", what, value),
                                   {fmt::format("allowed  {} to {}", low, high)}});
}

}  // namespace analysis
