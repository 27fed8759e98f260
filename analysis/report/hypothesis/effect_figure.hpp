// A figure of effects beside the smallest that matters: one panel a claim, one row a theory and wiring. The
// page, static pictures and `lien plot` draw the same definitions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/hypothesis/study_record.hpp"
#include "analysis/report/figure.hpp"

namespace analysis::report {

/// What is known of a claim under one theory, the wiring on or neutral: a mean with its interval, or dots.
struct EffectRow {
  std::string theory;
  bool wired = true;
  double value, low, high;        ///< NaN = none
  std::vector<double> dots;       ///< one a draw, NaN where it failed
  std::size_t count = 0;          ///< pairs; draws with a value
  Text written;                   ///< "+3,2 pt [+2,9 ; +3,5]"; "12 / 13"
  bool reaches = false;           ///< the claim holds
  std::optional<ClaimTest> test;  ///< of means
};

struct EffectPanel {
  std::string claim;
  Text about;                 ///< measure, month, what is compared
  Text axis;                  ///< what the axis counts
  double factor = 1;          ///< 100 where shares are told in points
  double low = 0, high = 1;   ///< of the axis
  std::vector<double> ticks;  ///< round values within it
  double smallest = 0;
  Text smallest_text;
  std::vector<EffectRow> rows;
};

struct EffectFigure {
  std::string id;  ///< "effects", "draws": the NAME of `lien plot --figure NAME`
  std::string hypothesis;
  Text title, reading;
  std::vector<EffectPanel> panels;
  std::vector<std::string> measures;
  Text band, population;
  std::vector<Text> remarks;
};

/// Means with intervals; draws, where there are any.
[[nodiscard]] std::vector<EffectFigure> effect_figures(const StudyRecord& record);

/// Measure, reading, months and contrast of a claim in words; then what its direction and its smallest effect
/// are.
[[nodiscard]] Text about(const Claim& claim);
[[nodiscard]] Text smallest_in_words(const Claim& claim);

}  // namespace analysis::report
