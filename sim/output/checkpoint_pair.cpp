#include "sim/output/checkpoint_pair.hpp"

#include <fmt/format.h>

#include <tuple>
#include <utility>

#include "sim/output/partial_file.hpp"

namespace sim::output {

namespace {

namespace fs = std::filesystem;

bool stands(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(file, ignored));
}

auto age(const StoredCheckpoint& checkpoint) {
  return std::tuple(checkpoint.view.number(CheckpointPair::started_section),
                    checkpoint.view.number(CheckpointPair::month_section));
}

}  // namespace

StoredCheckpoint load_checkpoint(const fs::path& file) {
  std::vector<std::byte> content = whole_content(file, "checkpoint");
  CheckpointView view = read_checkpoint(content, file.string());
  return {file, std::move(content), std::move(view)};
}

CheckpointPair::CheckpointPair(const fs::path& result)
    : files_{result.string() + ".ckpt-a", result.string() + ".ckpt-b"} {}

std::vector<fs::path> CheckpointPair::present() const {
  std::vector<fs::path> found;
  for (const fs::path& file : files_) {
    if (stands(file)) found.push_back(file);
  }
  return found;
}

void CheckpointPair::check_writable() const {
  for (const fs::path& file : files_) output::check_writable(file, "checkpoint");
}

std::optional<StoredCheckpoint> CheckpointPair::newest(std::string& notes) const {
  std::optional<StoredCheckpoint> best;
  std::vector<Fault> damage;
  for (const fs::path& file : present()) {
    try {
      StoredCheckpoint checkpoint = load_checkpoint(file);
      if (!best || age(*best) < age(checkpoint)) best.emplace(std::move(checkpoint));
    } catch (const DamagedCheckpoint& error) {
      damage.insert(damage.end(), error.faults().begin(), error.faults().end());
    }
  }
  if (!best && !damage.empty()) throw InputError(std::move(damage));
  for (const Fault& fault : damage) notes += to_string(fault);
  return best;
}

void CheckpointPair::continue_from(const fs::path& file) {
  for (std::size_t f = 0; f < files_.size(); ++f) {
    std::error_code ignored;
    if (!fs::equivalent(files_[f], file, ignored)) continue;
    next_ = 1 - f;
    ours_ = true;
  }
}

void CheckpointPair::write(const CheckpointSections& sections) {
  write_checkpoint(sections, files_[next_]);
  next_ = 1 - next_;
  // A kill just here leaves two runs' checkpoints; the start of ours is later.
  if (!std::exchange(ours_, true)) {
    std::error_code ignored;
    fs::remove(files_[next_], ignored);
  }
}

void CheckpointPair::remove() const {
  for (const fs::path& file : files_) {
    std::error_code ignored;
    fs::remove(file, ignored);
  }
}

}  // namespace sim::output
