// The report where scripts are off: headlines and pictures.
#pragma once

#include <string>
#include <vector>

#include "analysis/report/figure.hpp"
#include "analysis/report/run_set.hpp"

namespace analysis::report {

[[nodiscard]] std::string static_page(const RunSet& runs, const std::vector<Figure>& figures, bool french);

}  // namespace analysis::report
