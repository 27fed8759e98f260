// The report of a calibration as one HTML file.
#pragma once

#include "analysis/report/page.hpp"

namespace analysis::report {

/// InputError when the file is no result of a calibration, or contradicts itself. `name` as the user gave it.
[[nodiscard]] std::string calibration_page_of(const sim::output::ResultFile& file, const std::string& name,
                                              PageLanguage language);

}  // namespace analysis::report
