// The files in which workers keep what they ran: records appended one after another, never changed.
//
// A record is a header of 64 bytes and a payload of a multiple of 8 bytes, in the byte order of the machine
// that wrote it; the file says which. Its checksum is over both. A record is written by one call, so that a
// worker killed while writing leaves a last record that is cut short: readers pass over it, the next worker
// of the file writes over it. Synced to the disk every few seconds and at the end: a crash of the machine,
// not of the program, can lose that much; it is found by the checksums and run again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "analysis/experiment/assembly.hpp"

namespace analysis {

enum class RunStatus : std::uint8_t { missing = 0, failed = 1, done = 2 };

struct RunRecord {
  std::uint64_t run = 0;
  RunIdentity identity{};
  RunStatus status = RunStatus::missing;
  double seconds = 0;                  ///< the run took
  std::span<const std::byte> payload;  ///< doubles of a run done; a message of one that failed
  [[nodiscard]] std::string message() const;
};

inline constexpr std::size_t record_header_bytes = 64;

/// What reading a file of records came to.
struct RecordScan {
  std::uint64_t end = 0;      ///< behind the last sound record
  std::uint64_t damaged = 0;  ///< stretches between sound records that are none
  bool foreign = false;       ///< of another experiment, or no file of records
};
/// Calls `each` for every sound record, oldest first, with the offset of its payload. A file that does not
/// exist, or is shorter than its header, has none. StorageError when the system refuses.
RecordScan scan_records(const std::filesystem::path& file, const std::string& experiment_hash,
                        const std::function<void(const RunRecord&, std::uint64_t payload_at)>& each);

/// Appends to a file of records, from any thread.
class RecordWriter {
 public:
  /// Opens or creates the file; what stands behind `end` is cut off. StorageError, here and below.
  RecordWriter(const std::filesystem::path& file, const std::string& experiment_hash, std::uint64_t end);
  RecordWriter(const RecordWriter&) = delete;
  RecordWriter& operator=(const RecordWriter&) = delete;
  ~RecordWriter();

  /// When it throws, the file ends with the record before.
  void append(const RunRecord& record);
  /// On the disk when this returns.
  void sync();

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
  std::mutex mutex_;
  std::uint64_t end_ = 0;
};

}  // namespace analysis
