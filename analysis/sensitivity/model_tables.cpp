#include "analysis/sensitivity/model_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "analysis/sensitivity/number_file.hpp"
#include "sim/core/error.hpp"
#include "sim/core/text.hpp"

namespace analysis {

namespace {

std::vector<std::size_t> every_column(const NumberFile& table) {
  std::vector<std::size_t> all(table.columns().size());
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

/// What the columns of a results table are.
struct ResultColumns {
  std::vector<std::size_t> outputs;
  std::optional<std::size_t> replicate;
  std::vector<std::size_t> repeated,
      factors;  ///< columns of the design that stand here too, and their place there
};

std::vector<std::size_t> named_outputs(const NumberFile& table, const std::vector<std::string>& names,
                                       const std::vector<std::string>& candidates) {
  std::vector<std::size_t> found;
  std::vector<sim::Fault> faults;
  for (const std::string& name : names) {
    const bool is_output = std::find(candidates.begin(), candidates.end(), name) != candidates.end();
    if (is_output) {
      found.push_back(*table.find(name));
      continue;
    }
    faults.push_back({{table.file(), 1, 1}, fmt::format("there is no output '{}'", name), {}});
    const std::string near = sim::nearest(name, candidates);
    if (!near.empty()) faults.back().notes.push_back(fmt::format("nearest  '{}'", near));
  }
  if (!faults.empty()) throw sim::InputError(faults);
  return found;
}

ResultColumns columns_of(const NumberFile& table, const DesignTable& design,
                         const std::vector<std::string>& outputs) {
  ResultColumns result;
  std::vector<std::string> candidates;
  for (std::size_t c = 0; c < table.columns().size(); ++c) {
    const std::string& name = table.columns()[c];
    const auto factor = std::find(design.factors.begin(), design.factors.end(), name);
    if (factor != design.factors.end()) {
      result.repeated.push_back(c);
      result.factors.push_back(static_cast<std::size_t>(factor - design.factors.begin()));
    } else if (name == replicate_column) {
      result.replicate = c;
    } else {
      candidates.push_back(name);
    }
  }
  if (candidates.empty())
    throw sim::InputError(sim::Fault{
        {table.file(), 1, 1}, "the table has no output", {"expected  columns besides those of the design"}});
  result.outputs = named_outputs(table, outputs.empty() ? candidates : outputs, candidates);
  return result;
}

/// How replicates follow each other in a results table.
struct ReplicateOrder {
  std::size_t replicates = 1;
  bool together = false;  ///< those of one row of the design stand together
  std::vector<double> labels;
};

ReplicateOrder replicate_order(const std::filesystem::path& path, std::size_t column,
                               const DesignTable& design, std::size_t rows) {
  ReplicateOrder order;
  order.replicates = rows / design.rows;
  NumberFile table(path);
  const std::vector<std::size_t> wanted{column};
  double label = 0;
  std::size_t row = 0;
  const auto place = [&](std::size_t k) { return order.together ? k % order.replicates : k / design.rows; };
  for (; table.next(wanted, {&label, 1}); ++row) {
    if (row == 1) order.together = label != order.labels[0];
    if (order.labels.size() == place(row)) {
      if (std::find(order.labels.begin(), order.labels.end(), label) != order.labels.end())
        table.fault(column,
                    fmt::format("replicate {} comes again before all rows had it", sim::number(label)));
      order.labels.push_back(label);
    } else if (order.labels[place(row)] != label) {
      table.fault(column,
                  fmt::format("replicate = {}, expected {}", sim::number(label),
                              sim::number(order.labels[place(row)])),
                  {"expected  the same replicates, in the same order, of every row of the design"});
    }
  }
  table.finish();
  return order;
}

/// InputError unless the columns that both tables have agree.
void check_repeated(const std::filesystem::path& path, const ResultColumns& columns,
                    const DesignTable& design, const ReplicateOrder& order) {
  if (columns.repeated.empty()) return;
  NumberFile results(path);
  std::optional<NumberFile> rows;
  std::vector<double> here(columns.repeated.size()), there(columns.repeated.size());
  for (std::size_t row = 0; results.next(columns.repeated, here); ++row) {
    if (row % (order.together ? design.rows * order.replicates : design.rows) == 0) rows.emplace(design.path);
    if (!order.together || row % order.replicates == 0) (void)rows->next(columns.factors, there);
    for (std::size_t c = 0; c < here.size(); ++c) {
      if (here[c] == there[c]) continue;
      results.fault(
          columns.repeated[c],
          fmt::format("{} = {}, but {} in line {} of the design", design.factors[columns.factors[c]],
                      sim::number(here[c]), sim::number(there[c]), rows->line()),
          {"expected  results in the order of the design"});
    }
  }
  results.finish();
}

}  // namespace

DesignTable look_at_design(const std::filesystem::path& path) {
  const NumberFile table(path);
  DesignTable design{path, table.columns(), table.count_rows()};
  if (design.rows == 0) throw sim::InputError(sim::Fault{{table.file(), 0, 0}, "the design has no row", {}});
  return design;
}

void for_each_row(const DesignTable& design, const RowVisitor& visit) {
  NumberFile table(design.path);
  const std::vector<std::size_t> wanted = every_column(table);
  std::vector<double> values(wanted.size()), first;
  std::vector<bool> varies(wanted.size());
  while (table.next(wanted, values)) {
    if (first.empty()) first = values;
    for (std::size_t c = 0; c < values.size(); ++c)
      if (values[c] != first[c]) varies[c] = true;
    if (table.sound()) visit(values, table.line());
  }
  table.finish();
  std::vector<sim::Fault> faults;
  for (std::size_t c = 0; c < varies.size(); ++c) {
    if (varies[c]) continue;
    faults.push_back({{table.file(), 1, 0},
                      fmt::format("factor '{}' is {} in every row", design.factors[c], sim::number(first[c])),
                      {"expected  factors that vary; leave the column out"}});
  }
  if (!faults.empty()) throw sim::InputError(faults);
}

std::vector<Response> read_results(const std::filesystem::path& path, const DesignTable& design,
                                   const std::vector<std::string>& outputs) {
  NumberFile table(path);
  const ResultColumns columns = columns_of(table, design, outputs);
  const std::size_t rows = table.count_rows();
  const bool goes_up = rows > 0 && rows % design.rows == 0;
  if (columns.replicate ? !goes_up : rows != design.rows)
    throw sim::InputError(sim::Fault{
        {table.file(), 0, 0},
        fmt::format("{} rows of results for {} rows of the design", rows, design.rows),
        {columns.replicate
             ? "expected  the same number of replicates for every row of the design"
             : "expected  one row for each; with several, a column 'replicate' that tells them apart"}});
  ReplicateOrder order;
  if (columns.replicate) order = replicate_order(path, *columns.replicate, design, rows);
  check_repeated(path, columns, design, order);
  std::vector<Response> responses;
  for (const std::size_t c : columns.outputs)
    responses.push_back({table.columns()[c], design.rows, order.replicates, std::vector<double>(rows)});
  std::vector<double> values(columns.outputs.size());
  for (std::size_t k = 0; table.next(columns.outputs, values) && k < rows; ++k) {
    const std::size_t at = order.together ? k % order.replicates * design.rows + k / order.replicates : k;
    for (std::size_t c = 0; c < values.size(); ++c) responses[c].values[at] = values[c];
  }
  table.finish();
  return responses;
}

}  // namespace analysis
