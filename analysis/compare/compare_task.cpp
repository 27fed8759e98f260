#include "analysis/compare/compare_task.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>

#include "analysis/compare/regions.hpp"
#include "analysis/run_identity.hpp"
#include "analysis/scenario_file.hpp"
#include "models/territory/measures.hpp"
#include "sim/core/text.hpp"
#include "sim/parameters/catalogue.hpp"

namespace analysis {

namespace {

using Faults = std::vector<sim::Fault>;
using Names = std::vector<std::string>;

/// Measures that can be kept of the perimeter, or of each EPCI.
Names kept_measures(bool by_epci) {
  Names names;
  for (const auto& stock : territory::stock_measures()) {
    if ((stock.levels & (by_epci ? territory::at_epci : territory::at_perimeter)) != 0)
      names.emplace_back(stock.name);
  }
  for (const auto& flow : territory::flow_measures()) {
    if (!by_epci || flow.at_epci != nullptr) names.emplace_back(flow.name);
  }
  return names;
}

bool holds(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void add_unknown_measure(const std::string& option, const std::string& name, Faults& faults) {
  const Names known = kept_measures(false);
  if (holds(known, name)) return;
  const std::string near = sim::nearest(name, known);
  faults.push_back({{},
                    fmt::format("{}: there is no measure '{}'{}", option, name,
                                near.empty() ? "" : fmt::format("; did you mean '{}'?", near)),
                    {"allowed  what 'lien describe measures' lists for the perimeter"}});
}

Names measures_of(const CompareTask& task, Faults& faults) {
  if (task.measures.empty()) return usual_measures();
  if (task.measures == Names{"all"}) return kept_measures(false);
  Names measures;
  for (const std::string& measure : task.measures) {
    add_unknown_measure("--measures", measure, faults);
    if (!holds(measures, measure)) measures.push_back(measure);
  }
  return measures;
}

std::map<std::string, double> smallest_of(const CompareTask& task, const Names& measures, Faults& faults) {
  std::map<std::string, double> smallest;
  for (const std::string& told : task.smallest) {
    const std::size_t equals = told.find('=');
    const bool named = equals != std::string::npos;
    if (!named && measures.size() != 1) {
      faults.push_back({{},
                        fmt::format("--sesoi {}: of which of {} measures?", told, measures.size()),
                        {"example  --sesoi " + measures.front() + "=" + told}});
      continue;
    }
    const std::string measure = named ? told.substr(0, equals) : measures.front();
    const std::string number = named ? told.substr(equals + 1) : told;
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc{} || end != number.data() + number.size() || !(value > 0) || !std::isfinite(value))
      faults.push_back({{},
                        fmt::format("--sesoi {}: '{}' is no smallest effect of interest", told, number),
                        {"allowed  a number above 0, in the unit of the measure: effects of either sign are "
                         "compared with it"}});
    if (named && !holds(measures, measure)) {
      const std::string near = sim::nearest(measure, measures);
      faults.push_back({{},
                        fmt::format("--sesoi {}: '{}' is not compared{}", told, measure,
                                    near.empty() ? "" : fmt::format("; did you mean '{}'?", near)),
                        {"allowed  one of --measures"}});
    }
    smallest[measure] = value;
  }
  return smallest;
}

/// What a scenario simulates, without what it is called, its seed and what it writes.
std::string substance_of(territory::Scenario scenario, sim::Month horizon) {
  scenario.run.title.clear();
  scenario.run.question.clear();
  scenario.run.seed = 1;
  scenario.run.replicate = 0;
  scenario.run.until = sim::to_string(horizon);
  scenario.output = {};
  return sim::resolved_toml(sim::catalogue_of(std::move(scenario)));
}

/// Letters, digits, '_' and '-' of the file's name; told apart by a number where two are alike.
std::string arm_name(const std::string& path, const std::vector<Arm>& others) {
  std::string name = std::filesystem::path(path).stem().string().substr(0, 56);
  for (char& c : name) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!plain && c != '-') c = '_';
  }
  const auto taken = [&](const std::string& wanted) {
    return std::any_of(others.begin(), others.end(), [&](const Arm& arm) { return arm.name == wanted; });
  };
  std::string free = name;
  for (int number = 2; taken(free); ++number) free = fmt::format("{}_{}", name, number);
  return free;
}

