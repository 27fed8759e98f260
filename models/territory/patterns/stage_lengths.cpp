#include "models/territory/patterns/stage_lengths.hpp"

#include <algorithm>
#include <limits>

#include "models/territory/patterns/window.hpp"

namespace territory {

void StageLengths::observe(const World& world, sim::Month month) {
  if (month.value > window_end) return;
  const Projects& projects = world.projects;
  std::vector<std::uint32_t> uids;
  std::vector<std::uint8_t> progress;
  for (std::size_t p = 0; p < projects.size(); ++p) {
    uids.push_back(projects.table.uid(p).value);
    progress.push_back(
        static_cast<std::uint8_t>(stage_steps * static_cast<int>(projects.stage[p]) + projects.step[p]));
  }
  // Rows keep the order of uids, in which projects were born; a month completes one sub-step at most.
  for (std::size_t k = 0, p = 0; k < uids_.size(); ++k) {
    const auto stage = static_cast<std::size_t>(progress_[k] / stage_steps);
    if (stage >= working_stages) continue;
    ++spent_[stage];
    while (p < uids.size() && uids[p] < uids_[k]) ++p;
    if (p < uids.size() && uids[p] == uids_[k] && progress[p] > progress_[k]) ++steps_[stage];
  }
  uids_ = std::move(uids);
  progress_ = std::move(progress);
}

double StageLengths::months(Stage stage) const {
  const auto s = static_cast<std::size_t>(stage);
  if (steps_[s] == 0) return std::numeric_limits<double>::quiet_NaN();
  return stage_steps * static_cast<double>(spent_[s]) / static_cast<double>(steps_[s]);
}

}  // namespace territory
