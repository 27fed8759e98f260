// Where the runs of a comparison are kept: a folder of the user's, or one that vanishes with the command.
#pragma once

#include <filesystem>
#include <string>

namespace cli {

class RunsFolder {
 public:
  /// `told` empty: a new folder among the system's temporary files. StorageError when there can be none.
  explicit RunsFolder(const std::string& told);
  RunsFolder(const RunsFolder&) = delete;
  RunsFolder& operator=(const RunsFolder&) = delete;
  ~RunsFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] bool kept() const { return kept_; }

 private:
  std::filesystem::path path_;
  bool kept_;
};

}  // namespace cli
