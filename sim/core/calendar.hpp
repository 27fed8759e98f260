// The calendar of a run: month 0 is January 2008; a row of results is dated at the end of its month.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// Months since January 2008 (month 0); negative during spin-up.
struct Month {
  int value = 0;
  friend constexpr auto operator<=>(Month, Month) = default;
  constexpr Month operator+(int months) const { return {value + months}; }
  constexpr int operator-(Month other) const { return value - other.value; }
  constexpr Month& operator++() {
    ++value;
    return *this;
  }
};

inline constexpr int origin_year = 2008;

[[nodiscard]] int year_of(Month month);
/// 1 = January … 12 = December.
[[nodiscard]] int month_of_year(Month month);
/// "2015-09".
[[nodiscard]] std::string to_string(Month month);
/// Days from 2008-01-01 to the last day of `month`; month -1 (the initial state, 2007-12-31) gives -1.
[[nodiscard]] int days_at_end_of(Month month);
/// "2015-09-30", the last day of the month.
[[nodiscard]] std::string end_date(Month month);
/// Reads "YYYY-MM" (years 1600 to 2399); empty when the text is not such a month.
[[nodiscard]] std::optional<Month> parse_month(std::string_view text);

}  // namespace sim
