#include "analysis/hypothesis/hypothesis_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/designs/unit_design.hpp"
#include "analysis/hypothesis/claim_values.hpp"
#include "analysis/hypothesis/theory_sets.hpp"
#include "models/territory/scenario.hpp"
#include "sim/core/text.hpp"
#include "sim/parameters/catalogue.hpp"

namespace analysis {

namespace {

using Names = std::vector<std::string>;

Names joined(std::initializer_list<Names> lists) {
  Names all;
  for (const Names& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

/// The key of "table.key=value".
std::string key_of(const std::string& assignment) { return assignment.substr(0, assignment.find('=')); }

/// Parameters that draws must leave alone, whatever the hypothesis: of a run, not of the world; switches of
/// mechanisms that are off by default and that some theories refuse; a pair whose ratio is bounded.
bool is_fixed(const std::string& key) {
  static const std::set<std::string> fixed{
      "trust.bias",           "trust.id_bonus",       "trust.value_drift",       "trust.stake_loss",
      "traits.theta_shape_a", "traits.theta_shape_b", "encounters.overlap_width"};
  if (fixed.count(key) > 0) return true;
  for (const char* group : {"run.", "territory.", "output.", "survey.", "intervention."}) {
    if (key.starts_with(group)) return true;
  }
  return false;
}

std::set<std::string> set_by(const Hypothesis& hypothesis) {
  std::set<std::string> keys;
  for (const std::string& assignment : hypothesis.neutral) keys.insert(key_of(assignment));
  for (const HypothesisArm& arm : hypothesis.arms) {
    for (const std::string& assignment : arm.set) keys.insert(key_of(assignment));
  }
  return keys;
}

VariedParameter varied(const sim::Catalogue::Entry& entry) {
  const auto [low, high] = entry.spec.range;
  return {entry.key, low, high, low > 0 && high / low > 1000};
}

bool can_vary(const sim::Catalogue::Entry& entry) {
  return entry.kind == sim::Kind::real && !entry.is_field() && entry.list.empty() &&
         std::isfinite(entry.spec.range.low) && std::isfinite(entry.spec.range.high) &&
         entry.spec.range.low < entry.spec.range.high;
}

/// What every experiment of a hypothesis keeps, and where it ends.
Experiment frame_of(const Hypothesis& hypothesis) {
  Experiment experiment;
  experiment.title = hypothesis.id;
  experiment.question = hypothesis.statement;
  experiment.measures = measures_read(hypothesis.claims);
  experiment.months = months_read(hypothesis.claims);
  return experiment;
}

void add_arms(Experiment& experiment, const Hypothesis& hypothesis, const std::string& theory) {
  const Names set = theory_assignments(hypothesis.theory_sets, theory);
  const Names until{"run.until=\"" + sim::to_string(experiment.months.back()) + "\""};
  for (const Wiring wiring : {Wiring::on, Wiring::neutral}) {
    for (const HypothesisArm& arm : hypothesis.arms)
      // The neutral values come last: an arm that varies the wiring itself is no arm any more there.
      experiment.arms.push_back(
          {arm_name(theory, wiring, arm), hypothesis.scenario,
           joined({set, arm.set, wiring == Wiring::neutral ? hypothesis.neutral : Names{}, until})});
  }
}

}  // namespace

TestMode quick_mode() { return {"quick", {8}, 40}; }
TestMode full_mode() { return {"full", {16, 32, 64, 128}, 200}; }

std::uint32_t pairs_seed(const TestMode& mode, std::size_t look) {
  return mode.seed + static_cast<std::uint32_t>(look);
}
std::uint32_t draws_seed(const TestMode& mode, std::size_t theory) {
  return mode.seed + 1000 + static_cast<std::uint32_t>(theory);
}

const std::vector<std::string>& theories_of(const Hypothesis& hypothesis, const TestMode& mode) {
  return mode.name == "quick" ? hypothesis.quick_theories : hypothesis.theories;
}

std::string arm_name(const std::string& theory, Wiring wiring, const HypothesisArm& arm) {
  return fmt::format("{}_{}_{}", theory, wiring == Wiring::on ? "on" : "neutral", arm.name);
}

Experiment pairs_experiment(const Hypothesis& hypothesis, const TestMode& mode, std::size_t look,
                            const std::vector<std::string>& theories) {
  Experiment experiment = frame_of(hypothesis);
  for (const std::string& theory : theories) add_arms(experiment, hypothesis, theory);
  experiment.seed = pairs_seed(mode, look);
  experiment.replicates = static_cast<int>(mode.looks[look] - (look == 0 ? 0 : mode.looks[look - 1]));
  return experiment;
}

std::optional<Experiment> draws_experiment(const Hypothesis& hypothesis, const TestMode& mode,
                                           std::size_t theory) {
  const Names& theories = theories_of(hypothesis, mode);
  const std::vector<VariedParameter> parameters = varied_parameters(hypothesis);
  Experiment experiment = frame_of(hypothesis);
  add_arms(experiment, hypothesis, theories[theory]);
  experiment.seed = draws_seed(mode, theory);
  experiment.design.kind = DesignKind::csv;
  experiment.design.columns.resize(parameters.size());
  const auto design = latin_hypercube_design(mode.draws, parameters.size(), {mode.seed, 0}, 20);
  std::vector<double> unit(parameters.size());
  for (std::size_t row = theory; row < mode.draws; row += theories.size()) {
    design->point(row, unit);
    for (std::size_t k = 0; k < unit.size(); ++k) {
      const VariedParameter& p = parameters[k];
      experiment.design.columns[k].push_back(p.logarithmic ? p.low * std::pow(p.high / p.low, unit[k])
                                                           : p.low + unit[k] * (p.high - p.low));
    }
  }
  if (parameters.empty() || experiment.design.columns[0].empty()) return std::nullopt;
  for (std::size_t k = 0; k < parameters.size(); ++k)
    experiment.factors.push_back({fmt::format("p{}", k), parameters[k].key});
  return experiment;
}

std::vector<VariedParameter> varied_parameters(const Hypothesis& hypothesis) {
  const sim::Catalogue catalogue = sim::catalogue_of(territory::Scenario{});
  const std::set<std::string> own = set_by(hypothesis);
  std::vector<VariedParameter> parameters;
  std::vector<sim::Fault> faults;
  for (const std::string& name : hypothesis.varied) {
    if (name == "assumptions") {
      for (const auto& entry : catalogue.entries()) {
        if (can_vary(entry) && entry.spec.evidence == sim::Evidence::assumption && !is_fixed(entry.key) &&
            own.count(entry.key) == 0)
          parameters.push_back(varied(entry));
      }
      continue;
    }
    const auto* entry = catalogue.find(name);
    if (entry != nullptr && can_vary(*entry) && own.count(name) == 0) {
      parameters.push_back(varied(*entry));
      continue;
    }
    const std::string near = entry == nullptr ? sim::nearest(name, catalogue.keys()) : "";
    faults.push_back(
        {{hypothesis.file.string(), 0, 0},
         fmt::format("hypothesis.varied names \"{}\", which {}", name,
                     entry == nullptr      ? "is no parameter"
                     : own.count(name) > 0 ? "the hypothesis sets itself"
                                           : "is no real parameter with two ends"),
         {near.empty() ? "expected  \"assumptions\", or real parameters with a range" : "nearest  " + near}});
  }
  if (!faults.empty()) throw sim::InputError(std::move(faults));
  return parameters;
}

std::size_t most_runs(const Hypothesis& hypothesis, const TestMode& mode) {
  const std::size_t arms = 2 * hypothesis.arms.size();
  return arms * (theories_of(hypothesis, mode).size() * mode.looks.back() + mode.draws);
}

}  // namespace analysis
