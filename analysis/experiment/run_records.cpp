#include "analysis/experiment/run_records.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/output/sha256.hpp"

namespace analysis {

namespace {

constexpr std::size_t file_header_bytes = 96, hash_letters = 64;
constexpr char file_mark[16] = "lien runs 1\n";
constexpr std::uint64_t byte_order = 0x0102030405060708;
constexpr char record_mark[4] = {'r', 'u', 'n', '\n'};
constexpr std::uint32_t largest_payload = std::uint32_t{1} << 30;
constexpr std::size_t checksum_bytes = 16;

/// As it stands in the file.
struct Header {
  char mark[4];
  std::uint32_t payload_bytes;
  std::uint64_t run;
  RunIdentity identity;
  std::uint64_t status;
  double seconds;
  std::array<std::byte, checksum_bytes> checksum;
};
static_assert(sizeof(Header) == record_header_bytes);

[[noreturn]] void refuse(const std::filesystem::path& file, const char* attempt) {
  throw sim::StorageError(
      fmt::format("cannot keep runs in '{}': {} failed ({})", file.string(), attempt, std::strerror(errno)));
}

std::array<std::byte, checksum_bytes> checksum_of(Header header, const std::byte* payload) {
  header.checksum = {};
  sim::output::Sha256 sha;
  sha.add(&header, sizeof header);
  sha.add(payload, header.payload_bytes);
  const sim::output::Sha256Sum sum = sha.sum();
  std::array<std::byte, checksum_bytes> half;
  std::copy_n(sum.begin(), half.size(), half.begin());
  return half;
}

std::string file_header(const std::string& experiment_hash) {
  std::string header(file_mark, sizeof file_mark);
  header.append(reinterpret_cast<const char*>(&byte_order), sizeof byte_order);
  header.append(8, '\0');
  return header + experiment_hash;
}

/// Reads a file at any offset through a window.
class Window {
 public:
  explicit Window(int descriptor, const std::filesystem::path& file) : descriptor_(descriptor), file_(file) {}
  /// `size` bytes from `at` on; null when the file ends before.
  const std::byte* bytes(std::uint64_t at, std::size_t size) {
    if (at >= begin_ && at + size <= begin_ + held_) return window_.data() + (at - begin_);
    if (window_.size() < size) window_.resize(std::max(size, std::size_t{4} << 20));
    begin_ = at;
    held_ = 0;
    while (held_ < window_.size()) {
      const ssize_t got = ::pread(descriptor_, window_.data() + held_, window_.size() - held_,
                                  static_cast<off_t>(begin_ + held_));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) refuse(file_, "reading");
      if (got == 0) break;
      held_ += static_cast<std::size_t>(got);
    }
    return held_ < size ? nullptr : window_.data();
  }

 private:
  int descriptor_;
  const std::filesystem::path& file_;
  std::vector<std::byte> window_;
  std::uint64_t begin_ = 0;
  std::size_t held_ = 0;
};

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// The sound record at `at`, if there is one; the payload is good until the window moves.
std::optional<RunRecord> record_at(Window& window, std::uint64_t at) {
  const std::byte* bytes = window.bytes(at, sizeof(Header));
  if (bytes == nullptr || std::memcmp(bytes, record_mark, sizeof record_mark) != 0) return std::nullopt;
  Header header;
  std::memcpy(&header, bytes, sizeof header);
  if (header.payload_bytes > largest_payload || header.payload_bytes % 8 != 0 || header.status < 1 ||
      header.status > 2)
    return std::nullopt;
  bytes = window.bytes(at, sizeof header + header.payload_bytes);
  if (bytes == nullptr || checksum_of(header, bytes + sizeof header) != header.checksum) return std::nullopt;
  return RunRecord{header.run,
                   header.identity,
                   static_cast<RunStatus>(header.status),
                   header.seconds,
                   {bytes + sizeof header, header.payload_bytes}};
}

}  // namespace

std::string RunRecord::message() const {
  std::string text(reinterpret_cast<const char*>(payload.data()), payload.size());
  while (!text.empty() && text.back() == '\0') text.pop_back();
  return text;
}

RecordScan scan_records(const std::filesystem::path& file, const std::string& experiment_hash,
                        const std::function<void(const RunRecord&, std::uint64_t)>& each) {
  RecordScan scan;
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.number() < 0 && errno == ENOENT) return scan;
  if (descriptor.number() < 0) refuse(file, "opening");
  Window window(descriptor.number(), file);
  const std::byte* start = window.bytes(0, file_header_bytes);
  if (start == nullptr) return scan;  // killed while it was made
  const std::string wanted = file_header(experiment_hash);
  scan.foreign = std::memcmp(start, wanted.data(), file_header_bytes) != 0;
  if (scan.foreign) return scan;
  std::uint64_t at = scan.end = file_header_bytes;
  const off_t size = ::lseek(descriptor.number(), 0, SEEK_END);
  while (at + sizeof(Header) <= static_cast<std::uint64_t>(size)) {
    const auto record = record_at(window, at);
    if (!record) {  // cut short, or damaged: the next sound record is looked for
      at += 8;
      continue;
    }
    if (at != scan.end) ++scan.damaged;
    const std::size_t bytes = sizeof(Header) + record->payload.size();
    each(*record, at + sizeof(Header));
    at += bytes;
    scan.end = at;
  }
  return scan;
}

RecordWriter::RecordWriter(const std::filesystem::path& file, const std::string& experiment_hash,
                           std::uint64_t end)
    : file_(file) {
  static_assert(file_header_bytes == sizeof file_mark + sizeof byte_order + 8 + hash_letters);
  descriptor_ = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) refuse(file, "opening");
  try {
    if (::ftruncate(descriptor_, static_cast<off_t>(end)) != 0)
      refuse(file, "cutting off an unfinished record");
    end_ = end;
    if (end_ > 0) return;
    const std::string header = file_header(experiment_hash);
    if (::pwrite(descriptor_, header.data(), header.size(), 0) != static_cast<ssize_t>(header.size()))
      refuse(file, "writing");
    end_ = header.size();
  } catch (...) {
    ::close(std::exchange(descriptor_, -1));
    throw;
  }
}

RecordWriter::~RecordWriter() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void RecordWriter::append(const RunRecord& record) {
  Header header{};
  std::copy_n(record_mark, sizeof record_mark, header.mark);
  header.payload_bytes = static_cast<std::uint32_t>((record.payload.size() + 7) / 8 * 8);
  header.run = record.run;
  header.identity = record.identity;
  header.status = static_cast<std::uint64_t>(record.status);
  header.seconds = record.seconds;
  std::vector<std::byte> bytes(sizeof header + header.payload_bytes);
  std::copy(record.payload.begin(), record.payload.end(), bytes.begin() + sizeof header);
  header.checksum = checksum_of(header, bytes.data() + sizeof header);
  std::memcpy(bytes.data(), &header, sizeof header);
  const std::lock_guard lock(mutex_);
  std::size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t more = ::pwrite(descriptor_, bytes.data() + written, bytes.size() - written,
                                  static_cast<off_t>(end_ + written));
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) {
      const int error = errno;
      // Should even this fail, the stump is passed over by whoever reads the file.
      if (::ftruncate(descriptor_, static_cast<off_t>(end_)) != 0) errno = error;
      errno = error;
      refuse(file_, "writing");
    }
    written += static_cast<std::size_t>(more);
  }
  end_ += bytes.size();
}

void RecordWriter::sync() {
  if (::fdatasync(descriptor_) != 0) refuse(file_, "syncing to the disk");
}

}  // namespace analysis
