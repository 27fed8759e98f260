#include "sim/state/column.hpp"

#include "sim/core/error.hpp"

namespace sim {

ColumnStore::ColumnStore(std::string name, ElementType element, std::size_t bytes_per_row,
                         std::type_index type)
    : name_(std::move(name)), element_(std::move(element)), bytes_per_row_(bytes_per_row), type_(type) {}

void ColumnStore::resize(std::size_t rows) {
  bytes_.resize(rows * bytes_per_row_);
  rows_ = rows;
}

void ColumnStore::open_rows(std::span<const std::uint32_t> before) {
  const std::size_t old_rows = rows_;
  resize(old_rows + before.size());
  // From the back, so that every run moves once into room already free.
  std::size_t run_end = old_rows;
  for (std::size_t k = before.size(); k-- > 0;) {
    const std::size_t run_begin = before[k];
    move_up(run_begin * bytes_per_row_, run_end * bytes_per_row_, (k + 1) * bytes_per_row_);
    std::memset(data() + (run_begin + k) * bytes_per_row_, 0, bytes_per_row_);
    run_end = run_begin;
  }
}

void ColumnStore::drop_rows(std::span<const std::uint32_t> rows) {
  if (rows.empty()) return;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const std::size_t begin = rows[k] + std::size_t{1};
    const std::size_t end = k + 1 < rows.size() ? rows[k + 1] : rows_;
    move_down(begin * bytes_per_row_, end * bytes_per_row_, (k + 1) * bytes_per_row_);
  }
  resize(rows_ - rows.size());
}

// Runs between two changed rows are short, some tens of bytes, and there are many: blocks of 16 bytes moved
// inline cost half of a call. Each block is loaded before it is stored, and goes on in the direction that
// never overtakes what is still to be read. The last block of a run reaches past it by less than 16 bytes:
// into what the next run will fill, and never into what the next run has yet to read as long as the shift
// is 16 bytes or more.

void ColumnStore::move_up(std::size_t begin, std::size_t end, std::size_t shift) {
  std::byte* bytes = data();
  if (shift < block || begin < block || end - begin > long_run) {
    std::memmove(bytes + begin + shift, bytes + begin, end - begin);
    return;
  }
  for (std::size_t at = end; at > begin;) {
    at -= block;  // the last time perhaps below `begin`, which is not below `block`
    std::array<std::byte, block> held;
    std::memcpy(held.data(), bytes + at, block);
    std::memcpy(bytes + at + shift, held.data(), block);
  }
}

void ColumnStore::move_down(std::size_t begin, std::size_t end, std::size_t shift) {
  std::byte* bytes = data();
  if (shift < block || end + block > bytes_.size() || end - begin > long_run) {
    std::memmove(bytes + begin - shift, bytes + begin, end - begin);
    return;
  }
  for (std::size_t at = begin; at < end; at += block) {
    std::array<std::byte, block> held;
    std::memcpy(held.data(), bytes + at, block);
    std::memcpy(bytes + at - shift, held.data(), block);
  }
}

std::uint64_t ColumnStore::fingerprint() const {
  // FNV-1a over 8-byte words: fast enough to run after every commit of a verified run.
  std::uint64_t hash = 0xcbf29ce484222325ULL ^ rows_;
  const std::size_t bytes = bytes_.size();
  for (std::size_t i = 0; i < bytes; i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes_.data() + i, bytes - i < 8 ? bytes - i : 8);
    hash = (hash ^ word) * 0x100000001b3ULL;
    hash ^= hash >> 29;
  }
  return hash;
}

std::vector<std::string> ColumnRegistry::column_names() const {
  std::vector<std::string> names;
  for (const auto& store : stores_) names.push_back(table_ + "." + store->name());
  return names;
}

std::size_t ColumnRegistry::bytes_per_row() const {
  std::size_t bytes = 0;
  for (const auto& store : stores_) bytes += store->bytes_per_row();
  return bytes;
}

void ColumnRegistry::resize(std::size_t rows) {
  for (const auto& store : stores_) store->resize(rows);
  rows_ = rows;
}

ColumnStore& ColumnRegistry::add_store(const std::string& name, ElementType element, std::size_t bytes,
                                       std::type_index type) {
  for (const auto& store : stores_) {
    if (store->name() == name)
      throw InvariantError("column '" + table_ + "." + name + "' is registered twice");
  }
  stores_.push_back(std::make_unique<ColumnStore>(name, std::move(element), bytes, type));
  stores_.back()->resize(rows_);
  return *stores_.back();
}

}  // namespace sim
