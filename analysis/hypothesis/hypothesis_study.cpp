#include "analysis/hypothesis/hypothesis_study.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/compare/gathered_runs.hpp"
#include "analysis/experiment/assembly.hpp"
#include "analysis/hypothesis/claim_values.hpp"
#include "analysis/statistics/group_sequential.hpp"

namespace analysis {

namespace {

using Effects = std::vector<std::vector<double>>;  ///< [claim][replicate]

class Session {
 public:
  Session(const Hypothesis& hypothesis, const TestMode& mode, std::filesystem::path folder,
          const SweepOptions& options, Study& result)
      : hypothesis_(hypothesis), mode_(mode), folder_(std::move(folder)), options_(options), study_(result) {}

  void run() {
    take_looks();
    if (!study_.stopped) take_draws();
    std::vector<Threshold> claims;
    for (std::size_t c = 0; c < study_.smallest.size(); ++c)
      claims.push_back({study_.smallest[c], hypothesis_.claims[c].needs_wiring});
    study_.verdict = verdict_on(study_.theories, study_.draws, claims);
  }

 private:
  /// What was measured of one theory so far.
  struct Gathered {
    Effects wired, neutral;
  };

  /// Runs an experiment and reads it; none when it was stopped.
  std::optional<GatheredRuns> runs_of(const Experiment& experiment, const std::string& name) {
    const SweepOutcome outcome = run_experiment(experiment, folder_ / name, options_);
    study_.busy_seconds += outcome.busy_seconds + outcome.set_up_seconds;
    study_.runs += outcome.state.done;
    study_.failed += outcome.state.failed;
    study_.stopped = outcome.stopped;
    if (outcome.stopped) return std::nullopt;
    return gathered_runs(gather_experiment(folder_ / name));
  }

  /// Points of the hypothesis' arms: experiments hold each theory's arms, wired, then neutral. `step` is the
  /// number of design points of each arm.
  [[nodiscard]] std::vector<std::size_t> points(std::size_t theory, Wiring wiring, std::size_t step,
                                                std::size_t design_point) const {
    std::vector<std::size_t> points;
    const std::size_t arms = hypothesis_.arms.size();
    const std::size_t first = theory * 2 * arms + (wiring == Wiring::neutral ? arms : 0);
    for (std::size_t arm = 0; arm < arms; ++arm) points.push_back((first + arm) * step + design_point);
    return points;
  }

  void add_effects(Effects& effects, const GatheredRuns& runs, const std::vector<std::size_t>& points) const {
    effects.resize(hypothesis_.claims.size());
    for (std::size_t c = 0; c < effects.size(); ++c) {
      const std::vector<double> more = claim_effects(runs, points, hypothesis_.claims[c], hypothesis_.arms);
      effects[c].insert(effects[c].end(), more.begin(), more.end());
    }
  }

  [[nodiscard]] std::vector<ClaimTest> tests_of(const Effects& effects, double bound) const {
    std::vector<ClaimTest> tests;
    for (std::size_t c = 0; c < effects.size(); ++c)
      tests.push_back(test_claim(effects[c], study_.smallest[c], bound));
    return tests;
  }

  /// A theory is done when every claim has reached its bound with the wiring on; the interval's width is
  /// never asked.
  void take_looks() {
    const std::vector<std::string>& names = theories_of(hypothesis_, mode_);
    std::vector<Gathered> gathered(names.size());
    std::vector<std::size_t> open(names.size());
    for (std::size_t k = 0; k < names.size(); ++k) open[k] = k;
    study_.theories.resize(names.size());
    for (std::size_t look = 0; look < mode_.looks.size() && !open.empty(); ++look) {
      std::vector<std::string> asked;
      for (const std::size_t k : open) asked.push_back(names[k]);
      const auto runs =
          runs_of(pairs_experiment(hypothesis_, mode_, look, asked), fmt::format("look{}", look + 1));
      if (!runs) return;
      study_.looks_taken = look + 1;
      std::vector<std::size_t> still_open;
      for (std::size_t position = 0; position < open.size(); ++position) {
        Gathered& theory = gathered[open[position]];
        add_effects(theory.wired, *runs, points(position, Wiring::on, 1, 0));
        add_effects(theory.neutral, *runs, points(position, Wiring::neutral, 1, 0));
        TheoryResult& result = study_.theories[open[position]];
        result = {names[open[position]], tests_of(theory.wired, study_.bounds[look]),
                  tests_of(theory.neutral, study_.bounds[look])};
        const bool decided = std::all_of(result.wired.begin(), result.wired.end(),
                                         [](const ClaimTest& test) { return test.rejects; });
        if (!decided) still_open.push_back(open[position]);
      }
      open = std::move(still_open);
    }
  }

  void take_draws() {
    const std::vector<std::string>& names = theories_of(hypothesis_, mode_);
    for (std::size_t theory = 0; theory < names.size(); ++theory) {
      const auto experiment = draws_experiment(hypothesis_, mode_, theory);
      if (!experiment) continue;
      const auto runs = runs_of(*experiment, "draws_" + names[theory]);
      if (!runs) return;
      const std::size_t rows = experiment->design.columns[0].size();
      for (std::size_t row = 0; row < rows; ++row) {
        Effects wired, neutral;
        add_effects(wired, *runs, points(0, Wiring::on, rows, row));
        add_effects(neutral, *runs, points(0, Wiring::neutral, rows, row));
        DrawResult draw{names[theory], {}, {}};
        for (std::size_t c = 0; c < wired.size(); ++c) {
          draw.wired.push_back(wired[c][0]);
          draw.neutral.push_back(neutral[c][0]);
        }
        study_.draws.push_back(std::move(draw));
      }
    }
  }

  const Hypothesis& hypothesis_;
  const TestMode& mode_;
  std::filesystem::path folder_;
  const SweepOptions& options_;
  Study& study_;
};

/// InputError with what is wrong with an arm, a theory or a draw, before anything is frozen.
void check_experiments(const Hypothesis& hypothesis, const TestMode& mode, const std::string& program) {
  const std::vector<std::string>& names = theories_of(hypothesis, mode);
  (void)Assembly(pairs_experiment(hypothesis, mode, 0, names), program);
  for (std::size_t theory = 0; theory < names.size(); ++theory) {
    if (const auto draws = draws_experiment(hypothesis, mode, theory)) (void)Assembly(*draws, program);
  }
}

std::vector<double> bounds_of(const TestMode& mode, double alpha) {
  std::vector<double> fractions;
  for (const std::size_t pairs : mode.looks)
    fractions.push_back(static_cast<double>(pairs) / static_cast<double>(mode.looks.back()));
  return statistics::obrien_fleming_bounds(fractions, alpha);
}

}  // namespace

Study study(const Hypothesis& hypothesis, const TestMode& mode, const std::filesystem::path& folder,
            const SweepOptions& options) {
  Study result;
  result.mode = mode;
  for (const Claim& claim : hypothesis.claims) result.smallest.push_back(smallest_on_scale(claim));
  result.varied = varied_parameters(hypothesis).size();
  result.bounds = bounds_of(mode, hypothesis.alpha);
  check_experiments(hypothesis, mode, options.program);
  result.freeze = freeze(hypothesis, folder);
  Session(hypothesis, mode, folder / fmt::format("{}_{}", mode.name, result.freeze.now.substr(0, 12)),
          options, result)
      .run();
  return result;
}

}  // namespace analysis
