#include "analysis/sensitivity/number_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace analysis {

namespace {

std::string_view unquoted(std::string_view field) {
  if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
    return field.substr(1, field.size() - 2);
  return field;
}

/// Whether `text` is a finite number, which goes to `value`. A sign of either kind is allowed, as R and
/// Fortran write it.
bool read_number(std::string_view text, double& value) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

[[noreturn]] void refuse_at(sim::Place place, std::string what, std::vector<std::string> notes) {
  throw sim::InputError(sim::Fault{std::move(place), std::move(what), std::move(notes)});
}

}  // namespace

NumberFile::NumberFile(const std::filesystem::path& path) : file_(path.string()) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (error || !std::filesystem::exists(status)) refuse_at({file_, 0, 0}, "no such table", {});
  if (!std::filesystem::is_regular_file(status))
    refuse_at({file_, 0, 0}, "is not a file", {"expected  a comma-separated table"});
  stream_.open(path, std::ios::binary);
  if (!stream_) refuse_at({file_, 0, 0}, "cannot be read", {});
  if (!read_line()) refuse_at({file_, 1, 1}, "the table is empty", {"expected  a header line"});
  if (text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
  split();
  if (fields_.size() == 1 && text_.find(';') != std::string::npos)
    refuse_at({file_, 1, 1}, "the header has semicolons and no comma",
              {"expected  column names with commas between them, and '.' in numbers"});
  for (const std::string_view field : fields_) {
    const std::string name(unquoted(field));
    const int column = static_cast<int>(field.data() - text_.data()) + 1;
    if (name.empty())
      refuse_at({file_, 1, column}, "a column has no name",
                {"hint  write tables without row numbers: index=False in pandas, row.names=FALSE in R"});
    if (name.starts_with('#'))
      refuse_at({file_, 1, column}, fmt::format("column '{}' begins with a comment sign", name),
                {"hint  numpy.savetxt(..., comments='') writes the names as they are"});
    if (double number = 0; read_number(name, number))
      refuse_at({file_, 1, column}, fmt::format("the first line holds the number {}", name),
                {"expected  a header line of names"});
    if (find(name)) refuse_at({file_, 1, column}, fmt::format("column '{}' appears twice", name), {});
    columns_.push_back(name);
  }
}

std::optional<std::size_t> NumberFile::find(std::string_view name) const {
  const auto at = std::find(columns_.begin(), columns_.end(), name);
  if (at == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns_.begin());
}

std::size_t NumberFile::count_rows() const {
  NumberFile again(file_);
  std::size_t rows = 0;
  bool last_is_empty = false;
  for (; again.read_line(); ++rows) last_is_empty = again.text_.empty();
  return rows - (last_is_empty ? 1 : 0);  // an empty line may end a table
}

bool NumberFile::read_line() {
  if (!std::getline(stream_, text_)) return false;
  if (text_.ends_with('\r')) text_.pop_back();
  ++line_;
  return true;
}

void NumberFile::split() {
  fields_.clear();
  const std::string_view text(text_);
  for (std::size_t at = 0; at != std::string_view::npos;) {
    const std::size_t comma = text.find(',', at);
    fields_.push_back(text.substr(at, comma == std::string_view::npos ? comma : comma - at));
    at = comma == std::string_view::npos ? comma : comma + 1;
  }
}

bool NumberFile::next(std::span<const std::size_t> wanted, std::span<double> values) {
  while (read_line()) {
    if (text_.empty() && stream_.peek() == std::ifstream::traits_type::eof()) return false;
    split();
    if (fields_.size() != columns_.size()) {
      add({{file_, line_, 1},
           fmt::format("row has {} field{}, the header {}", fields_.size(), fields_.size() == 1 ? "" : "s",
                       columns_.size()),
           {}});
      continue;
    }
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      const std::string_view text = unquoted(fields_[wanted[k]]);
      if (read_number(text, values[k])) continue;
      values[k] = 0;
      const std::string& name = columns_[wanted[k]];
      fault(wanted[k], text.empty() ? fmt::format("{} is empty", name)
                                    : fmt::format("{} = '{}' is not a finite number", name, text));
    }
    return true;
  }
  return false;
}

void NumberFile::fault(std::size_t column, std::string what, std::vector<std::string> notes) {
  const int place = static_cast<int>(fields_[column].data() - text_.data()) + 1;
  add({{file_, line_, place}, std::move(what), std::move(notes)});
}

void NumberFile::add(sim::Fault fault) {
  faults_.push_back(std::move(fault));
  if (faults_.size() < most_faults) return;
  faults_.push_back({{file_, 0, 0}, "further rows were not looked at", {}});
  finish();
}

void NumberFile::finish() const {
  if (!faults_.empty()) throw sim::InputError(faults_);
}

}  // namespace analysis
