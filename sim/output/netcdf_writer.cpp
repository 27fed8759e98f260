#include "sim/output/netcdf_writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <span>
#include <string>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/output/netcdf_image.hpp"

namespace sim::output {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& target, std::string_view reason) {
  throw StorageError(fmt::format("cannot write results to '{}': {}", target.string(), reason));
}

[[noreturn]] void refuse_system(const fs::path& target, std::string_view attempt, int error) {
  refuse(target, fmt::format("{} failed ({})", attempt, std::strerror(error)));
}

fs::path folder_of(const fs::path& target) {
  return target.has_parent_path() ? target.parent_path() : fs::path(".");
}

/// The file itself where the name is a symbolic link: the link is the user's and stays.
fs::path resolved(const fs::path& target) {
  std::error_code ignored;
  if (!fs::is_symlink(fs::symlink_status(target, ignored))) return target;
  const fs::path real = fs::weakly_canonical(target, ignored);
  return ignored ? target : real;
}

void check_target(const fs::path& target) {
  if (target.empty()) throw StorageError("cannot write results: the name of the file is empty");
  const fs::path folder = folder_of(target);
  std::error_code error;
  const bool found = fs::exists(folder, error);
  if (error) refuse_system(target, "looking for its folder", error.value());
  if (!found) refuse(target, fmt::format("folder '{}' does not exist", folder.string()));
  if (!fs::is_directory(folder, error)) refuse(target, fmt::format("'{}' is not a folder", folder.string()));
  const fs::file_status status = fs::status(target, error);
  if (fs::is_directory(status) || !target.has_filename()) refuse(target, "this is a folder");
  if (fs::exists(status) && !fs::is_regular_file(status)) refuse(target, "this is not an ordinary file");
  if (fs::exists(status) && ::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0) {
    refuse(target, "the file there is protected against writing");
  }
}

/// The file under its temporary name; removed unless it was put in place.
class PartialFile {
 public:
  explicit PartialFile(const fs::path& target)
      : target_(target),
        path_(folder_of(target) / fmt::format(".{}.partial-{}", target.filename().string(), ::getpid())) {
    ::unlink(path_.c_str());  // left by a killed process that had our number
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ < 0) refuse_system(target_, "creating a file in its folder", errno);
  }
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;
  ~PartialFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!placed_) ::unlink(path_.c_str());
  }

  void write(std::span<const std::byte> bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) refuse_system(target_, "writing", errno);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
  }

  /// On the disk before it gets its name, and the name on the disk before we say so.
  void place() {
    if (::fsync(descriptor_) != 0) refuse_system(target_, "syncing to the disk", errno);
    if (::close(std::exchange(descriptor_, -1)) != 0) refuse_system(target_, "closing", errno);
    if (::rename(path_.c_str(), target_.c_str()) != 0) refuse_system(target_, "renaming", errno);
    placed_ = true;
    sync_folder();
  }

 private:
  void sync_folder() const {
    const int folder = ::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;  // a folder one may write but not list; the data themselves are safe
    const int error = ::fsync(folder) == 0 ? 0 : errno;
    ::close(folder);
    // EINVAL: some network file systems cannot sync a folder.
    if (error != 0 && error != EINVAL) refuse_system(target_, "syncing its folder to the disk", error);
  }

  fs::path target_;
  fs::path path_;
  int descriptor_ = -1;
  bool placed_ = false;
};

}  // namespace

void check_writable(const fs::path& path) {
  const fs::path target = resolved(path);
  check_target(target);
  const PartialFile attempt(target);  // permissions, quotas and read-only disks, asked of the system itself
}

void write_netcdf(const ResultFile& file, const fs::path& path) {
  const fs::path target = resolved(path);
  check_target(target);
  const std::vector<std::byte> image = netcdf_image(file, path.string());
  PartialFile partial(target);
  partial.write(image);
  partial.place();
}

}  // namespace sim::output
