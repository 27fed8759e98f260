// What a run leaves behind: series gathered month by month, surveys, snapshots, and the result file made of
// them.
#pragma once

#include <string>
#include <vector>

#include "models/territory/measures.hpp"
#include "models/territory/scenario.hpp"
#include "models/territory/snapshot.hpp"
#include "models/territory/survey.hpp"
#include "models/territory/world/world.hpp"
#include "sim/output/dataset.hpp"
#include "sim/output/series.hpp"

namespace territory {

class Record {
 public:
  Record(const Scenario& scenario, const World& world);

  /// Takes the rows due at the end of `month`.
  void observe(const World& world, sim::Month month);

  [[nodiscard]] const std::vector<sim::Month>& months() const { return months_; }
  [[nodiscard]] const std::vector<SurveyResult>& surveys() const { return surveys_; }
  /// Perimeter measure at the end of `month`; NaN when that month was not recorded.
  [[nodiscard]] double perimeter(sim::Month month, std::string_view measure) const;
  /// The result file without provenance attributes.
  [[nodiscard]] sim::output::ResultFile result(const World& world) const;

 private:
  void add_units(sim::output::ResultFile& file, const World& world) const;

  Scenario scenario_;
  std::vector<sim::Month> months_, year_ends_;
  sim::output::Series perimeter_, epci_, commune_;
  std::vector<SurveyResult> surveys_;
  std::vector<Snapshot> snapshots_;
};

}  // namespace territory
