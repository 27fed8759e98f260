#include "sim/core/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>

#include "sim/core/text.hpp"
#include "sim/parameters/toml_value.hpp"

namespace sim {

namespace {

constexpr std::uintmax_t largest_file = 256U << 20;

std::string read_whole(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  const Place place{path.string(), 0, 0};
  if (error || !std::filesystem::exists(status)) throw InputError(Fault{place, "no such table", {}});
  if (!std::filesystem::is_regular_file(status))
    throw InputError(Fault{place, "is not a file", {"expected  a comma-separated table"}});
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > largest_file)
    throw InputError(Fault{place, "is too large for a table", {"allowed  256 MiB"}});
  std::ifstream in(path, std::ios::binary);
  std::string content(size, '\0');
  if (!in.read(content.data(), static_cast<std::streamsize>(size)))
    throw InputError(Fault{place, "cannot be read", {}});
  return content;
}

/// Its texts end in results and messages: better refused here, by line and column, than there.
void refuse_foreign_bytes(std::string_view content, const std::string& file) {
  const std::size_t at = std::min(utf8_prefix(content), content.find('\0'));
  if (at >= content.size()) return;
  const std::string_view before = content.substr(0, at);
  const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  const auto column = static_cast<int>(at - (before.rfind('\n') + 1)) + 1;  // npos + 1 = 0: the first line
  const char* what = content[at] == '\0' ? "a NUL character: this is not a text file"
                                         : "not UTF-8: save the table in that encoding";
  throw InputError(Fault{{file, line, column}, what, {}});
}

/// One field and the column where it starts.
struct Field {
  std::string_view text;
  int column;
  bool quoted_twice;  // holds "" to be resolved
  bool malformed;
};

/// Cuts the next field off `line` from `at` on; `at` ends behind the comma, or at npos behind the last field.
Field next_field(std::string_view line, std::size_t& at) {
  const int column = static_cast<int>(at) + 1;
  if (at >= line.size() || line[at] != '"') {
    const std::size_t comma = line.find(',', at);
    const auto text = line.substr(at, comma == std::string_view::npos ? comma : comma - at);
    at = comma == std::string_view::npos ? comma : comma + 1;
    return {text, column, false, false};
  }
  const std::size_t begin = at + 1;
  bool doubled = false;
  std::size_t end = begin;
  while (true) {
    end = line.find('"', end);
    if (end == std::string_view::npos) {
      at = end;
      return {line.substr(begin), column, false, true};
    }
    if (end + 1 >= line.size() || line[end + 1] != '"') break;
    doubled = true;
    end += 2;
  }
  const bool last = end + 1 >= line.size();
  const bool malformed = !last && line[end + 1] != ',';
  at = last || malformed ? std::string_view::npos : end + 2;
  return {line.substr(begin, end - begin), column, doubled, malformed};
}

/// The first line of `rest`, without its end; `rest` continues behind it.
std::string_view cut_line(std::string_view& rest) {
  const std::size_t newline = rest.find('\n');
  std::string_view line = rest.substr(0, newline);
  rest = newline == std::string_view::npos ? std::string_view{} : rest.substr(newline + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::string without_doubled_quotes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    plain += text[i];
    if (text[i] == '"') ++i;
  }
  return plain;
}

}  // namespace

