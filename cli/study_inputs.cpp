#include "cli/study_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace cli {

bool are_studies(const std::vector<std::string>& given) {
  const auto is_study = [](const std::string& path) {
    return std::filesystem::is_directory(path) || std::filesystem::path(path).extension() == ".json";
  };
  const auto first_other = std::ranges::find_if_not(given, is_study);
  if (first_other == given.end()) return true;
  const auto study = std::ranges::find_if(given, is_study);
  if (study == given.end()) return false;
  throw sim::InputError(sim::Fault{{},
                                   fmt::format("{} is of hypotheses, {} is a result", *study, *first_other),
                                   {"allowed  folders of 'lien test' or results, not both"}});
}

std::vector<std::string> study_files_of(const std::vector<std::string>& given) {
  std::vector<std::string> files;
  for (const std::string& path : given)
    for (const auto& file : analysis::study_files(path)) files.push_back(file.string());
  return files;
}

std::vector<analysis::StudyRecord> studies_in(const std::vector<std::string>& files) {
  std::vector<analysis::StudyRecord> records;
  for (const std::string& file : files) records.push_back(analysis::read_study(file));
  return records;
}

}  // namespace cli
