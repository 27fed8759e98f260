// Studies of hypotheses among what a command is given: files study.json, and folders of `lien test`.
#pragma once

#include <string>
#include <vector>

#include "analysis/hypothesis/study_record.hpp"

namespace cli {

/// Whether what is given are studies; InputError when some are and some are not.
[[nodiscard]] bool are_studies(const std::vector<std::string>& given);

/// The files of studies that folders and files come to, in the order given.
[[nodiscard]] std::vector<std::string> study_files_of(const std::vector<std::string>& given);

[[nodiscard]] std::vector<analysis::StudyRecord> studies_in(const std::vector<std::string>& files);

}  // namespace cli
