// What makes a run the run it is: the resolved scenario (its seed among it), the sources of engine and model,
// and the data. No times, no paths.
#pragma once

#include <string>
#include <string_view>

#include "models/territory/scenario.hpp"
#include "models/territory/world/geography.hpp"

namespace analysis {

/// SHA-256 in hexadecimal.
[[nodiscard]] std::string sha256_hex(std::string_view text);

/// Of everything the model reads of a territory.
[[nodiscard]] std::string geography_hash(const territory::Geography& geography);

/// `program` = hash of the sources of engine and model.
[[nodiscard]] std::string run_identity(const territory::Scenario& scenario,
                                       const territory::Geography& geography, const std::string& program);

}  // namespace analysis
