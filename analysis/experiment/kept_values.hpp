// What is kept of every run: which measures, at the end of which months, of the perimeter and of each EPCI.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/experiment/experiment.hpp"
#include "models/territory/measures.hpp"
#include "models/territory/patterns/pattern.hpp"
#include "models/territory/scenario.hpp"
#include "models/territory/world/world.hpp"
#include "sim/parallel/executor.hpp"

namespace analysis {

/// A measure of the perimeter or of an EPCI: a state, or what a month brought.
struct KeptMeasure {
  std::string name, unit, meaning;
  const territory::StockMeasure* stock = nullptr;
  const territory::FlowMeasure* flow = nullptr;
};

class KeptValues {
 public:
  /// Resolves what an experiment keeps of runs of `scenario`; what is wrong goes to `faults`.
  KeptValues(const Experiment& experiment, const territory::Scenario& scenario, std::size_t epcis,
             std::vector<sim::Fault>& faults);

  [[nodiscard]] const std::vector<KeptMeasure>& measures() const { return measures_; }
  [[nodiscard]] const std::vector<sim::Month>& months() const { return months_; }
  [[nodiscard]] const std::vector<KeptMeasure>& epci_measures() const { return epci_measures_; }
  [[nodiscard]] const std::vector<sim::Month>& epci_months() const { return epci_months_; }
  [[nodiscard]] std::size_t epcis() const { return epcis_; }
  [[nodiscard]] const std::vector<const territory::Pattern*>& patterns() const { return patterns_; }
  /// Numbers a run leaves: perimeter [measure][month], then EPCI [measure][month][EPCI], then [pattern].
  [[nodiscard]] std::size_t count() const { return pattern_begin() + patterns_.size(); }
  /// Where the EPCI values begin.
  [[nodiscard]] std::size_t epci_begin() const { return measures_.size() * months_.size(); }
  /// Where the values of patterns begin.
  [[nodiscard]] std::size_t pattern_begin() const {
    return epci_begin() + epci_measures_.size() * epci_months_.size() * epcis_;
  }
  /// The last month anything is kept of: a run need not go further.
  [[nodiscard]] sim::Month last() const;
  /// Position of a perimeter value; none when it is not kept.
  [[nodiscard]] std::optional<std::size_t> position(const std::string& measure, sim::Month month) const;

  /// Puts the values of `month`, if it is kept, into `values` (of `count()`).
  void observe(const territory::World& world, sim::Month month,
               const territory::ObserverParameters& observers, const sim::Executor& executor,
               std::span<double> values) const;

  /// Puts the values of patterns into `values`; NaN where the run gave none.
  void judge(const territory::Record& record, std::span<double> values) const;

 private:
  void find_patterns(const Experiment& experiment, const territory::Scenario& scenario,
                     std::vector<sim::Fault>& faults);
  void add_months(const Experiment& experiment, const territory::Scenario& scenario,
                  std::vector<sim::Fault>& faults);

  std::vector<KeptMeasure> measures_, epci_measures_;
  std::vector<sim::Month> months_, epci_months_;
  std::vector<const territory::Pattern*> patterns_;
  std::size_t epcis_;
};

}  // namespace analysis
