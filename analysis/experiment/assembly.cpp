#include "analysis/experiment/assembly.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "analysis/experiment/experiment_file.hpp"
#include "analysis/run_identity.hpp"
#include "sim/output/sha256.hpp"

namespace analysis {

namespace {

constexpr double most_runs = 5e7;
constexpr std::size_t most_checked_points = 400, most_told_points = 5;

bool same_place(const territory::TerritoryParameters& a, const territory::TerritoryParameters& b) {
  return a.communes == b.communes && a.epcis == b.epcis && a.perimeter == b.perimeter && a.codes == b.codes;
}

void append(std::vector<sim::Fault>& faults, const std::vector<sim::Fault>& more) {
  for (const sim::Fault& fault : more) {
    const bool known = std::ranges::any_of(
        faults, [&](const sim::Fault& one) { return to_string(one) == to_string(fault); });
    if (!known) faults.push_back(fault);  // arms that share a scenario share its faults
  }
}

/// Faults that stand in no line of the scenario itself are told with the arm that asks for it.
std::vector<sim::Fault> asked_by(const Arm& arm, std::vector<sim::Fault> faults) {
  for (sim::Fault& fault : faults) {
    if (fault.place.line == 0 && arm.place.line > 0)
      fault.notes.push_back(fmt::format("asked    {} (arm '{}')", to_string(arm.place), arm.name));
  }
  return faults;
}

}  // namespace

Assembly::Assembly(Experiment experiment, std::string program)
    : experiment_(std::move(experiment)), program_(std::move(program)) {
  read_arms();
  find_factors();
  replicates_ =
      static_cast<std::size_t>(experiment_.precision ? experiment_.precision->most : experiment_.replicates);
  if (static_cast<double>(points()) * static_cast<double>(replicates_) > most_runs) {
    throw sim::InputError(
        sim::Fault{{experiment_.file, 0, 0},
                   fmt::format("{} points with {} replicates are too many runs", points(), replicates_),
                   {"allowed  at most 50000000"}});
  }
  check_combinations();
  hash_ = hash_of_all();
}

void Assembly::read_arms() {
  std::vector<sim::Fault> faults;
  for (const Arm& arm : experiment_.arms) {
    try {
      AssembledArm made{arm, {}, {}, {}, {}, {}};
      made.told = arm.text.empty() ? tell_scenario(arm.scenario, arm.assignments)
                                   : tell_resolved(arm.text, arm.scenario, arm.communes, arm.epcis);
      for (const AssembledArm& other : arms_) {
        if (same_place(other.told.tables, made.told.tables)) made.geography = other.geography;
      }
      if (!made.geography) made.geography = std::make_shared<territory::Geography>(geography_of(made.told));
      made.told.scenario.run.seed = experiment_.seed;
      made.told.scenario.run.replicate = 0;
      if (!arm.text.empty()) made.told.draws = arm.draws;
      take_parameters(made.told.scenario, made.told.draws);
      made.text = sim::resolved_toml(sim::catalogue_of(made.told.scenario));
      made.identity =
          run_identity(made.told.scenario, *made.geography, program_) + analysis::identity_of(made.told.draws);
      arms_.push_back(std::move(made));
    } catch (const sim::InputError& error) {
      append(faults, asked_by(arm, error.faults()));
    }
  }
  if (!faults.empty()) throw sim::InputError(std::move(faults));
  for (std::size_t k = 1; k < arms_.size(); ++k) {
    if (arms_[k].told.scenario.run.until != arms_[0].told.scenario.run.until)
      faults.push_back(
          {arms_[k].arm.place,
           fmt::format("arm '{}' ends with {}, arm '{}' with {}", arms_[k].arm.name,
                       arms_[k].told.scenario.run.until, arms_[0].arm.name, arms_[0].told.scenario.run.until),
           {"expected  one run.until for all arms"}});
    const bool by_epci = !experiment_.epci_measures.empty();
    if (by_epci && geography_hash(*arms_[k].geography) != geography_hash(*arms_[0].geography))
      faults.push_back(
          {arms_[k].arm.place,
           fmt::format("arm '{}' is another territory than arm '{}'", arms_[k].arm.name, arms_[0].arm.name),
           {"allowed  one territory for all arms, or no epci_measures"}});
  }
  if (!faults.empty()) throw sim::InputError(std::move(faults));
}

void Assembly::find_factors() {
  std::vector<sim::Fault> faults;
  for (AssembledArm& arm : arms_) {
    const sim::Catalogue catalogue = sim::catalogue_of(arm.told.scenario);
    for (const Factor& factor : experiment_.factors) {
      try {
        arm.parameters.push_back(find_parameter(catalogue, factor.parameter, factor.place));
      } catch (const sim::InputError& error) {
        append(faults, error.faults());
      }
    }
  }
  for (std::size_t k = 0; k < experiment_.factors.size(); ++k) {
    for (std::size_t other = 0; other < k; ++other) {
      if (experiment_.factors[k].parameter == experiment_.factors[other].parameter)
        faults.push_back({experiment_.factors[k].place,
                          fmt::format("factors '{}' and '{}' vary the same parameter",
                                      experiment_.factors[other].name, experiment_.factors[k].name),
                          {"allowed  one factor a parameter"}});
    }
  }
  kept_.emplace(experiment_, arms_[0].told.scenario, arms_[0].geography->epcis.size(), faults);
  if (arms_[0].parameters.size() == experiment_.factors.size()) {
    for (std::size_t k = 0; k < experiment_.factors.size(); ++k)
      factors_.emplace_back(experiment_.factors[k], arms_[0].parameters[k], experiment_.design.kind, faults);
    design_ = make_design(experiment_, factors_, faults);
  }
  if (!faults.empty()) throw sim::InputError(std::move(faults));
}

/// Relations between parameters, at points spread over the design; the others are met when they are run.
void Assembly::check_combinations() const {
  std::vector<sim::Fault> faults;
  const std::size_t checked = std::min(points(), most_checked_points);
  for (std::size_t k = 0; k < checked && faults.size() < most_told_points; ++k) {
    const std::size_t point = k * points() / checked;
    try {
      (void)scenario_of(point, 0);
    } catch (const sim::InputError& error) {
      for (sim::Fault fault : error.faults()) faults.push_back(std::move(fault));
    }
  }
  if (!faults.empty()) throw sim::InputError(std::move(faults));
}

std::vector<sim::Value> Assembly::values_of(std::size_t point) const {
  std::vector<PointValue> given(factors_.size());
  design_->point(point % design_->points(), given);
  std::vector<sim::Value> values;
  values.reserve(given.size());
  for (std::size_t k = 0; k < given.size(); ++k)
    values.push_back(given[k] ? std::move(*given[k]) : arm_of(point).parameters[k].value);
  return values;
}

territory::Scenario Assembly::scenario_of(std::size_t point, std::size_t replicate) const {
  const AssembledArm& arm = arm_of(point);
  territory::Scenario scenario = arm.told.scenario;
  scenario.run.replicate = drawn_replicate(point, replicate);
  take_parameters(scenario, arm.told.draws);
  if (factors_.empty()) return scenario;
  const std::vector<sim::Value> values = values_of(point);
  std::vector<Assigned> assigned;
  for (std::size_t k = 0; k < values.size(); ++k) assigned.push_back({arm.parameters[k].key, values[k]});
  std::vector<sim::Fault> faults = assign(scenario, assigned);
  if (faults.empty()) return scenario;
  std::string where = "point " + std::to_string(point);
  for (std::size_t k = 0; k < values.size(); ++k)
    where += (k == 0 ? " (" : ", ") + arm.parameters[k].name + " = " + sim::shown(values[k]);
  for (sim::Fault& fault : faults) {
    fault.place = factors_[0].factor().place;
    fault.what = where + "): " + fault.what;
  }
  throw sim::InputError(std::move(faults));
}

RunIdentity Assembly::identity_of(std::uint64_t run) const {
  const std::size_t point = run / replicates_;
  const AssembledArm& arm = arm_of(point);
  std::string text = arm.identity;
  const std::vector<sim::Value> values = values_of(point);
  for (std::size_t k = 0; k < values.size(); ++k)
    text += '\n' + arm.parameters[k].name + " = " + sim::literal(values[k]);
  text += fmt::format("\nreplicate = {}", experiment_.common_draws ? run % replicates_ : run);
  sim::output::Sha256 sha;
  sha.add(text.data(), text.size());
  const sim::output::Sha256Sum sum = sha.sum();
  RunIdentity identity;
  std::copy_n(sum.begin(), identity.size(), identity.begin());
  return identity;
}

std::string Assembly::name_of(std::uint64_t run) const {
  return fmt::format("p{}r{}", run / replicates_, run % replicates_);
}

std::string Assembly::hash_of_all() const {
  Experiment nameless = experiment_;  // what it is called changes no run
  nameless.title.clear();
  nameless.question.clear();
  std::string text = experiment_toml(nameless) + program_;
  for (const AssembledArm& arm : arms_) text += '\n' + arm.identity;
  if (experiment_.design.kind == DesignKind::csv) {
    std::vector<PointValue> values(factors_.size());
    sim::output::Sha256 sha;
    for (std::size_t point = 0; point < design_->points(); ++point) {
      design_->point(point, values);
      for (const PointValue& value : values) {
        const std::string cell = sim::literal(*value) + '\n';
        sha.add(cell.data(), cell.size());
      }
    }
    for (const std::byte byte : sha.sum()) text += fmt::format("{:02x}", byte);
  }
  return sha256_hex(text);
}

}  // namespace analysis
