// Reading a comma-separated table that somebody may have edited by hand: every fault has its line and column.
#pragma once

#include <deque>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/parameters/parameter.hpp"

namespace sim {

/// A table with a header line. UTF-8, `,` between fields, `"` around a field that holds one, `""` for a quote
/// inside, at most 256 MiB. Faults gather in `faults()`; nothing is guessed or corrected.
class CsvTable {
 public:
  /// Reads `path` and looks up `columns` in its header, in any order; further columns are ignored. A file
  /// that cannot be read or lacks columns throws InputError at once; a row of the wrong length is a fault and
  /// is left out.
  CsvTable(const std::filesystem::path& path, std::span<const std::string_view> columns);

  [[nodiscard]] std::size_t rows() const { return lines_.size(); }
  /// Whether a row was left out, so that what seems absent may have stood in it.
  [[nodiscard]] bool lost_rows() const { return lost_rows_; }
  /// Field of the k-th column asked for.
  [[nodiscard]] std::string_view text(std::size_t row, std::size_t column) const {
    return fields_[row * columns_.size() + column];
  }
  /// The field as a number within `range`. Empty gives `when_empty`, or a fault when there is none. With a
  /// fault, `when_empty` or else the low end of the range stands in, so that reading can go on to the next.
  double number(std::size_t row, std::size_t column, Range range,
                std::optional<double> when_empty = std::nullopt);
  /// The same for whole numbers, of at most 2^53.
  long whole(std::size_t row, std::size_t column, Range range, std::optional<long> when_empty = std::nullopt);

  [[nodiscard]] Place place(std::size_t row, std::size_t column) const;
  void fault(std::size_t row, std::size_t column, std::string what, std::vector<std::string> notes = {});
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  [[nodiscard]] std::vector<std::size_t> find_columns(const std::vector<std::string>& header) const;

  std::string file_;
  std::string content_;
  std::vector<std::string> columns_;
  std::deque<std::string> unquoted_;  // fields whose quotes had to be resolved; a deque never moves them
  std::vector<std::string_view> fields_;
  std::vector<int> offsets_;  // column (1-based) at which each kept field starts
  std::vector<int> lines_;
  std::vector<Fault> faults_;
  bool lost_rows_ = false;
};

}  // namespace sim
