// The two checkpoints of a result, FILE.ckpt-a and FILE.ckpt-b, written in turn: while one is being replaced
// the other stands.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "sim/output/checkpoint.hpp"

namespace sim::output {

/// A checkpoint read from the disk; the view refers to the bytes.
struct StoredCheckpoint {
  std::filesystem::path file;
  std::vector<std::byte> content;
  CheckpointView view;
};

/// Throws what read_checkpoint throws, and StorageError when the file cannot be read.
[[nodiscard]] StoredCheckpoint load_checkpoint(const std::filesystem::path& file);

class CheckpointPair {
 public:
  /// Sections every checkpoint of a pair has: numbers by which the newer is known, the first before the
  /// second. A run keeps its start when it is resumed.
  static constexpr const char* started_section = "run started";  ///< nanoseconds of the system clock
  static constexpr const char* month_section = "month";          ///< the last one computed

  explicit CheckpointPair(const std::filesystem::path& result);

  [[nodiscard]] const std::array<std::filesystem::path, 2>& files() const { return files_; }
  /// Those of the two that exist.
  [[nodiscard]] std::vector<std::filesystem::path> present() const;
  /// Throws StorageError if a checkpoint could not be put there.
  void check_writable() const;

  /// The newer of the whole ones; empty when there are no files. `notes` gets a sentence on a damaged one
  /// passed over. InputError with a fault for each file when none is whole; what read_checkpoint refuses
  /// for another reason than damage is refused.
  [[nodiscard]] std::optional<StoredCheckpoint> newest(std::string& notes) const;

  /// What this run goes on from: written over last. Without it the files found are another run's.
  void continue_from(const std::filesystem::path& file);
  /// Replaces the older one; at its first call, other runs' files too. StorageError: the system refuses, and
  /// the files are as they were.
  void write(const CheckpointSections& sections);
  /// Whether a checkpoint of this run stands here.
  [[nodiscard]] bool holds_ours() const { return ours_; }
  /// The result is there: they have served.
  void remove() const;

 private:
  std::array<std::filesystem::path, 2> files_;
  std::size_t next_ = 0;
  bool ours_ = false;
};

}  // namespace sim::output
