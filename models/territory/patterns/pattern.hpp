// What the field is known to look like, and what a run is set beside: survey figures it may be fitted to,
// checks of what was put in, and patterns held out of any fit (MODEL F). One table; the summary, the result
// file, `lien patterns` and the documents print from it.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "sim/core/calendar.hpp"

namespace territory {

class Record;

/// What a figure is good for.
enum class Use : std::uint8_t {
  target,       ///< may be fitted
  weak_target,  ///< may be fitted; its source is weak
  fitted,       ///< a table of the model was written to meet it: no evidence
  check,        ///< follows from what was put in: shows that the program does it, no evidence
  held_out      ///< never fitted: it must come out
};
inline constexpr std::array<std::string_view, 5> use_names{"target", "weak_target", "fitted", "check",
                                                           "held_out"};

/// A value of a run. With `why_not`, it does not count as a hit or a miss.
struct Measured {
  double value = std::numeric_limits<double>::quiet_NaN();
  std::string_view why_not = {};
};

struct Pattern {
  std::string_view id;
  Use use;
  sim::Month month;  ///< the run must have come so far
  double value;      ///< NaN where the field gives a range or a sign only
  double low, high;  ///< within these, ends included, it is a hit; may be infinite
  std::string_view meaning;
  std::string_view source;
  /// The measure of the perimeter it is, at `month`; empty where `measure` says how it is worked out.
  std::string_view quantity;
  Measured (*measure)(const Record&);
  std::string_view how;     ///< where it is more than its quantity: what exactly is measured
  std::string_view remark;  ///< what it rests on, and what was spent on it
};

/// All of them, in the order of the document.
[[nodiscard]] std::span<const Pattern> patterns();
/// Null when there is none of that name.
[[nodiscard]] const Pattern* find_pattern(std::string_view id);

}  // namespace territory
