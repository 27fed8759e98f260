// Designs made elsewhere: a table with a column for each factor.
#include <algorithm>
#include <fstream>
#include <map>

#include "analysis/experiment/point_design.hpp"
#include "sim/core/csv.hpp"
#include "sim/core/text.hpp"

namespace analysis {

namespace {

constexpr std::size_t most_faults = 200;

/// Names in the first line, quotes taken off; nothing else of the file is looked at.
std::vector<std::string> header_of(const std::string& file, const sim::Place& place) {
  std::ifstream stream(file, std::ios::binary);
  std::string line;
  if (!std::getline(stream, line))
    throw sim::InputError(
        sim::Fault{place, "the design's table " + file + " cannot be read or is empty", {}});
  if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.pop_back();
  std::vector<std::string> names(1);
  bool quoted = false;
  for (const char letter : line) {
    if (letter == '"') {
      quoted = !quoted;
    } else if (letter == ',' && !quoted) {
      names.emplace_back();
    } else {
      names.back() += letter;
    }
  }
  return names;
}

sim::Place place_of_table(const Experiment& experiment) {
  const auto found = experiment.places.find("design.file");
  return found == experiment.places.end() ? sim::Place{experiment.file, 0, 0} : found->second;
}

/// Reads the columns of one table into numbers and texts.
class TableReader {
 public:
  TableReader(sim::CsvTable& table, const std::vector<FactorValues>& factors)
      : table_(table), factors_(factors) {}

  DesignTable read() {
    DesignTable design;
    design.rows = table_.rows();
    for (std::size_t k = 0; k < factors_.size(); ++k) {
      design.columns.push_back(factors_[k].parameter().is_number() ? numbers(k) : texts(k));
      if (table_.faults().size() > most_faults) break;
    }
    return design;
  }

 private:
  DesignTable::Column numbers(std::size_t k) {
    const ParameterOf& parameter = factors_[k].parameter();
    DesignTable::Column column;
    column.numbers.resize(table_.rows());
    for (std::size_t row = 0; row < table_.rows() && table_.faults().size() <= most_faults; ++row) {
      column.numbers[row] =
          parameter.kind == sim::Kind::integer
              ? static_cast<double>(table_.whole(row, k, sim::within_int(parameter.spec).range))
              : table_.number(row, k, parameter.spec.range);
    }
    return column;
  }
  DesignTable::Column texts(std::size_t k) {
    DesignTable::Column column;
    column.numbers.resize(table_.rows());
    std::map<std::string, std::size_t, std::less<>> known;
    for (std::size_t row = 0; row < table_.rows() && table_.faults().size() <= most_faults; ++row) {
      const std::string_view text = table_.text(row, k);
      auto found = known.find(text);
      if (found == known.end()) {
        found = known.emplace(text, column.texts.size()).first;
        column.texts.emplace_back(text);
        sim::Value value = value_of(factors_[k].parameter(), column.texts.back());
        if (const auto wrong = fault_of(factors_[k].parameter(), value))
          table_.fault(row, k, wrong->what, wrong->notes);
      }
      column.numbers[row] = static_cast<double>(found->second);
    }
    return column;
  }

 public:
  static sim::Value value_of(const ParameterOf& parameter, const std::string& text) {
    if (parameter.kind == sim::Kind::flag && (text == "true" || text == "TRUE" || text == "1")) return {true};
    if (parameter.kind == sim::Kind::flag && (text == "false" || text == "FALSE" || text == "0"))
      return {false};
    return {text};
  }

