#include "sim/output/checkpoint.hpp"

#include <fmt/format.h>

#include <cstring>
#include <utility>

#include "sim/output/partial_file.hpp"
#include "sim/output/sha256.hpp"
#include "sim/parameters/toml_value.hpp"

namespace sim::output {

namespace {

constexpr std::string_view magic = "LIENCKPT", end_mark = "LIENEND\n";
constexpr std::uint32_t order_mark = 0x01020304;
constexpr std::size_t longest_name = 255;
constexpr std::uint64_t most_sections = 100'000;

/// The same in every version, so that any program can tell a newer file from a damaged one.
struct Preamble {
  char magic[8];
  std::uint32_t version;
  std::uint32_t order;
  std::uint64_t file_bytes;
  std::uint64_t sections;
  Sha256Sum sum;  ///< of what stands before it
};
static_assert(sizeof(Preamble) == 64 && std::is_trivially_copyable_v<Preamble>);

/// Followed by the name, the bytes, and the SHA-256 of all three.
struct SectionHead {
  std::uint64_t name_bytes;
  std::uint64_t bytes;
};
constexpr std::size_t section_overhead = sizeof(SectionHead) + sizeof(Sha256Sum);

/// Names in a file may be any bytes; what a user is shown is text.
std::string readable(std::string sentence) { return is_utf8(sentence) ? sentence : in_quotes(sentence); }

Sha256Sum sum_of(const Preamble& preamble) {
  Sha256 sha;
  sha.add(&preamble, offsetof(Preamble, sum));
  return sha.sum();
}

template <class T>
std::span<const std::byte> bytes_of(const T& value) {
  return std::as_bytes(std::span(&value, 1));
}

/// A section that nobody could read back is our own fault.
void require_readable(const CheckpointSections& sections) {
  std::map<std::string_view, int> names;
  for (const auto& section : sections.all()) {
    if (section.name.empty() || section.name.size() > longest_name || ++names[section.name] > 1)
      throw InvariantError(
          fmt::format("checkpoint section '{}' is unnamed, named too long or named twice", section.name));
  }
  if (names.size() > most_sections) throw InvariantError("a checkpoint has too many sections");
}

class CheckpointReader {
 public:
  CheckpointReader(std::span<const std::byte> bytes, const std::string& file) : rest_(bytes), file_(file) {}

  CheckpointView read() {
    const std::size_t size = rest_.size();
    Preamble preamble{};
    if (size >= magic.size() && std::memcmp(rest_.data(), magic.data(), magic.size()) != 0)
      throw DamagedCheckpoint(Fault{{file_, 0, 0}, "this is not a checkpoint", {}});
    if (size < sizeof preamble) damaged("it ends within its first lines");
    take(preamble);
    if (preamble.sum != sum_of(preamble)) damaged("its first bytes are not as they were written");
    if (preamble.order != order_mark)
      refuse("this checkpoint was written on a machine of another byte order");
    if (preamble.version > checkpoint_version)
      refuse(fmt::format("this checkpoint was written by a newer Lien (format {}, this one reads up to {})",
                         preamble.version, checkpoint_version));
    if (preamble.version == 0) refuse("this checkpoint has no format version");
    if (preamble.file_bytes > size)
      damaged(fmt::format("it is cut short, {} bytes of {}", size, preamble.file_bytes));
    if (preamble.file_bytes < size)
      damaged(fmt::format("{} bytes follow its end", size - preamble.file_bytes));
    if (preamble.sections > most_sections) damaged("it names more sections than there can be");
    std::map<std::string, std::span<const std::byte>, std::less<>> sections;
    for (std::uint64_t s = 0; s < preamble.sections; ++s) {
      const auto [name, bytes] = section(s);
      if (!sections.emplace(name, bytes).second) damaged(fmt::format("section '{}' comes twice", name));
    }
    if (rest_.size() != end_mark.size() || std::memcmp(rest_.data(), end_mark.data(), end_mark.size()) != 0)
      damaged("it does not end where it should");
    return {file_, std::move(sections)};
  }

