// The experiments that test a hypothesis: pairs of replicates under each theory, and draws of what is
// assumed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/experiment/experiment.hpp"
#include "analysis/hypothesis/hypothesis.hpp"

namespace analysis {

/// How thoroughly a hypothesis is tested.
struct TestMode {
  std::string name;                ///< "quick", "full"
  std::vector<std::size_t> looks;  ///< pairs at each look, rising
  std::size_t draws;               ///< of the assumed parameters, all theories together
  std::uint32_t seed = 1;
};
/// 8 pairs once, 40 draws: estimates, no verdict.
[[nodiscard]] TestMode quick_mode();
/// Looks at 16, 32, 64 and 128 pairs, 200 draws.
[[nodiscard]] TestMode full_mode();
/// The seeds of the pairs of a look, and of the draws of a theory.
[[nodiscard]] std::uint32_t pairs_seed(const TestMode& mode, std::size_t look);
[[nodiscard]] std::uint32_t draws_seed(const TestMode& mode, std::size_t theory);
[[nodiscard]] const std::vector<std::string>& theories_of(const Hypothesis& hypothesis, const TestMode& mode);

enum class Wiring { on, neutral };

/// The name of the arm of an experiment.
[[nodiscard]] std::string arm_name(const std::string& theory, Wiring wiring, const HypothesisArm& arm);

/// All arms, wired and neutral, under each of `theories`: the pairs from look `look` − 1 to look `look`,
/// under a seed of their own.
[[nodiscard]] Experiment pairs_experiment(const Hypothesis& hypothesis, const TestMode& mode,
                                          std::size_t look, const std::vector<std::string>& theories);

/// One theory's share of a Latin hypercube in the varied parameters (the theory is a factor of it: row r
/// belongs to theory r mod theories), one replicate. None when the share is empty.
[[nodiscard]] std::optional<Experiment> draws_experiment(const Hypothesis& hypothesis, const TestMode& mode,
                                                         std::size_t theory);

/// A parameter that draws vary.
struct VariedParameter {
  std::string key;
  double low, high;
  bool logarithmic;  ///< a range of more than a thousandfold
};
/// "assumptions": every real parameter whose default is an assumption, within its declared range, but for
/// what the hypothesis itself sets and for switches that some theories refuse. InputError when a parameter
/// named does not exist or has no finite range.
[[nodiscard]] std::vector<VariedParameter> varied_parameters(const Hypothesis& hypothesis);

/// Runs that full or quick mode takes at most.
[[nodiscard]] std::size_t most_runs(const Hypothesis& hypothesis, const TestMode& mode);

}  // namespace analysis
