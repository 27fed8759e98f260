// Design and results of any outside model, as two tables whose rows go together.
//
// Design: one column a factor, one row a run. Results: one column an output, in the design's order of rows. A
// results table may repeat columns of the design, which then must hold the same numbers: a check of the order
// of rows. With a column `replicate` there are several results for each row of the design, either one after
// the other (1, 2, 3, 1, 2, 3, …) or replicate by replicate (1, 1, …, 2, 2, …); labels are any numbers.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/sensitivity/response.hpp"

namespace analysis {

inline constexpr const char* replicate_column = "replicate";

/// A design table, looked at but for its numbers.
struct DesignTable {
  std::filesystem::path path;
  std::vector<std::string> factors;
  std::size_t rows = 0;
};
/// InputError when it cannot be read, or has no row.
[[nodiscard]] DesignTable look_at_design(const std::filesystem::path& path);

/// What is called with every row of a design and the line where it stands (0 = unknown).
using RowVisitor = std::function<void(std::span<const double> values, int line)>;
/// Calls `visit` with every row. InputError of fields that are no numbers, and of factors that
/// have the same value throughout.
void for_each_row(const DesignTable& design, const RowVisitor& visit);

/// Every output of a results table, or those named. InputError of fields that are no numbers, of rows that do
/// not go with the design, of names that are no column.
[[nodiscard]] std::vector<Response> read_results(const std::filesystem::path& path, const DesignTable& design,
                                                 const std::vector<std::string>& outputs);

}  // namespace analysis
