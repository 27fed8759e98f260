#include "cli/series_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

namespace cli {

namespace {

using sim::output::ResultFile;
using sim::output::Variable;
using Sink = std::function<void(std::string_view)>;

/// Writes fields of one dialect.
class Fields {
 public:
  explicit Fields(CsvDialect dialect) : french_(dialect == CsvDialect::french) {}

  [[nodiscard]] char separator() const { return french_ ? ';' : ','; }
  [[nodiscard]] std::string_view beginning() const { return french_ ? "\xEF\xBB\xBF" : ""; }
  [[nodiscard]] std::string text(const std::string& value) const {
    if (value.find_first_of(",;\"\n\r") == std::string::npos) return value;
    std::string quoted = "\"";
    for (const char letter : value) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return quoted + "\"";
  }
  template <class Number>
  [[nodiscard]] std::string number(Number value) const {
    if constexpr (std::is_floating_point_v<Number>) {
      if (std::isnan(value)) return {};
    }
    std::string written = fmt::format("{}", value);
    if (french_) std::ranges::replace(written, '.', ',');
    return written;
  }
  [[nodiscard]] std::string value(const Variable& variable, std::size_t at) const {
    return std::visit(
        [&](const auto& values) -> std::string {
          using Element = typename std::decay_t<decltype(values)>::value_type;
          if constexpr (std::is_same_v<Element, std::string>) {
            return text(values[at]);
          } else if constexpr (std::is_same_v<Element, std::int8_t>) {
            return number(int{values[at]});
          } else {
            return number(values[at]);
          }
        },
        variable.data);
  }

 private:
  bool french_;
};

const Variable* find(const ResultFile& file, const std::string& name) {
  const auto found = std::ranges::find(file.variables, name, &Variable::name);
  return found == file.variables.end() ? nullptr : &*found;
}

/// "2015-09-30", of days since 2008-01-01.
std::string date_text(std::int32_t days) {
  using namespace std::chrono;
  const year_month_day date{sys_days{January / 1 / 2008} + std::chrono::days{days}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

/// A column of labels along one axis.
struct Label {
  std::string name;
  std::size_t axis;
  std::vector<std::string> texts;
};

std::vector<std::string> texts_of(const Variable& variable, const Fields& fields, bool dates) {
  std::vector<std::string> texts;
  for (std::size_t k = 0; k < sim::output::value_count(variable.data); ++k)
    texts.push_back(dates ? date_text(std::get<std::vector<std::int32_t>>(variable.data)[k])
                          : fields.value(variable, k));
  return texts;
}

/// What says which step of an axis a row is at.
std::vector<Label> labels_of(const ResultFile& file, const std::vector<std::string>& axes,
                             const Fields& fields) {
  std::vector<Label> labels;
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    const bool dates = axes[axis] == "time" || axes[axis] == "epci_time";
    if (const Variable* own = find(file, axes[axis]))
      labels.push_back({dates ? "date" : axes[axis], axis, texts_of(*own, fields, dates)});
    for (const Variable& other : file.variables) {
      const bool names = other.name == "arm" || other.name == "seed" || other.name.starts_with("factor_") ||
                         other.name == axes[axis] + "_name";
      if (names && other.dimensions == std::vector<std::string>{axes[axis]})
        labels.push_back({other.name, axis, texts_of(other, fields, false)});
    }
  }
  return labels;
}

std::string ending_of(const std::vector<std::string>& axes) {
  for (const char* unit : {"epci", "commune"}) {
    if (std::ranges::find(axes, unit) != axes.end()) return std::string("_") + unit;
  }
  return "";
}

void write_table(const ResultFile& file, const std::vector<std::string>& axes,
                 const std::vector<const Variable*>& columns, const Fields& fields, const Sink& sink) {
  const std::vector<Label> labels = labels_of(file, axes, fields);
  const std::vector<std::size_t> shape = sim::output::shape_of(*columns[0], {file});
  std::string text(fields.beginning());
  const auto add = [&](std::string_view field, bool first) {
    if (!first) text += fields.separator();
    text += field;
  };
  for (std::size_t k = 0; k < labels.size(); ++k) add(labels[k].name, k == 0);
  for (const Variable* column : columns) add(column->name, false);
  text += '\n';
  std::vector<std::size_t> at(shape.size(), 0);
  for (std::size_t row = 0; row < sim::output::value_count(columns[0]->data); ++row) {
    std::size_t rest = row;
    for (std::size_t axis = shape.size(); axis-- > 0; rest /= shape[axis]) at[axis] = rest % shape[axis];
    for (std::size_t k = 0; k < labels.size(); ++k) add(labels[k].texts[at[labels[k].axis]], k == 0);
    for (const Variable* column : columns) add(fields.value(*column, row), false);
    text += '\n';
    if (text.size() < std::size_t{1} << 20) continue;
    sink(text);
    text.clear();
  }
  sink(text);
}

}  // namespace

std::vector<SeriesTable> series_tables(const ResultFile& file, CsvDialect dialect) {
  std::vector<std::vector<std::string>> order;
  std::map<std::vector<std::string>, std::vector<const Variable*>> groups;
  for (const Variable& variable : file.variables) {
    const auto& axes = variable.dimensions;
    const bool series = std::ranges::any_of(axes, [](const std::string& axis) {
      return axis == "time" || axis == "epci_time" || axis == "year";
    });
    const bool label = axes.size() == 1 && (variable.name == axes[0] || variable.name == "epci_month");
    if (!series || label) continue;
    if (groups[axes].empty()) order.push_back(axes);
    groups[axes].push_back(&variable);
  }
  std::vector<SeriesTable> tables;
  for (const std::vector<std::string>& axes : order) {
    // `month` runs along time beside measures that run along more: no table of its own.
    const bool months_only = groups[axes].size() == 1 && groups[axes][0]->name == "month";
    if (months_only) continue;
    const std::vector<const Variable*> columns = groups[axes];
    const Fields fields(dialect);
    tables.push_back({ending_of(axes), sim::output::value_count(columns[0]->data), columns.size(),
                      [&file, axes, columns, fields](const Sink& sink) {
                        write_table(file, axes, columns, fields, sink);
                      }});
  }
  return tables;
}

}  // namespace cli
