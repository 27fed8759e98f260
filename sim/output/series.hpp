// Series kept in memory while a run goes on, and laid out for the result file when it ends.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/core/calendar.hpp"
#include "sim/output/dataset.hpp"

namespace sim::output {

/// A column of results. `name` is the variable's; the unit is CF ("1" for a share or a count).
struct Measure {
  std::string name;
  std::string unit;
  std::string meaning;
};

/// Several measures over the same axis of units (none for a perimeter), one row a moment.
class Series {
 public:
  /// `time_dimension` "time" or "year"; `unit_dimension` empty for one unit. `wide` keeps doubles, else
  /// floats.
  Series(std::string time_dimension, std::string unit_dimension, std::size_t units,
         std::vector<Measure> measures, bool wide);

  /// Appends a zeroed row and gives it: measure-major, measures × units.
  std::span<double> open_row();
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] const std::vector<Measure>& measures() const { return measures_; }
  /// Value of a row as `add_to` will write it; `measure` by name. InvariantError when there is none.
  [[nodiscard]] double at(std::size_t row, std::string_view measure, std::size_t unit = 0) const;
  /// One variable a measure. The dimensions must exist in `file`.
  void add_to(ResultFile& file) const;

  /// All rows, oldest first, as `add_to` would write them: for a checkpoint.
  [[nodiscard]] std::vector<std::byte> saved_rows() const;
  /// Takes the rows saved by a series of the same measures and units in place of its own; false, and nothing
  /// changed, when they do not divide into rows.
  [[nodiscard]] bool restore_rows(std::span<const std::byte> saved);

 private:
  std::string time_dimension_, unit_dimension_;
  std::size_t units_;
  std::vector<Measure> measures_;
  bool wide_;
  std::size_t rows_ = 0;
  std::vector<double> current_;  // the open row
  std::vector<float> narrow_;    // rows before it
  std::vector<double> wide_rows_;
  void close_row();
};

/// The monthly axis: `time` in days since 2008-01-01 at month ends, unlimited, and `month`, an integer.
void add_monthly_axis(ResultFile& file, std::span<const Month> months);
/// The yearly axis: `year`, the calendar year at the end of which the row was taken.
void add_yearly_axis(ResultFile& file, std::span<const Month> year_ends);

}  // namespace sim::output
