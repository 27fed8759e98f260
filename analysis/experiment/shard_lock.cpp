#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "analysis/experiment/sweep_folder.hpp"

namespace analysis {

namespace {

namespace fs = std::filesystem;

fs::path lock_of(fs::path records) { return records.replace_extension(".lock"); }

std::string text_of(int descriptor) {
  std::array<char, 200> text{};
  const ssize_t got = ::pread(descriptor, text.data(), text.size(), 0);
  return got > 0 ? std::string(text.data(), static_cast<std::size_t>(got)) : std::string();
}

/// Takes the lock, unless another process has it. Who only looks for a holder has it for an instant: asked
/// again.
bool is_held(int descriptor) {
  for (int attempt = 0; attempt < 5; ++attempt) {
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(40));
  }
  return true;
}

}  // namespace

ShardLock::ShardLock(const fs::path& records, const std::string& holder) {
  const fs::path file = lock_of(records);
  descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0)
    throw sim::StorageError(
        fmt::format("cannot keep runs in '{}': opening failed ({})", file.string(), std::strerror(errno)));
  if (is_held(descriptor_)) {
    const std::string other = text_of(descriptor_);
    ::close(descriptor_);
    throw sim::StorageError(fmt::format("'{}' is being worked on by {}: wait for it, or choose another shard",
                                        records.parent_path().parent_path().string(),
                                        other.empty() ? "another process" : other));
  }
  // A file system without locks (ENOLCK, ENOSYS) is worked on all the same: records of one run are equal,
  // whoever made them, and the documentation asks for one process a shard.
  if (::ftruncate(descriptor_, 0) != 0 ||
      ::pwrite(descriptor_, holder.data(), holder.size(), 0) != static_cast<ssize_t>(holder.size())) {
    const int error = errno;
    ::close(descriptor_);
    throw sim::StorageError(
        fmt::format("cannot keep runs in '{}': writing failed ({})", file.string(), std::strerror(error)));
  }
}

ShardLock::~ShardLock() {
  [[maybe_unused]] const int ignored = ::ftruncate(descriptor_, 0);
  ::close(descriptor_);
}

std::string holder_of(const fs::path& records) {
  const int descriptor = ::open(lock_of(records).c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return {};
  std::string holder;
  if (::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK) holder = text_of(descriptor);
  ::close(descriptor);
  return holder;
}

}  // namespace analysis
