// The page about a gathered experiment.
#pragma once

#include <string>

#include "analysis/report/map/map_json.hpp"
#include "analysis/report/page.hpp"
#include "sim/output/dataset.hpp"

namespace analysis::report {

/// The same page as of a run: arms beside each other, verdicts, difference maps of EPCI, responses to
/// factors, heat maps, parallel coordinates, indices. `name` = the file. InputError when it is no gathered
/// experiment.
[[nodiscard]] std::string experiment_page_of(const sim::output::ResultFile& file, const std::string& name,
                                             PageLanguage language, const MapSources& sources = {});

}  // namespace analysis::report
