#include "sim/output/series.hpp"

#include <cstring>

#include "sim/core/error.hpp"

namespace sim::output {

Series::Series(std::string time_dimension, std::string unit_dimension, std::size_t units,
               std::vector<Measure> measures, bool wide)
    : time_dimension_(std::move(time_dimension)),
      unit_dimension_(std::move(unit_dimension)),
      units_(units),
      measures_(std::move(measures)),
      wide_(wide) {}

std::span<double> Series::open_row() {
  close_row();
  current_.assign(measures_.size() * units_, 0.0);
  ++rows_;
  return current_;
}

void Series::close_row() {
  if (wide_) {
    wide_rows_.insert(wide_rows_.end(), current_.begin(), current_.end());
  } else {
    for (const double value : current_) narrow_.push_back(static_cast<float>(value));
  }
  current_.clear();
}

double Series::at(std::size_t row, std::string_view measure, std::size_t unit) const {
  for (std::size_t m = 0; m < measures_.size(); ++m) {
    if (measures_[m].name != measure) continue;
    if (row >= rows_ || unit >= units_) throw InvariantError("no such row or unit of a series");
    const std::size_t within = m * units_ + unit;
    if (row + 1 == rows_)
      return wide_ ? current_[within] : static_cast<double>(static_cast<float>(current_[within]));
    const std::size_t index = row * measures_.size() * units_ + within;
    return wide_ ? wide_rows_[index] : static_cast<double>(narrow_[index]);
  }
  throw InvariantError("no series measures '" + std::string(measure) + "'");
}

void Series::add_to(ResultFile& file) const {
  for (std::size_t m = 0; m < measures_.size(); ++m) {
    Variable variable{measures_[m].name,
                      {time_dimension_},
                      {},
                      {{"units", measures_[m].unit}, {"long_name", measures_[m].meaning}}};
    if (!unit_dimension_.empty()) variable.dimensions.push_back(unit_dimension_);
    const auto fill = [&](auto values) {
      values.reserve(rows_ * units_);
      for (std::size_t row = 0; row < rows_; ++row) {
        for (std::size_t unit = 0; unit < units_; ++unit) {
          const std::size_t within = m * units_ + unit;
          const std::size_t index = row * measures_.size() * units_ + within;
          const double value = row + 1 == rows_ ? current_[within]
                               : wide_          ? wide_rows_[index]
                                                : static_cast<double>(narrow_[index]);
          values.push_back(static_cast<typename decltype(values)::value_type>(value));
        }
      }
      variable.data = std::move(values);
    };
    if (wide_) {
      fill(std::vector<double>{});
    } else {
      fill(std::vector<float>{});
    }
    file.variables.push_back(std::move(variable));
  }
}

namespace {

template <class Number>
std::vector<std::byte> bytes_of(const std::vector<Number>& closed, const std::vector<double>& open) {
  std::vector<std::byte> bytes((closed.size() + open.size()) * sizeof(Number));
  if (!closed.empty()) std::memcpy(bytes.data(), closed.data(), closed.size() * sizeof(Number));
  for (std::size_t k = 0; k < open.size(); ++k) {
    const auto value = static_cast<Number>(open[k]);
    std::memcpy(bytes.data() + (closed.size() + k) * sizeof(Number), &value, sizeof value);
  }
  return bytes;
}

/// The last row, which is open, goes to `open`, those before it to `closed`.
template <class Number>
void take_rows(std::span<const std::byte> bytes, std::size_t width, std::vector<Number>& closed,
               std::vector<double>& open) {
  std::vector<Number> all(bytes.size() / sizeof(Number));
  if (!all.empty()) std::memcpy(all.data(), bytes.data(), bytes.size());
  const auto last = all.end() - static_cast<std::ptrdiff_t>(all.empty() ? 0 : width);
  open.assign(last, all.end());
  closed.assign(all.begin(), last);
}

}  // namespace

std::vector<std::byte> Series::saved_rows() const {
  return wide_ ? bytes_of(wide_rows_, current_) : bytes_of(narrow_, current_);
}

bool Series::restore_rows(std::span<const std::byte> saved) {
  const std::size_t width = measures_.size() * units_;
  const std::size_t row_bytes = width * (wide_ ? sizeof(double) : sizeof(float));
  if (row_bytes == 0 ? !saved.empty() : saved.size() % row_bytes != 0) return false;
  if (wide_) {
    take_rows(saved, width, wide_rows_, current_);
  } else {
    take_rows(saved, width, narrow_, current_);
  }
  rows_ = row_bytes == 0 ? 0 : saved.size() / row_bytes;
  return true;
}

void add_monthly_axis(ResultFile& file, std::span<const Month> months) {
  std::vector<std::int32_t> days, numbers;
  for (const Month month : months) {
    days.push_back(days_at_end_of(month));
    numbers.push_back(month.value);
  }
  file.dimensions.push_back({"time", months.size(), true});
  file.variables.push_back(
      {"time",
       {"time"},
       std::move(days),
       {{"units", "days since 2008-01-01"},
        {"calendar", "proleptic_gregorian"},
        {"standard_name", "time"},
        {"long_name", "end of the month; stocks are the state then, flows those of the month"},
        {"axis", "T"}}});
  file.variables.push_back(
      {"month", {"time"}, std::move(numbers), {{"units", "1"}, {"long_name", "months since January 2008"}}});
}

void add_yearly_axis(ResultFile& file, std::span<const Month> year_ends) {
  std::vector<std::int32_t> years;
  for (const Month month : year_ends) years.push_back(year_of(month));
  file.dimensions.push_back({"year", year_ends.size(), false});
  file.variables.push_back({"year",
                            {"year"},
                            std::move(years),
                            {{"units", "1"}, {"long_name", "calendar year; the state at its end"}}});
}

}  // namespace sim::output
