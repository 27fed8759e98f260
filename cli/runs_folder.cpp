#include "cli/runs_folder.hpp"

#include <stdlib.h>

#include <cerrno>
#include <cstring>

#include "sim/core/error.hpp"

namespace cli {

RunsFolder::RunsFolder(const std::string& told) : path_(told), kept_(!told.empty()) {
  if (kept_) return;
  std::error_code error;
  std::string name = (std::filesystem::temp_directory_path(error) / "lien-runs-XXXXXX").string();
  if (error || ::mkdtemp(name.data()) == nullptr)
    throw sim::StorageError("cannot make a folder for the runs: " +
                            (error ? error.message() : std::string(std::strerror(errno))));
  path_ = name;
}

RunsFolder::~RunsFolder() {
  std::error_code ignored;
  if (!kept_) std::filesystem::remove_all(path_, ignored);
}

}  // namespace cli
