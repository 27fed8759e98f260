// Puts a file on the disk whole or not at all: written under a temporary name, synced, then renamed.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace sim::output {

/// The file ".NAME.partial-PID" beside its target; removed when this object ends, unless it was put in place.
/// Every member throws StorageError with one sentence when the system refuses; the target is then as it was.
class PartialFile {
 public:
  /// Opens the temporary file. A target that is a symbolic link stays one: the file it leads to is replaced.
  /// `what` completes the sentence "cannot write … 'PATH'": "results to", "checkpoint".
  PartialFile(const std::filesystem::path& path, std::string what);
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;
  ~PartialFile();

  void write(std::span<const std::byte> bytes) const;
  /// On the disk before it gets its name, and the name on the disk before this returns.
  void place();

 private:
  void sync_folder() const;

  std::filesystem::path target_;
  std::filesystem::path path_;
  std::string what_;
  int descriptor_ = -1;
  bool placed_ = false;
};

/// Throws StorageError when a file of that name could not be written: no folder, a folder or a device in its
/// place, protected. Looks only.
void check_target(const std::filesystem::path& path, const std::string& what);

/// The same, by trying: permissions, quotas and read-only disks are asked of the system itself.
void check_writable(const std::filesystem::path& path, const std::string& what);

/// Whole content of an ordinary file. StorageError, "cannot read WHAT 'PATH'", when the system refuses.
[[nodiscard]] std::vector<std::byte> whole_content(const std::filesystem::path& path,
                                                   const std::string& what);

}  // namespace sim::output
