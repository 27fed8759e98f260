// What a test of a hypothesis came to, as JSON: what `lien test --json` prints and leaves in
// FOLDER/study.json, and what reads it back.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/hypothesis/hypothesis_study.hpp"

namespace analysis {

struct StudyRecord {
  Hypothesis hypothesis;
  Study study;
  std::string program;  ///< hash of the sources that ran it
};

/// Raised when something that was there changes its meaning or vanishes.
inline constexpr std::int64_t study_format = 1;
inline constexpr const char* study_file_name = "study.json";

[[nodiscard]] nlohmann::json study_as_json(const StudyRecord& record);

/// Whole or not at all, in place of that of an earlier test. StorageError when the system refuses.
void write_study(const StudyRecord& record, const std::filesystem::path& folder);

/// Of the hypothesis what the file holds: no list of theories, no theory sets. InputError with one sentence
/// when it is damaged, of something else or of a newer program.
[[nodiscard]] StudyRecord read_study(const std::filesystem::path& file);

/// `given` is such a file, the folder of a hypothesis or one that holds several: their files, H2 before H10.
/// InputError when there is none.
[[nodiscard]] std::vector<std::filesystem::path> study_files(const std::filesystem::path& given);

}  // namespace analysis
