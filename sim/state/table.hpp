// A population: one kind of entity, one row each, in ascending uid order.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "sim/core/id.hpp"
#include "sim/parallel/executor.hpp"
#include "sim/state/column.hpp"

namespace sim {

/// Gives every uid of a run, over all kinds, once.
class UidSource {
 public:
  /// First of `count` consecutive fresh uids.
  Uid take(std::uint32_t count);
  [[nodiscard]] std::uint32_t given() const { return next_; }

 private:
  std::uint32_t next_ = 0;
};

class Table {
 public:
  explicit Table(std::string name) : columns_(std::move(name)) { uid_ = columns_.add<std::uint32_t>("uid"); }

  [[nodiscard]] const std::string& name() const { return columns_.table(); }
  [[nodiscard]] std::size_t rows() const { return columns_.rows(); }
  [[nodiscard]] ColumnRegistry& columns() { return columns_; }
  [[nodiscard]] const ColumnRegistry& columns() const { return columns_; }

  template <class T>
  Column<T> add(const std::string& name) {
    return columns_.add<T>(name);
  }

  [[nodiscard]] Uid uid(std::size_t row) const { return Uid{uid_[row]}; }
  /// Uids of the rows of a chunk.
  [[nodiscard]] std::span<const std::uint32_t> uids(const Chunk& chunk) const {
    return uid_.all().subspan(chunk.begin, chunk.end - chunk.begin);
  }
  /// Row of an actor that is present; InvariantError otherwise.
  [[nodiscard]] std::uint32_t row_of(Uid uid) const;
  [[nodiscard]] std::optional<std::uint32_t> find(Uid uid) const;

  /// Births: `count` zeroed rows with fresh uids at the end; gives the first new row. Rows stay uid-sorted
  /// because a fresh uid is larger than any given before.
  std::uint32_t append(UidSource& source, std::uint32_t count);
  /// Retirements: drops the rows (ascending, no repeats); their uids are never given again.
  void retire(std::span<const std::uint32_t> rows);

 private:
  ColumnRegistry columns_;
  Column<std::uint32_t> uid_;
};

}  // namespace sim
