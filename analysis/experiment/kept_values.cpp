#include "analysis/experiment/kept_values.hpp"

#include <algorithm>

#include "models/territory/live_partnerships.hpp"
#include "models/territory/patterns/verdicts.hpp"
#include "models/territory/tally.hpp"
#include "sim/core/text.hpp"

namespace analysis {

namespace {

using territory::MeasureLevel;

std::vector<KeptMeasure> measures_at(MeasureLevel level) {
  std::vector<KeptMeasure> measures;
  for (const territory::StockMeasure& m : territory::stock_measures()) {
    if (m.levels & level)
      measures.push_back({std::string(m.name), std::string(m.unit), std::string(m.meaning), &m, nullptr});
  }
  for (const territory::FlowMeasure& m : territory::flow_measures()) {
    if (level == territory::at_perimeter || m.at_epci != nullptr)
      measures.push_back({std::string(m.name), "1", std::string(m.meaning), nullptr, &m});
  }
  return measures;
}

sim::Place place_of(const Experiment& experiment, const std::string& key) {
  const auto found = experiment.places.find(key);
  return found == experiment.places.end() ? sim::Place{experiment.file, 0, 0} : found->second;
}

/// Those of `known` that are named, each once.
std::vector<KeptMeasure> named(const Experiment& experiment, const std::string& list,
                               const std::vector<std::string>& names, std::vector<KeptMeasure> known,
                               std::vector<sim::Fault>& faults) {
  std::vector<KeptMeasure> chosen;
  std::vector<std::string> all;
  for (const KeptMeasure& one : known) all.push_back(one.name);
  for (std::size_t k = 0; k < names.size(); ++k) {
    const sim::Place place = place_of(experiment, "experiment." + list + "[" + std::to_string(k) + "]");
    const auto same = [&](const KeptMeasure& one) { return one.name == names[k]; };
    const auto found = std::ranges::find_if(known, same);
    if (found == known.end()) {
      const std::string near = sim::nearest(names[k], all);
      faults.push_back(
          {place,
           list + " names " + sim::in_quotes(sim::shortened(names[k])) + ", which is no measure" +
               (list == "measures" ? " of a perimeter" : " of an EPCI"),
           {near.empty() ? "known    those that 'lien describe measures' lists" : "nearest  " + near}});
    } else if (std::ranges::find_if(chosen, same) != chosen.end()) {
      faults.push_back(
          {place, list + " names " + sim::in_quotes(names[k]) + " twice", {"allowed  each once"}});
    } else {
      chosen.push_back(*found);
    }
  }
  return chosen;
}

}  // namespace

KeptValues::KeptValues(const Experiment& experiment, const territory::Scenario& scenario, std::size_t epcis,
                       std::vector<sim::Fault>& faults)
    : epcis_(epcis) {
  std::vector<KeptMeasure> all = measures_at(territory::at_perimeter);
  measures_ = experiment.measures.empty()
                  ? std::move(all)
                  : named(experiment, "measures", experiment.measures, std::move(all), faults);
  epci_measures_ =
      named(experiment, "epci_measures", experiment.epci_measures, measures_at(territory::at_epci), faults);
  add_months(experiment, scenario, faults);
  find_patterns(experiment, scenario, faults);
  if (const auto& precision = experiment.precision;
      precision && !position(precision->measure, precision->month)) {
    faults.push_back({place_of(experiment, "precision.measure"),
                      "precision: " + sim::in_quotes(precision->measure) + " of " +
                          sim::to_string(precision->month) + " is not kept",
                      {"expected  one of [experiment] measures in one of its months"}});
  }
}

void KeptValues::add_months(const Experiment& experiment, const territory::Scenario& scenario,
                            std::vector<sim::Fault>& faults) {
  const sim::Month last = scenario.run.last();
  const auto refuse_late = [&](const std::string& key, const std::vector<sim::Month>& months) {
    if (months.empty() || months.back() <= last) return;
    faults.push_back(
        {place_of(experiment, key),
         key + " holds " + sim::to_string(months.back()) + ", but runs end with " + sim::to_string(last),
         {"allowed  2007-12 to " + sim::to_string(last) + " (run.until)"}});
  };
  months_ = experiment.months;
  refuse_late("experiment.months", months_);
  if (months_.empty()) {
    for (sim::Month month{-1}; month <= last; ++month) {
      if (!experiment.yearly || sim::month_of_year(month) == 12) months_.push_back(month);
    }
  }
  if (epci_measures_.empty()) return;
  epci_months_ = experiment.epci_months;
  refuse_late("experiment.epci_months", epci_months_);
  if (epci_months_.empty()) epci_months_.push_back(last);
}

void KeptValues::find_patterns(const Experiment& experiment, const territory::Scenario& scenario,
                               std::vector<sim::Fault>& faults) {
  std::vector<std::string> known;
  for (const territory::Pattern& pattern : territory::patterns()) known.emplace_back(pattern.id);
  for (std::size_t k = 0; k < experiment.patterns.size(); ++k) {
    const std::string& name = experiment.patterns[k];
    const sim::Place place = place_of(experiment, "experiment.patterns[" + std::to_string(k) + "]");
    const territory::Pattern* pattern = territory::find_pattern(name);
    if (pattern == nullptr) {
      const std::string near = sim::nearest(name, known);
      faults.push_back({place,
                        "patterns names " + sim::in_quotes(sim::shortened(name)) + ", which is none",
                        {near.empty() ? "known    those of docs/validation.md" : "nearest  " + near}});
    } else if (std::ranges::find(patterns_, pattern) != patterns_.end()) {
      faults.push_back({place, "patterns names " + sim::in_quotes(name) + " twice", {"allowed  each once"}});
    } else if (pattern->month > scenario.run.last()) {
      faults.push_back({place,
                        "patterns names " + name + ", which is read in " + sim::to_string(pattern->month) +
                            ", but runs end with " + sim::to_string(scenario.run.last()),
                        {"expected  a later run.until"}});
    } else {
      patterns_.push_back(pattern);
    }
  }
}

sim::Month KeptValues::last() const {
  sim::Month last = months_.back();
  if (!epci_months_.empty()) last = std::max(last, epci_months_.back());
  for (const territory::Pattern* pattern : patterns_) last = std::max(last, pattern->month);
  return last;
}

void KeptValues::judge(const territory::Record& record, std::span<double> values) const {
  for (std::size_t k = 0; k < patterns_.size(); ++k)
    values[pattern_begin() + k] = territory::outcome_of(*patterns_[k], record).value;
}

std::optional<std::size_t> KeptValues::position(const std::string& measure, sim::Month month) const {
  const auto m = std::ranges::find(measures_, measure, &KeptMeasure::name);
  const auto t = std::ranges::find(months_, month);
  if (m == measures_.end() || t == months_.end()) return std::nullopt;
  return static_cast<std::size_t>(m - measures_.begin()) * months_.size() +
         static_cast<std::size_t>(t - months_.begin());
}

void KeptValues::observe(const territory::World& world, sim::Month month,
                         const territory::ObserverParameters& observers, const sim::Executor& executor,
                         std::span<double> values) const {
  const auto place = std::ranges::lower_bound(months_, month);
  const auto epci_place = std::ranges::lower_bound(epci_months_, month);
  const bool kept = place != months_.end() && *place == month;
  const bool epci_kept = epci_place != epci_months_.end() && *epci_place == month;
  if (!kept && !epci_kept) return;
  const std::vector<territory::Tally> epcis = territory::tally(
      world, month, territory::live_partnerships(world.ties, executor), {}, observers, executor);
  if (kept) {
    const auto t = static_cast<std::size_t>(place - months_.begin());
    territory::Tally whole;
    for (const territory::Tally& epci : epcis) whole += epci;
    for (std::size_t m = 0; m < measures_.size(); ++m)
      values[m * months_.size() + t] = measures_[m].stock != nullptr
                                           ? measures_[m].stock->value(whole)
                                           : static_cast<double>(world.flows.*measures_[m].flow->count);
  }
  if (!epci_kept) return;
  const auto t = static_cast<std::size_t>(epci_place - epci_months_.begin());
  for (std::size_t m = 0; m < epci_measures_.size(); ++m) {
    const KeptMeasure& measure = epci_measures_[m];
    const std::size_t begin = epci_begin() + (m * epci_months_.size() + t) * epcis_;
    for (std::size_t e = 0; e < epcis_; ++e)
      values[begin + e] =
          measure.stock != nullptr ? measure.stock->value(epcis[e]) : measure.flow->at_epci(epcis[e]);
  }
}

}  // namespace analysis
