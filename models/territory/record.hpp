// What a run leaves behind: series gathered month by month, surveys, snapshots, and the result file made of
// them.
#pragma once

#include <string>
#include <vector>

#include "models/territory/measures.hpp"
#include "models/territory/patterns/observer.hpp"
#include "models/territory/scenario.hpp"
#include "models/territory/snapshot.hpp"
#include "models/territory/survey.hpp"
#include "models/territory/world/world.hpp"
#include "sim/output/checkpoint.hpp"
#include "sim/output/dataset.hpp"
#include "sim/output/series.hpp"

namespace territory {

class Record {
 public:
  /// `executor` must outlive the record.
  Record(const Scenario& scenario, const World& world, const sim::Executor& executor);

  /// Takes the rows due at the end of `month`.
  void observe(const World& world, sim::Month month);

  [[nodiscard]] const std::vector<sim::Month>& months() const { return months_; }
  [[nodiscard]] const std::vector<SurveyResult>& surveys() const { return surveys_; }
  [[nodiscard]] const PatternObserver& patterns() const { return patterns_; }
  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  /// Of the perimeter.
  [[nodiscard]] double inhabitants() const { return inhabitants_; }
  /// Perimeter measure at the end of `month`; NaN when that month was not recorded.
  [[nodiscard]] double perimeter(sim::Month month, std::string_view measure) const;
  /// Puts all that was gathered into a checkpoint, or takes it back in place of what is here. `restore`
  /// throws InputError when it cannot be a record of this scenario up to the end of month `done`.
  void save(sim::output::CheckpointSections& sections) const;
  void restore(const sim::output::CheckpointView& checkpoint, sim::Month done);

  /// The result file without provenance attributes.
  [[nodiscard]] sim::output::ResultFile result(const World& world) const;

 private:
  void add_units(sim::output::ResultFile& file, const World& world) const;
  [[nodiscard]] std::vector<sim::Month> months_due(sim::Month done) const;

  Scenario scenario_;
  const sim::Executor& executor_;
  double inhabitants_;
  PatternObserver patterns_;
  std::vector<sim::Month> months_, year_ends_;
  sim::output::Series perimeter_, epci_, commune_;
  std::vector<SurveyResult> surveys_;
  std::vector<Snapshot> snapshots_;
};

}  // namespace territory
