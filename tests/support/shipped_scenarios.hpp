// The scenarios that come with the program, for tests that go through all of them.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/run_lien.hpp"

namespace lien_test {

/// Whether the long checks are asked for (./check --full).
inline bool full_checks() { return std::getenv("LIEN_FULL_CHECKS") != nullptr; }

/// Names below scenarios/, sorted: "massif_central/reference.toml".
inline std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> names;
  const std::filesystem::path root = shipped("");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    // What is no scenario, but runs some, has tests of its own.
    const std::string folder = entry.path().parent_path().filename().string();
    if (folder == "experiments" || folder == "calibrations" || folder == "hypotheses") continue;
    if (entry.path().extension() == ".toml")
      names.push_back(std::filesystem::relative(entry.path(), root).string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Options that bring scenarios of a whole country or massif within the time of a test: the same file on one
/// EPCI. The reference of the massif stays whole; `./check --full` runs France whole once.
inline std::vector<std::string> within_reach(const std::string& scenario) {
  const bool of_the_massif =
      (scenario.starts_with("massif_central/") && scenario != "massif_central/reference.toml") ||
      scenario.starts_with("rules/");
  if (scenario != "france.toml" && !of_the_massif) return {};
  return {"--set", "territory.perimeter=epcis", "--set", "territory.codes=[\"200069185\"]"};
}

/// The name of a scenario as the name of a test.
inline std::string test_name(std::string scenario) {
  std::replace_if(
      scenario.begin(), scenario.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return scenario;
}

}  // namespace lien_test
