// How long the stages of projects take in fact (C7): project-months spent in a stage over the sub-steps
// completed in it, times the sub-steps of a stage. Projects that fail or wait count with the time they spent.
#pragma once

#include <cstdint>
#include <vector>

#include "models/territory/submodels/project_parameters.hpp"
#include "models/territory/world/world.hpp"
#include "sim/core/calendar.hpp"

namespace territory {

class StageLengths {
 public:
  void observe(const World& world, sim::Month month);

  /// Months of `stage` (emerge, perpetuate or deploy); NaN while no sub-step of it was completed.
  [[nodiscard]] double months(Stage stage) const;

  /// Whether what was brought back from a checkpoint fits together.
  [[nodiscard]] bool sound() const { return uids_.size() == progress_.size(); }

  template <class Self, class Use>
  static void each_store(Self& self, Use&& use) {
    use("stages spent", self.spent_);
    use("stages steps", self.steps_);
    use("stages projects", self.uids_);
    use("stages progress", self.progress_);
  }

 private:
  std::vector<std::int64_t> spent_ = std::vector<std::int64_t>(working_stages, 0);
  std::vector<std::int64_t> steps_ = std::vector<std::int64_t>(working_stages, 0);
  std::vector<std::uint32_t> uids_;     ///< projects of a month ago, in the order of rows
  std::vector<std::uint8_t> progress_;  ///< sub-steps each had done, over all stages
};

}  // namespace territory