 private:
  sim::CsvTable& table_;
  const std::vector<FactorValues>& factors_;
};

class Table final : public PointDesign {
 public:
  Table(DesignTable table, const std::vector<FactorValues>& factors)
      : rows_(table.rows), columns_(std::move(table.columns)) {
    for (std::size_t k = 0; k < factors.size(); ++k) {
      kinds_.push_back(factors[k].parameter().kind);
      std::vector<sim::Value> texts;
      for (const std::string& text : columns_[k].texts)
        texts.push_back(TableReader::value_of(factors[k].parameter(), text));
      texts_.push_back(std::move(texts));
    }
  }
  [[nodiscard]] std::size_t points() const override { return rows_; }
  void point(std::size_t index, std::span<PointValue> values) const override {
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      const double number = columns_[k].numbers[index];
      if (kinds_[k] == sim::Kind::real)
        values[k] = sim::Value{number};
      else if (kinds_[k] == sim::Kind::integer)
        values[k] = sim::Value{static_cast<std::int64_t>(number)};
      else
        values[k] = texts_[k][static_cast<std::size_t>(number)];
    }
  }

 private:
  std::size_t rows_;
  std::vector<DesignTable::Column> columns_;
  std::vector<sim::Kind> kinds_;
  std::vector<std::vector<sim::Value>> texts_;
};

/// Columns filled in by code are checked like those of a file, without places.
DesignTable columns_of(const Experiment& experiment, const std::vector<FactorValues>& factors) {
  std::vector<sim::Fault> faults;
  DesignTable table;
  if (experiment.design.columns.size() != factors.size())
    throw sim::InvariantError("a design filled in by code has not one column a factor");
  table.rows = factors.empty() ? 0 : experiment.design.columns[0].size();
  for (std::size_t k = 0; k < factors.size(); ++k) {
    const auto& column = experiment.design.columns[k];
    if (column.size() != table.rows || !factors[k].parameter().is_number())
      throw sim::InvariantError("a design filled in by code has unequal columns, or one that is no number");
    for (std::size_t row = 0; row < column.size() && faults.size() < most_faults; ++row) {
      sim::Value value{column[row]};
      if (auto wrong = fault_of(factors[k].parameter(), value)) {
        wrong->what = "point " + std::to_string(row) + ": " + wrong->what;
        faults.push_back(std::move(*wrong));
      }
    }
    table.columns.push_back({column, {}});
  }
  if (!faults.empty()) throw sim::InputError(std::move(faults));
  return table;
}

}  // namespace

std::vector<Factor> factors_of_header(const std::string& file, const sim::Place& place) {
  std::vector<Factor> factors;
  for (const std::string& name : header_of(file, place)) {
    if (name.empty()) continue;  // row names, as R writes them
    Factor factor{name, name};
    for (char& letter : factor.name) {
      const bool fit = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
      if (!fit) letter = '_';
    }
    factor.place = {file, 1, 0};
    factors.push_back(std::move(factor));
  }
  return factors;
}

DesignTable read_design_table(const Experiment& experiment, const std::vector<FactorValues>& factors) {
  if (experiment.design.file.empty()) return columns_of(experiment, factors);
  const std::vector<std::string> header = header_of(experiment.design.file, place_of_table(experiment));
  std::vector<std::string> names;
  for (const FactorValues& factor : factors) {
    const bool by_key = std::ranges::find(header, factor.factor().name) == header.end() &&
                        std::ranges::find(header, factor.factor().parameter) != header.end();
    names.push_back(by_key ? factor.factor().parameter : factor.factor().name);
  }
  const std::vector<std::string_view> columns(names.begin(), names.end());
  sim::CsvTable table(experiment.design.file, columns);
  DesignTable design = TableReader(table, factors).read();
  std::vector<sim::Fault> faults = table.faults();
  if (faults.size() > most_faults) {
    faults.resize(most_faults);
    faults.push_back({{experiment.design.file, 0, 0}, "and more faults", {}});
  }
  if (faults.empty() && design.rows == 0)
    faults.push_back(
        {{experiment.design.file, 2, 0}, "the design has no points", {"expected  a row a point"}});
  if (!faults.empty()) throw sim::InputError(std::move(faults));
  return design;
}

std::unique_ptr<PointDesign> table_design(DesignTable table, const std::vector<FactorValues>& factors) {
  return std::make_unique<Table>(std::move(table), factors);
}

}  // namespace analysis
