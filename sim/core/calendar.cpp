#include "sim/core/calendar.hpp"

#include <fmt/format.h>

#include <cctype>
#include <chrono>

namespace sim {

namespace {

std::chrono::year_month_day last_day(Month month) {
  using namespace std::chrono;
  return year_month_day{year{year_of(month)} / static_cast<int>(month_of_year(month)) / last};
}

}  // namespace

int year_of(Month month) {
  const int years = month.value >= 0 ? month.value / 12 : -((-month.value + 11) / 12);
  return origin_year + years;
}

int month_of_year(Month month) { return month.value - (year_of(month) - origin_year) * 12 + 1; }

std::string to_string(Month month) {
  return fmt::format("{:04}-{:02}", year_of(month), month_of_year(month));
}

int days_at_end_of(Month month) {
  using namespace std::chrono;
  const sys_days origin{year{origin_year} / January / 1};
  return static_cast<int>((sys_days{last_day(month)} - origin).count());
}

std::string end_date(Month month) {
  const auto date = last_day(month);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6}) {
    if (!std::isdigit(static_cast<unsigned char>(text[i]))) return std::nullopt;
  }
  const int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
  const int month = (text[5] - '0') * 10 + (text[6] - '0');
  if (month < 1 || month > 12 || year < 1600 || year > 2399) return std::nullopt;
  return Month{(year - origin_year) * 12 + month - 1};
}

}  // namespace sim
