// The project's own files as text, for tests of how it is written.
#pragma once

#include <algorithm>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "tests/support/run_lien.hpp"

namespace lien_test {

struct SourceFile {
  std::string path;  ///< relative to the project: "sim/core/csv.cpp"
  std::string text;
};

/// Files below `folder` whose name ends with one of `endings`, sorted by path.
inline std::vector<SourceFile> files_in(const std::string& folder, const std::vector<std::string>& endings) {
  namespace fs = std::filesystem;
  const fs::path root = LIEN_SOURCE_DIR;
  std::vector<SourceFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string path = fs::relative(entry.path(), root).string();
    const auto ends = [&](const std::string& ending) { return path.ends_with(ending); };
    if (entry.is_regular_file() && std::any_of(endings.begin(), endings.end(), ends))
      files.push_back({path, text_of(entry.path())});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

inline std::vector<SourceFile> sources_in(const std::vector<std::string>& folders) {
  std::vector<SourceFile> files;
  for (const std::string& folder : folders) {
    const auto more = files_in(folder, {".cpp", ".hpp"});
    files.insert(files.end(), more.begin(), more.end());
  }
  return files;
}

/// `text` with comments and the inside of texts in quotes blanked, lines kept.
inline std::string code_only(const std::string& text) {
  static const std::regex prose(
      R"re(//[^\n]*|/\*[^]*?\*/|R"\(([^]*?)\)"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)')re");
  std::string code;
  auto last = text.cbegin();
  for (std::sregex_iterator match(text.begin(), text.end(), prose), end; match != end; ++match) {
    code.append(last, (*match)[0].first);
    const std::string found = match->str();
    code.append(static_cast<std::size_t>(std::count(found.begin(), found.end(), '\n')), '\n');
    last = (*match)[0].second;
  }
  return code.append(last, text.cend());
}

/// "path:line: text of the line" of every line of the code that matches.
inline std::vector<std::string> lines_matching(const std::vector<SourceFile>& files,
                                               const std::string& pattern) {
  const std::regex wanted(pattern);
  std::vector<std::string> found;
  for (const SourceFile& file : files) {
    const std::string code = code_only(file.text);
    std::size_t begin = 0;
    for (int number = 1; begin < code.size(); ++number) {
      const std::size_t end = std::min(code.find('\n', begin), code.size());
      const std::string line = code.substr(begin, end - begin);
      if (std::regex_search(line, wanted))
        found.push_back(file.path + ":" + std::to_string(number) + ": " + line);
      begin = end + 1;
    }
  }
  return found;
}

}  // namespace lien_test
