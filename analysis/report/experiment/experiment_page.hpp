// The page about a gathered experiment.
#pragma once

#include <string>

#include "analysis/report/page.hpp"
#include "sim/output/dataset.hpp"

namespace analysis::report {

/// The same page as of a run, without map: arms beside each other, verdicts, responses to factors. `name` =
/// the file. InputError when it is no gathered experiment.
[[nodiscard]] std::string experiment_page_of(const sim::output::ResultFile& file, const std::string& name,
                                             PageLanguage language);

}  // namespace analysis::report