std::vector<LoadedScenario> load_all(const CompareTask& task, Faults& faults) {
  std::vector<LoadedScenario> loaded;
  for (const std::string& path : task.scenarios) {
    try {
      loaded.push_back(load_scenario(path, task.assignments));
    } catch (const sim::InputError& error) {
      for (const sim::Fault& fault : error.faults()) {
        const auto same = [&](const sim::Fault& known) { return to_string(known) == to_string(fault); };
        if (std::none_of(faults.begin(), faults.end(), same)) faults.push_back(fault);
      }
    }
  }
  return loaded;
}

sim::Month horizon_of(const CompareTask& task, const std::vector<LoadedScenario>& arms, Faults& faults) {
  const auto earliest = std::min_element(arms.begin(), arms.end(), [](const auto& a, const auto& b) {
    return a.scenario.run.last() < b.scenario.run.last();
  });
  const sim::Month last = earliest->scenario.run.last();
  if (task.horizon.empty()) return last;
  const auto horizon = sim::parse_month(task.horizon);
  if (horizon && horizon->value >= 0 && *horizon <= last) return *horizon;
  const auto arm = static_cast<std::size_t>(earliest - arms.begin());
  faults.push_back({{},
                    fmt::format("--horizon {}: '{}' is simulated to {}", task.horizon, task.scenarios[arm],
                                sim::to_string(last)),
                    {"allowed  2008-01 to " + sim::to_string(last) + ", or another run.until"}});
  return last;
}

void check_arms(const CompareTask& task, const std::vector<LoadedScenario>& arms, sim::Month horizon,
                Faults& faults) {
  for (std::size_t k = 1; k < arms.size(); ++k) {
    if (geography_hash(arms[k].geography) != geography_hash(arms[0].geography))
      faults.push_back(
          {{},
           fmt::format("'{}' and '{}' are of different territories", task.scenarios[0], task.scenarios[k]),
           {"reason   their runs share no actors, so that common random numbers pair nothing"}});
    for (std::size_t other = 0; other < k; ++other) {
      if (substance_of(arms[k].scenario, horizon) == substance_of(arms[other].scenario, horizon))
        faults.push_back(
            {{},
             fmt::format("'{}' and '{}' simulate the same", task.scenarios[other], task.scenarios[k]),
             {"reason   seeds, titles, outputs and what follows the horizon are no difference "
              "between arms"}});
    }
  }
}

/// Measures of EPCI among those compared, and what their tables by region are weighted by.
Names epci_measures_of(const Names& measures) {
  const Names known = kept_measures(true);
  Names kept;
  for (const std::string& measure : measures) {
    if (holds(known, measure)) kept.push_back(measure);
  }
  for (std::string& weight : weights_for(kept)) kept.push_back(std::move(weight));
  return kept;
}

}  // namespace

const std::vector<std::string>& usual_measures() {
  static const Names measures{"partnerships",
                              "company10_engaged_share",
                              "association_engaged_share",
                              "mean_trust",
                              "collective_trust",
                              "involved_share",
                              "projects",
                              "needs_met"};
  return measures;
}

PreparedComparison prepare_comparison(const CompareTask& task) {
  Faults faults;
  const Names measures = measures_of(task, faults);
  PreparedComparison prepared{{}, {0}, {}, smallest_of(task, measures, faults)};
  std::vector<LoadedScenario> arms = load_all(task, faults);
  if (arms.size() == task.scenarios.size()) {
    prepared.horizon = horizon_of(task, arms, faults);
    check_arms(task, arms, prepared.horizon, faults);
  }
  if (!faults.empty()) throw sim::InputError(std::move(faults));
  Experiment& experiment = prepared.experiment;
  experiment.title = "comparison";
  for (const std::string& path : task.scenarios) {
    Names assignments = task.assignments;
    assignments.push_back("run.until=\"" + sim::to_string(prepared.horizon) + "\"");
    experiment.arms.push_back({arm_name(path, experiment.arms), path, std::move(assignments)});
  }
  experiment.seed = static_cast<std::uint32_t>(task.seed);
  experiment.replicates = task.replicates;
  experiment.measures = measures;
  if (arms[0].geography.epcis.size() > 1) {
    experiment.epci_measures = epci_measures_of(measures);
    experiment.epci_months = {prepared.horizon};
  }
  prepared.geography = std::move(arms[0].geography);
  return prepared;
}

}  // namespace analysis
