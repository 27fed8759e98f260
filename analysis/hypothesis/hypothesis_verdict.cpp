#include "analysis/hypothesis/hypothesis_verdict.hpp"

#include <algorithm>
#include <cmath>

namespace analysis {

namespace {

using Claims = std::vector<Threshold>;

bool all_hold(const std::vector<ClaimTest>& tests, const Claims& claims, bool neutral) {
  for (std::size_t k = 0; k < tests.size(); ++k) {
    if (!tests[k].holds && !(neutral && claims[k].needs_wiring)) return false;
  }
  return true;
}

bool votes(const TheoryResult& theory, const Claims& claims) {
  for (std::size_t k = 0; k < theory.wired.size(); ++k) {
    if (theory.wired[k].pairs < 2 || (theory.neutral[k].pairs < 2 && !claims[k].needs_wiring)) return false;
  }
  return !theory.wired.empty();
}

bool falls_under(const std::vector<ClaimTest>& neutral, const Claims& claims) {
  for (std::size_t k = 0; k < neutral.size(); ++k) {
    if (!claims[k].needs_wiring && neutral[k].effect < claims[k].smallest) return true;
  }
  return false;
}

bool reaches(const std::vector<double>& effects, const Claims& claims, bool neutral) {
  for (std::size_t k = 0; k < effects.size(); ++k) {
    if (effects[k] < claims[k].smallest && !(neutral && claims[k].needs_wiring)) return false;
  }
  return true;
}

bool known(const DrawResult& draw, const Claims& claims) {
  for (std::size_t k = 0; k < draw.wired.size(); ++k) {
    if (!std::isfinite(draw.wired[k]) || (!std::isfinite(draw.neutral[k]) && !claims[k].needs_wiring))
      return false;
  }
  return true;
}

/// Whether `count` is at least that share of `whole`, a share of nothing being none.
bool enough(std::size_t count, std::size_t whole, double share) {
  return whole > 0 && static_cast<double>(count) >= share * static_cast<double>(whole) - 1e-9;
}

}  // namespace

HypothesisVerdict verdict_on(const std::vector<TheoryResult>& theories, const std::vector<DrawResult>& draws,
                             const std::vector<Threshold>& claims) {
  HypothesisVerdict v;
  for (const TheoryResult& theory : theories) {
    if (!votes(theory, claims)) continue;
    ++v.theories;
    const bool wired = all_hold(theory.wired, claims, false);
    v.hold_wired += wired ? 1 : 0;
    v.hold_both += wired && all_hold(theory.neutral, claims, true) ? 1 : 0;
    v.lost_at_neutral += wired && falls_under(theory.neutral, claims) ? 1 : 0;
    v.excluded += std::any_of(theory.wired.begin(), theory.wired.end(),
                              [](const ClaimTest& test) { return test.excluded; })
                      ? 1
                      : 0;
  }
  for (const DrawResult& draw : draws) {
    if (!known(draw, claims)) continue;
    ++v.draws;
    const bool wired = reaches(draw.wired, claims, false);
    v.draws_wired += wired ? 1 : 0;
    v.draws_both += wired && reaches(draw.neutral, claims, true) ? 1 : 0;
  }
  if (v.theories < fewest_theories) return v;
  if (enough(v.hold_both, v.theories, theories_needed) && enough(v.draws_both, v.draws, draws_needed)) {
    v.finding = Finding::emergent;
  } else if (enough(v.lost_at_neutral, v.theories, theories_needed)) {
    v.finding = Finding::built_in;
  } else if (enough(v.excluded, v.theories, theories_needed)) {
    v.finding = Finding::not_supported;
  }
  return v;
}

}  // namespace analysis
