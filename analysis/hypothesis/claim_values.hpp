// From the series of runs to the effect that a claim speaks of, one number a replicate.
#pragma once

#include <span>
#include <vector>

#include "analysis/compare/gathered_runs.hpp"
#include "analysis/hypothesis/hypothesis.hpp"

namespace analysis {

/// Effects of a claim by replicate, positive in the direction claimed, on the claim's scale: Σ weight · value
/// of arm. `points` says which point of the file each arm is. NaN where a run is missing, or where the scale
/// has no value (the logarithm of 0).
[[nodiscard]] std::vector<double> claim_effects(const GatheredRuns& runs, std::span<const std::size_t> points,
                                                const Claim& claim, const std::vector<HypothesisArm>& arms);

/// The measures and months that the claims of a hypothesis read.
[[nodiscard]] std::vector<std::string> measures_read(const std::vector<Claim>& claims);
[[nodiscard]] std::vector<sim::Month> months_read(const std::vector<Claim>& claims);

}  // namespace analysis
