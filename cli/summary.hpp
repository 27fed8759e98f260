// What a run that ends well prints of itself.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/provenance.hpp"
#include "models/territory/record.hpp"

namespace cli {

/// The perimeter at three moments, the survey figures, the digest.
[[nodiscard]] std::string summary_as_text(const territory::Record& record, const territory::World& world,
                                          const Making& making, const std::string& output,
                                          const std::string& digest);
[[nodiscard]] nlohmann::json summary_as_json(const territory::Record& record, const territory::World& world,
                                             const territory::Scenario& scenario, const Making& making,
                                             const std::string& output, const std::string& digest);

}  // namespace cli