CsvTable::CsvTable(const std::filesystem::path& path, std::span<const std::string_view> columns)
    : file_(path.string()), content_(read_whole(path)), columns_(columns.begin(), columns.end()) {
  refuse_foreign_bytes(content_, file_);
  std::size_t width = 0;            // fields in the header
  std::vector<std::size_t> wanted;  // position in the file of each column asked for
  std::vector<Field> cells;
  std::string_view rest(content_);
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  for (int line_number = 1; !rest.empty(); ++line_number) {
    const std::string_view line = cut_line(rest);
    if (line.empty() && rest.empty()) break;
    cells.clear();
    for (std::size_t at = 0; at != std::string_view::npos;) cells.push_back(next_field(line, at));
    if (cells.back().malformed) {
      faults_.push_back({{file_, line_number, cells.back().column},
                         "a quoted field is not closed",
                         {"expected  \" before the next comma"}});
      if (line_number == 1) throw InputError(faults_);
      lost_rows_ = true;
    } else if (line_number == 1) {
      std::vector<std::string> header;
      for (const Field& cell : cells)
        header.push_back(cell.quoted_twice ? without_doubled_quotes(cell.text) : std::string(cell.text));
      wanted = find_columns(header);
      width = header.size();
    } else if (cells.size() != width) {
      faults_.push_back({{file_, line_number, 1},
                         fmt::format("row has {} fields, the header {}", cells.size(), width),
                         {}});
      lost_rows_ = true;
    } else {
      for (const std::size_t position : wanted) {
        const Field& cell = cells[position];
        fields_.push_back(cell.quoted_twice ? unquoted_.emplace_back(without_doubled_quotes(cell.text))
                                            : cell.text);
        offsets_.push_back(cell.column);
      }
      lines_.push_back(line_number);
    }
  }
  if (width == 0) throw InputError(Fault{{file_, 1, 1}, "the table is empty", {"expected  a header line"}});
}

std::vector<std::size_t> CsvTable::find_columns(const std::vector<std::string>& header) const {
  if (header.size() == 1 && columns_.size() > 1) {
    throw InputError(Fault{{file_, 1, 1},
                           "the first line has a single field",
                           {"expected  column names with commas between them"}});
  }
  std::vector<std::size_t> positions;
  std::vector<Fault> wrong;
  std::vector<std::string> spare = header;  // names that stand for no column asked for
  std::erase_if(spare, [&](const std::string& name) {
    return std::find(columns_.begin(), columns_.end(), name) != columns_.end();
  });
  for (const std::string& column : columns_) {
    const auto place = std::find(header.begin(), header.end(), column);
    positions.push_back(static_cast<std::size_t>(place - header.begin()));
    if (place != header.end()) {
      if (std::find(place + 1, header.end(), column) != header.end())
        wrong.push_back({{file_, 1, 1}, fmt::format("column '{}' appears twice", column), {}});
      continue;
    }
    wrong.push_back({{file_, 1, 1}, fmt::format("column '{}' is missing", column), {}});
    const std::string near = nearest(column, spare);
    if (!near.empty()) wrong.back().notes.push_back(fmt::format("nearest  '{}'", near));
  }
  if (!wrong.empty()) throw InputError(wrong);
  return positions;
}

Place CsvTable::place(std::size_t row, std::size_t column) const {
  return {file_, lines_[row], offsets_[row * columns_.size() + column]};
}

void CsvTable::fault(std::size_t row, std::size_t column, std::string what, std::vector<std::string> notes) {
  faults_.push_back({place(row, column), std::move(what), std::move(notes)});
}

double CsvTable::number(std::size_t row, std::size_t column, Range range, std::optional<double> when_empty) {
  const std::string_view field = text(row, column);
  const auto allowed = [&] {
    return fmt::format("allowed  {} to {}", sim::number(range.low), sim::number(range.high));
  };
  if (field.empty()) {
    if (!when_empty) fault(row, column, fmt::format("{} is empty", columns_[column]), {allowed()});
    return when_empty.value_or(range.low);
  }
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc{} || end != field.data() + field.size() || !std::isfinite(value)) {
    fault(row, column, fmt::format("{} = '{}' is not a number", columns_[column], field), {allowed()});
    return when_empty.value_or(range.low);
  }
  if (value < range.low || value > range.high) {
    fault(row, column, fmt::format("{} = {} is out of range", columns_[column], field), {allowed()});
    return when_empty.value_or(range.low);
  }
  return value;
}

long CsvTable::whole(std::size_t row, std::size_t column, Range range, std::optional<long> when_empty) {
  constexpr double largest = 0x1p53;  // up to here a double holds every whole number
  range = {std::max(range.low, -largest), std::min(range.high, largest)};
  const std::size_t faults_before = faults_.size();
  const double value =
      number(row, column, range, when_empty ? std::optional<double>(*when_empty) : std::nullopt);
  if (value != std::floor(value)) {
    if (faults_.size() == faults_before)
      fault(row, column, fmt::format("{} = {} is not a whole number", columns_[column], text(row, column)));
    return when_empty.value_or(static_cast<long>(range.low));
  }
  return static_cast<long>(value);
}

}  // namespace sim
