// Numbers and dates as each language writes them.
#pragma once

#include <string>

#include "analysis/report/figure.hpp"

namespace analysis::report {

/// 45.6 % → "45,6 %" and "45.6%"; 82555 → "82 555" and "82,555"; 0.5543 → "0,554" and "0.554". French puts
/// narrow no-break spaces. NaN is "–".
[[nodiscard]] Text written(double value, Unit unit);
/// A number of things.
[[nodiscard]] inline Text count_text(std::size_t count) {
  return written(static_cast<double>(count), Unit::count);
}
[[nodiscard]] inline Text count_text(double count) { return written(count, Unit::count); }
/// A difference of two such values, with its sign: of shares in points, which a per cent sign would make a
/// growth.
[[nodiscard]] Text written_difference(double value, Unit unit);
/// A number with that many decimals.
[[nodiscard]] Text written_with(double value, int decimals);
/// "septembre 2015", "September 2015"; months since January 2008.
[[nodiscard]] Text month_name(int month);
/// Both languages joined piece by piece.
[[nodiscard]] Text operator+(const Text& left, const Text& right);

}  // namespace analysis::report
