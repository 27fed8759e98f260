// The verdict on a hypothesis from what its claims came to under each theory and in each draw.
//
// emergent       holds with the wiring and without it, under 70 % of the theories and in 80 % of the draws
// built-in       holds with the wiring under 70 % of the theories, and without it the effect falls under the
//                smallest of interest: a statement on our formulas
// not supported  under 70 % of the theories an interval excludes the smallest effect in the direction claimed
// undecided      all else, and whenever fewer than three theories vote
//
// A simulation shows that a mechanism suffices, never that it is at work in the field.
#pragma once

#include <string_view>
#include <vector>

#include "analysis/hypothesis/claim_test.hpp"

namespace analysis {

/// All claims under one theory: tests[claim].
struct TheoryResult {
  std::string theory;
  std::vector<ClaimTest> wired, neutral;
};

/// All claims in one draw of the assumed parameters, one replicate: effects[claim], NaN where a run failed.
struct DrawResult {
  std::string theory;
  std::vector<double> wired, neutral;
};

enum class Finding { emergent, built_in, not_supported, undecided };

struct HypothesisVerdict {
  Finding finding = Finding::undecided;
  std::size_t theories = 0;                     ///< that vote: every claim has two pairs or more
  std::size_t hold_wired = 0;                   ///< theories under which all claims hold
  std::size_t hold_both = 0;                    ///< the same at neutral wiring too
  std::size_t lost_at_neutral = 0;              ///< hold wired, and some effect under the smallest at neutral
  std::size_t excluded = 0;                     ///< some claim excluded
  std::size_t draws = 0;                        ///< with all values
  std::size_t draws_wired = 0, draws_both = 0;  ///< effects at least the smallest
};

inline constexpr double theories_needed = 0.7, draws_needed = 0.8;
inline constexpr std::size_t fewest_theories = 3;

/// What a verdict must know of a claim.
struct Threshold {
  double smallest;            ///< on the claim's scale
  bool needs_wiring = false;  ///< what it comes to at neutral wiring decides nothing
};
[[nodiscard]] HypothesisVerdict verdict_on(const std::vector<TheoryResult>& theories,
                                           const std::vector<DrawResult>& draws,
                                           const std::vector<Threshold>& claims);

}  // namespace analysis
