// Comma-separated tables of numbers of any length, read row by row: sim::CsvTable holds a table whole, which
// a design of millions of rows forbids.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/error.hpp"

namespace analysis {

/// A table with a header line: UTF-8 or ASCII, `,` between fields, `.` in numbers, names and numbers bare or
/// between
/// `"` (no quotes or commas within). One empty line at the end is allowed.
class NumberFile {
 public:
  /// Faults listed before reading ends.
  static constexpr std::size_t most_faults = 20;

  /// Reads the header. InputError when there is no such file, or its header has an empty name or one twice.
  explicit NumberFile(const std::filesystem::path& path);

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  /// Position of a column, if there is one of that name.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  /// Rows below the header; reads the file once.
  [[nodiscard]] std::size_t count_rows() const;

  /// The numbers of the next row in these columns; false at the end. A field that is no finite number is a
  /// fault, and the row is still given, with 0 for it; a row of the wrong length is a fault and skipped.
  /// After `most_faults` faults, InputError.
  bool next(std::span<const std::size_t> wanted, std::span<double> values);
  /// Line of the row that `next` gave last.
  [[nodiscard]] int line() const { return line_; }
  /// Adds a fault about the row that `next` gave last, at one of its columns; InputError after `most_faults`.
  void fault(std::size_t column, std::string what, std::vector<std::string> notes = {});
  [[nodiscard]] bool sound() const { return faults_.empty(); }
  /// InputError when there was any fault.
  void finish() const;

 private:
  bool read_line();
  void split();
  void add(sim::Fault fault);

  std::string file_;
  std::ifstream stream_;
  std::vector<std::string> columns_;
  std::string text_;
  int line_ = 0;
  std::vector<std::string_view> fields_;
  std::vector<sim::Fault> faults_;
};

}  // namespace analysis
