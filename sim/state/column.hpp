// A column registered once under a name: whatever walks the state (insert, remove, verify, snapshot,
// checkpoint) walks the registry and needs to know nothing of the model.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <typeindex>
#include <vector>

#include "sim/state/cache_line.hpp"

namespace sim {

/// How one row of a column is laid out: `count` elements of `base` ("f64", "u8", … or "bytes" for a rule
/// state).
struct ElementType {
  std::string base;
  std::size_t count = 1;
};

template <class T>
ElementType element_type() {
  static_assert(std::is_trivially_copyable_v<T>, "columns are moved as bytes");
  if constexpr (std::is_enum_v<T>) {
    return element_type<std::underlying_type_t<T>>();
  } else if constexpr (std::is_arithmetic_v<T>) {
    const char* family = std::is_floating_point_v<T> ? "f" : std::is_signed_v<T> ? "i" : "u";
    return {family + std::to_string(8 * sizeof(T)), 1};
  } else if constexpr (requires { std::tuple_size<T>::value; }) {
    const ElementType inner = element_type<typename T::value_type>();
    return {inner.base, std::tuple_size_v<T> * inner.count};
  } else {
    return {"bytes", sizeof(T)};
  }
}

/// Type-erased storage of one column. Rows are moved as bytes.
class ColumnStore {
 public:
  ColumnStore(std::string name, ElementType element, std::size_t bytes_per_row, std::type_index type);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const ElementType& element() const { return element_; }
  [[nodiscard]] std::size_t bytes_per_row() const { return bytes_per_row_; }
  [[nodiscard]] std::type_index type() const { return type_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::byte* data() { return bytes_.data(); }
  [[nodiscard]] const std::byte* data() const { return bytes_.data(); }

  /// New rows are zero.
  void resize(std::size_t rows);
  /// Opens a zeroed row before each of the given rows of the present numbering (ascending, may repeat).
  void open_rows(std::span<const std::uint32_t> before);
  /// Drops the given rows (ascending, no repeats), keeping the order of the others.
  void drop_rows(std::span<const std::uint32_t> rows);
  /// Content fingerprint, to notice undeclared writes.
  [[nodiscard]] std::uint64_t fingerprint() const;

 private:
  std::string name_;
  ElementType element_;
  std::size_t bytes_per_row_;
  std::type_index type_;
  std::size_t rows_ = 0;
  std::vector<std::byte, CacheLineAllocator<std::byte>> bytes_;
};

/// Typed face of a registered column. Copies refer to the same storage.
template <class T>
class Column {
 public:
  Column() = default;
  explicit Column(ColumnStore& store) : store_(&store) {}

  [[nodiscard]] std::span<T> all() { return {reinterpret_cast<T*>(store_->data()), store_->rows()}; }
  [[nodiscard]] std::span<const T> all() const {
    return {reinterpret_cast<const T*>(store_->data()), store_->rows()};
  }
  [[nodiscard]] T& operator[](std::size_t row) { return reinterpret_cast<T*>(store_->data())[row]; }
  [[nodiscard]] const T& operator[](std::size_t row) const {
    return reinterpret_cast<const T*>(store_->data())[row];
  }
  [[nodiscard]] std::size_t size() const { return store_->rows(); }

 private:
  ColumnStore* store_ = nullptr;
};

/// Columns of equal length under one table name. Addresses of stores are stable.
class ColumnRegistry {
 public:
  explicit ColumnRegistry(std::string table) : table_(std::move(table)) {}

  template <class T>
  Column<T> add(const std::string& name) {
    return Column<T>(add_store(name, element_type<T>(), sizeof(T), std::type_index(typeid(T))));
  }

  [[nodiscard]] const std::string& table() const { return table_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t column_count() const { return stores_.size(); }
  [[nodiscard]] ColumnStore& store(std::size_t index) { return *stores_[index]; }
  [[nodiscard]] const ColumnStore& store(std::size_t index) const { return *stores_[index]; }
  /// "table.column" of every column, in order of registration.
  [[nodiscard]] std::vector<std::string> column_names() const;
  [[nodiscard]] std::size_t bytes_per_row() const;

  void resize(std::size_t rows);
  void set_rows(std::size_t rows) { rows_ = rows; }

 private:
  ColumnStore& add_store(const std::string& name, ElementType element, std::size_t bytes,
                         std::type_index type);

  std::string table_;
  std::size_t rows_ = 0;
  std::vector<std::unique_ptr<ColumnStore>> stores_;
};

}  // namespace sim