 private:
  template <class T>
  void take(T& value) {
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_ = rest_.subspan(sizeof value);
  }
  [[nodiscard]] std::pair<std::string, std::span<const std::byte>> section(std::uint64_t number) {
    SectionHead head{};
    if (rest_.size() < section_overhead) damaged(fmt::format("section {} is cut short", number + 1));
    const auto begin = rest_.data();
    take(head);
    const std::size_t room = rest_.size() - sizeof(Sha256Sum);
    // Neither sum can overflow: each size is compared on its own first.
    if (head.name_bytes == 0 || head.name_bytes > longest_name || head.name_bytes > room ||
        head.bytes > room - head.name_bytes)
      damaged(fmt::format("section {} gives a size that cannot be", number + 1));
    const std::string name(reinterpret_cast<const char*>(rest_.data()), head.name_bytes);
    const auto bytes = rest_.subspan(head.name_bytes, head.bytes);
    rest_ = rest_.subspan(head.name_bytes + head.bytes);
    Sha256 sha;
    sha.add(begin, sizeof head + head.name_bytes + head.bytes);
    Sha256Sum stored;
    take(stored);
    if (stored != sha.sum())
      damaged(fmt::format("section {} is not as it was written (checksum)", number + 1));
    return {name, bytes};
  }
  [[noreturn]] void refuse(std::string what) const {
    throw InputError(Fault{{file_, 0, 0}, std::move(what), {}});
  }
  [[noreturn]] void damaged(const std::string& how) const {
    throw DamagedCheckpoint(Fault{{file_, 0, 0}, readable("this checkpoint is damaged: " + how), {}});
  }

  std::span<const std::byte> rest_;
  const std::string& file_;
};

}  // namespace

void CheckpointSections::add(std::string name, std::vector<std::byte> bytes) {
  kept_.push_back(std::move(bytes));
  refer(std::move(name), kept_.back());
}

void CheckpointSections::add_text(std::string name, std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  add(std::move(name), {bytes.begin(), bytes.end()});
}

void CheckpointSections::add_number(std::string name, std::int64_t number) {
  const auto bytes = bytes_of(number);
  add(std::move(name), {bytes.begin(), bytes.end()});
}

void CheckpointSections::refer(std::string name, std::span<const std::byte> bytes) {
  sections_.push_back({std::move(name), bytes});
}

std::span<const std::byte> CheckpointView::bytes(std::string_view name) const {
  const auto found = sections_.find(name);
  if (found == sections_.end()) refuse(fmt::format("has no section '{}'", name));
  return found->second;
}

std::string CheckpointView::text(std::string_view name) const {
  const auto content = bytes(name);
  return {reinterpret_cast<const char*>(content.data()), content.size()};
}

std::int64_t CheckpointView::number(std::string_view name) const {
  const auto content = bytes(name);
  std::int64_t number = 0;
  if (content.size() != sizeof number) refuse(fmt::format("holds no number in section '{}'", name));
  std::memcpy(&number, content.data(), sizeof number);
  return number;
}

void CheckpointView::refuse(std::string what) const {
  throw InputError(Fault{{file_, 0, 0}, readable("this checkpoint " + std::move(what)), {}});
}

CheckpointView read_checkpoint(std::span<const std::byte> bytes, const std::string& file) {
  return CheckpointReader(bytes, file).read();
}

void write_checkpoint(const CheckpointSections& sections, const std::filesystem::path& path) {
  require_readable(sections);
  Preamble preamble{{}, checkpoint_version, order_mark, sizeof(Preamble) + end_mark.size(), 0, {}};
  std::memcpy(preamble.magic, magic.data(), magic.size());
  for (const auto& section : sections.all()) {
    preamble.file_bytes += section_overhead + section.name.size() + section.bytes.size();
    ++preamble.sections;
  }
  preamble.sum = sum_of(preamble);
  PartialFile file(path, "checkpoint");
  file.write(bytes_of(preamble));
  for (const auto& section : sections.all()) {
    const SectionHead head{section.name.size(), section.bytes.size()};
    std::vector<std::byte> front(sizeof head + section.name.size());
    std::memcpy(front.data(), &head, sizeof head);
    std::memcpy(front.data() + sizeof head, section.name.data(), section.name.size());
    Sha256 sha;
    sha.add(front.data(), front.size());
    sha.add(section.bytes.data(), section.bytes.size());
    const Sha256Sum sum = sha.sum();
    file.write(front);
    file.write(section.bytes);
    file.write(bytes_of(sum));
  }
  file.write(std::as_bytes(std::span(end_mark)));
  file.place();
}

}  // namespace sim::output
