// Where the time of a run goes: wall time by submodel and phase. Always taken: two readings of a clock a
// phase.
#pragma once

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sim/engine/submodel.hpp"

namespace sim {

using WallTime = std::chrono::steady_clock::duration;

/// Wall time of one submodel over all months so far.
struct PhaseTime {
  std::string name;
  WallTime decide{};
  WallTime commit{};
};

struct Profile {
  explicit Profile(const std::vector<Declaration>& declarations) {
    for (const Declaration& declaration : declarations) phases.push_back({declaration.name});
  }

  std::vector<PhaseTime> phases;  ///< in order of the schedule
  WallTime observers{};           ///< recording, progress
  // Around the months; the simulation does not see them, so whoever builds and writes tells.
  WallTime building{}, writing{};
};

/// Adds the time from its construction to its end to a total.
class Stopwatch {
 public:
  explicit Stopwatch(WallTime& total) : total_(total) {}
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;
  ~Stopwatch() { total_ += std::chrono::steady_clock::now() - start_; }

 private:
  WallTime& total_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// One line a submodel: seconds of `decide` and of `commit`, share of `whole`; then the rest of the run.
[[nodiscard]] std::string profile_as_text(const Profile& profile, WallTime whole);
/// {"seconds", "building", "observers", "writing", "submodels": [{"name", "decide", "commit"}]}, in seconds.
[[nodiscard]] nlohmann::json profile_as_json(const Profile& profile, WallTime whole);

}  // namespace sim
