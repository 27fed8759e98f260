#include "analysis/report/numbers.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

#include "sim/core/calendar.hpp"

namespace analysis::report {

namespace {

constexpr std::string_view narrow_space = "\u202f";
constexpr std::array<std::string_view, 12> french_months{"janvier",   "février", "mars",     "avril",
                                                         "mai",       "juin",    "juillet",  "août",
                                                         "septembre", "octobre", "novembre", "décembre"};
constexpr std::array<std::string_view, 12> english_months{"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};

/// "1234567.80" with a separator between thousands and a decimal mark.
std::string punctuated(const std::string& plain, std::string_view thousands, std::string_view mark) {
  const std::size_t first = plain[0] == '-' ? 1 : 0;
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::string text = first == 1 ? "\u2212" : "";
  for (std::size_t k = first; k < point; ++k) {
    if (k > first && (point - k) % 3 == 0) text += thousands;
    text += plain[k];
  }
  if (point < plain.size()) text.append(mark).append(plain.substr(point + 1));
  return text;
}

}  // namespace

Text operator+(const Text& left, const Text& right) { return {left.fr + right.fr, left.en + right.en}; }

Text written_with(double value, int decimals) {
  if (!std::isfinite(value)) return {"–", "–"};
  std::string plain = fmt::format("{:.{}f}", value, decimals);
  if (plain.find_first_not_of("-0.") == std::string::npos && plain[0] == '-') plain.erase(0, 1);
  return {punctuated(plain, narrow_space, ","), punctuated(plain, ",", ".")};
}

Text written(double value, Unit unit) {
  if (!std::isfinite(value)) return {"–", "–"};
  switch (unit) {
    case Unit::share:
      return written_with(100 * value, 1) + Text{std::string(narrow_space) + "%", "%"};
    case Unit::count:
      return written_with(value, 0);
    case Unit::decimal:
      break;
  }
  return written_with(value, std::abs(value) < 10 ? 3 : 1);
}

Text written_difference(double value, Unit unit) {
  const Text number = unit == Unit::share
                          ? written_with(100 * value, 1) + Text{std::string(narrow_space) + "pt", " pp"}
                          : written(value, unit);
  return value > 0 ? Text{"+", "+"} + number : number;
}

Text month_name(int month) {
  const auto of_year = static_cast<std::size_t>(sim::month_of_year(sim::Month{month}) - 1);
  const int year = sim::year_of(sim::Month{month});
  return {fmt::format("{} {}", french_months[of_year], year),
          fmt::format("{} {}", english_months[of_year], year)};
}

}  // namespace analysis::report
