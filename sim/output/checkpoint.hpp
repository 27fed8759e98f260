// The state of a run between two months, as named sections of bytes in one file that another process can go
// on from. What the sections mean is up to who writes them; docs/checkpoints.md gives the layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/error.hpp"

namespace sim::output {

/// Raised whenever an older program could no longer read the file.
inline constexpr std::uint32_t checkpoint_version = 1;

/// Cut short, altered, or continued by other bytes; another copy may still be whole. Exit code 2.
class DamagedCheckpoint : public InputError {
 public:
  using InputError::InputError;
};

/// Sections to be written, in the order given. Names are distinct, 1 to 255 bytes.
class CheckpointSections {
 public:
  void add(std::string name, std::vector<std::byte> bytes);
  void add_text(std::string name, std::string_view text);
  void add_number(std::string name, std::int64_t number);
  /// Bytes that stay where they are until the file is written: columns are large.
  void refer(std::string name, std::span<const std::byte> bytes);

  struct Section {
    std::string name;
    std::span<const std::byte> bytes;
  };
  [[nodiscard]] const std::vector<Section>& all() const { return sections_; }

 private:
  std::vector<Section> sections_;
  std::deque<std::vector<std::byte>> kept_;  // a deque never moves them
};

/// Sections of a checkpoint in memory, every checksum verified. Refers to the bytes it was read from.
class CheckpointView {
 public:
  CheckpointView(std::string file, std::map<std::string, std::span<const std::byte>, std::less<>> sections)
      : file_(std::move(file)), sections_(std::move(sections)) {}

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] bool has(std::string_view name) const { return sections_.contains(name); }
  /// InputError when there is no such section; of a number, when it is not one.
  [[nodiscard]] std::span<const std::byte> bytes(std::string_view name) const;
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] std::int64_t number(std::string_view name) const;
  /// Throws InputError: the checkpoint is whole, but `what` in it cannot be used.
  [[noreturn]] void refuse(std::string what) const;

 private:
  std::string file_;
  std::map<std::string, std::span<const std::byte>, std::less<>> sections_;
};

/// Believes nothing: whatever the bytes, it gives a view or throws InputError with one sentence that begins
/// with `file`; DamagedCheckpoint when they are not as they were written. Takes no memory but for the names.
[[nodiscard]] CheckpointView read_checkpoint(std::span<const std::byte> bytes, const std::string& file);

/// The file is replaced whole or not at all (see PartialFile). StorageError: the system refuses.
void write_checkpoint(const CheckpointSections& sections, const std::filesystem::path& path);

}  // namespace sim::output
