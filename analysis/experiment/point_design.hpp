// The points of a design, as values of the factors, made one at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "analysis/experiment/factor_values.hpp"

namespace analysis {

/// No value: the scenario's own.
using PointValue = std::optional<sim::Value>;

class PointDesign {
 public:
  virtual ~PointDesign() = default;
  [[nodiscard]] virtual std::size_t points() const = 0;
  /// Values of point `index`, one a factor. May be called from several threads.
  virtual void point(std::size_t index, std::span<PointValue> values) const = 0;
};

/// What is wrong goes to `faults`; the design is then null.
[[nodiscard]] std::unique_ptr<PointDesign> make_design(const Experiment& experiment,
                                                       const std::vector<FactorValues>& factors,
                                                       std::vector<sim::Fault>& faults);

/// A table of points: a number for each factor and row, or the position of a text in `texts`.
struct DesignTable {
  struct Column {
    std::vector<double> numbers;
    std::vector<std::string> texts;  ///< of a factor that is no number: all that occur, as written
  };
  std::size_t rows = 0;
  std::vector<Column> columns;  ///< in the order of the factors
};
/// Reads the table of a csv design: a header of names of factors, in any order, further columns ignored. All
/// faults at once: a column that lacks, a value that its parameter does not take.
[[nodiscard]] DesignTable read_design_table(const Experiment& experiment,
                                            const std::vector<FactorValues>& factors);
/// Factors for every column of a table whose header names parameters: "partnerships.birth_rate".
[[nodiscard]] std::vector<Factor> factors_of_header(const std::string& file, const sim::Place& place);
/// The points of a table.
[[nodiscard]] std::unique_ptr<PointDesign> table_design(DesignTable table,
                                                        const std::vector<FactorValues>& factors);

}  // namespace analysis
