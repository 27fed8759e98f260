#include "sim/output/partial_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "sim/core/error.hpp"

namespace sim::output {

namespace {

namespace fs = std::filesystem;

/// The target and what it is to hold, for sentences.
struct Refusing {
  const fs::path& target;
  const std::string& what;

  [[noreturn]] void refuse(std::string_view reason) const {
    throw StorageError(fmt::format("cannot write {} '{}': {}", what, target.string(), reason));
  }
  [[noreturn]] void refuse_system(std::string_view attempt, int error) const {
    refuse(fmt::format("{} failed ({})", attempt, std::strerror(error)));
  }
};

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

void check_resolved(const fs::path& target, const std::string& what) {
  if (target.empty()) throw StorageError(fmt::format("cannot write {}: the name of the file is empty", what));
  const Refusing ask{target, what};
  const fs::path folder = folder_of(target);
  std::error_code error;
  const bool found = fs::exists(folder, error);
  if (error) ask.refuse_system("looking for its folder", error.value());
  if (!found) ask.refuse(fmt::format("folder '{}' does not exist", folder.string()));
  if (!fs::is_directory(folder, error)) ask.refuse(fmt::format("'{}' is not a folder", folder.string()));
  const fs::file_status status = fs::status(target, error);
  if (fs::is_directory(status) || !target.has_filename()) ask.refuse("this is a folder");
  if (fs::exists(status) && !fs::is_regular_file(status)) ask.refuse("this is not an ordinary file");
  if (fs::exists(status) && ::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0) {
    ask.refuse("the file there is protected against writing");
  }
}

}  // namespace

void check_target(const fs::path& path, const std::string& what) { check_resolved(resolved(path), what); }

void check_writable(const fs::path& path, const std::string& what) { const PartialFile attempt(path, what); }

PartialFile::PartialFile(const fs::path& path, std::string what)
    : target_(resolved(path)), what_(std::move(what)) {
  check_resolved(target_, what_);
  path_ = folder_of(target_) / fmt::format(".{}.partial-{}", target_.filename().string(), ::getpid());
  ::unlink(path_.c_str());  // left by a killed process that had our number
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor_ < 0) Refusing{target_, what_}.refuse_system("creating a file in its folder", errno);
}

PartialFile::~PartialFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!placed_) ::unlink(path_.c_str());
}

void PartialFile::write(std::span<const std::byte> bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) Refusing{target_, what_}.refuse_system("writing", errno);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void PartialFile::place() {
  const Refusing ask{target_, what_};
  if (::fsync(descriptor_) != 0) ask.refuse_system("syncing to the disk", errno);
  if (::close(std::exchange(descriptor_, -1)) != 0) ask.refuse_system("closing", errno);
  if (::rename(path_.c_str(), target_.c_str()) != 0) ask.refuse_system("renaming", errno);
  placed_ = true;
  sync_folder();
}

void PartialFile::sync_folder() const {
  const int folder = ::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;  // a folder one may write but not list; the data themselves are safe
  const int error = ::fsync(folder) == 0 ? 0 : errno;
  ::close(folder);
  // EINVAL: some network file systems cannot sync a folder.
  if (error != 0 && error != EINVAL)
    Refusing{target_, what_}.refuse_system("syncing its folder to the disk", error);
}

std::vector<std::byte> whole_content(const fs::path& path, const std::string& what) {
  const auto refuse = [&](const char* attempt) {
    throw StorageError(fmt::format("cannot read {} '{}': {} failed ({})", what, path.string(), attempt,
                                   std::strerror(errno)));
  };
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) refuse("opening");
  std::vector<std::byte> content;
  try {
    struct stat about {};
    if (::fstat(descriptor, &about) != 0) refuse("asking its size");
    if (!S_ISREG(about.st_mode))
      throw StorageError(
          fmt::format("cannot read {} '{}': this is not an ordinary file", what, path.string()));
    content.resize(static_cast<std::size_t>(about.st_size));
    std::size_t at = 0;
    while (at < content.size()) {
      const ssize_t got = ::read(descriptor, content.data() + at, content.size() - at);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) refuse("reading");
      if (got == 0) break;  // cut short while we read
      at += static_cast<std::size_t>(got);
    }
    content.resize(at);
  } catch (...) {
    ::close(descriptor);
    throw;
  }
  ::close(descriptor);
  return content;
}

}  // namespace sim::output
