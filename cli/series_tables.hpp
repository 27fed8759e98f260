// The series of a result file as plain tables, for spreadsheets: one for the perimeter, one for EPCI, one for
// communes.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/output/dataset.hpp"

namespace cli {

/// How numbers and fields are written. French spreadsheets expect `;`, a decimal comma and a byte order mark.
enum class CsvDialect { plain, french };

struct SeriesTable {
  std::string ending;  ///< of the file's name: "", "_epci", "_commune"
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::function<void(const std::function<void(std::string_view)>& sink)> write;
};

/// `file` must outlive the tables. A row a time step (of a gathered file: a point, replicate and time step),
/// a column a measure; what is missing is an empty field. Columns of labels come first: point, arm, factors,
/// replicate, the date, the territory's code and name.
[[nodiscard]] std::vector<SeriesTable> series_tables(const sim::output::ResultFile& file, CsvDialect dialect);

}  // namespace cli
