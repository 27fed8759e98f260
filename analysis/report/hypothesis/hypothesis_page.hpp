// The page of one hypothesis or of several.
#pragma once

#include <string>
#include <vector>

#include "analysis/hypothesis/study_record.hpp"
#include "analysis/report/page.hpp"

namespace analysis::report {

/// At least one record. InputError when two are of one hypothesis.
[[nodiscard]] std::string hypothesis_page_of(const std::vector<StudyRecord>& records, PageLanguage language);

}  // namespace analysis::report
