#include "sim/engine/profile.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace sim {

namespace {

double seconds(WallTime time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

std::string profile_as_text(const Profile& profile, WallTime whole) {
  const double total = seconds(whole);
  const auto share = [&](double part) { return total > 0.0 ? 100.0 * part / total : 0.0; };
  std::string text =
      fmt::format("  {:<28}{:>12}{:>12}{:>10}\n", "wall time", "decide, s", "commit, s", "share");
  for (const PhaseTime& phase : profile.phases) {
    const double decide = seconds(phase.decide), commit = seconds(phase.commit);
    text += fmt::format("  {:<28}{:>12.3f}{:>12.3f}{:>8.1f} %\n", phase.name, decide, commit,
                        share(decide + commit));
  }
  const auto line = [&](std::string_view name, double time) {
    text += fmt::format("  {:<28}{:>12}{:>12.3f}{:>8.1f} %\n", name, "", time, share(time));
  };
  line("recording, progress", seconds(profile.observers));
  line("building the world", seconds(profile.building));
  line("writing the result", seconds(profile.writing));
  line("whole run", total);
  return text;
}

nlohmann::json profile_as_json(const Profile& profile, WallTime whole) {
  nlohmann::json submodels = nlohmann::json::array();
  for (const PhaseTime& phase : profile.phases) {
    submodels.push_back(
        {{"name", phase.name}, {"decide", seconds(phase.decide)}, {"commit", seconds(phase.commit)}});
  }
  return {{"seconds", seconds(whole)},
          {"building", seconds(profile.building)},
          {"observers", seconds(profile.observers)},
          {"writing", seconds(profile.writing)},
          {"submodels", submodels}};
}

}  // namespace sim
