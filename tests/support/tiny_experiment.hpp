// Experiments on the tiny territory, whose runs take a few milliseconds.
#pragma once

#include <string>

#include "analysis/experiment/assembly.hpp"
#include "analysis/experiment/experiment_file.hpp"
#include "analysis/experiment/run_experiment.hpp"
#include "tests/support/tiny_territory.hpp"

namespace lien_test {

/// The head of an experiment on territory.toml that keeps two measures of its last month; what varies
/// follows.
inline constexpr std::string_view tiny_experiment_head =
    "[experiment]\n"
    "scenario = \"territory.toml\"\n"
    "replicates = 3\n"
    "months = [\"2008-01\", \"2008-02\"]\n"
    "measures = [\"contacts\", \"mean_trust\"]\n";

/// 2 × 3 points.
inline constexpr std::string_view tiny_factors =
    "[[factor]]\n"
    "name = \"rate\"\n"
    "parameter = \"encounters.encounter_rate\"\n"
    "values = [0.8, 3]\n"
    "[[factor]]\n"
    "name = \"closure\"\n"
    "parameter = \"encounters.closure\"\n"
    "levels = 3\n";

/// A folder with the tiny territory and an experiment.
class TinyExperiment {
 public:
  explicit TinyExperiment(const std::string& text = std::string(tiny_experiment_head) +
                                                    std::string(tiny_factors)) {
    write_tiny_territory(folder_);
    folder_.write("experiment.toml", text);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }
  [[nodiscard]] analysis::Experiment experiment() const {
    return analysis::read_experiment(folder_.path() / "experiment.toml");
  }
  [[nodiscard]] analysis::Assembly assembly() const { return {experiment(), "program"}; }

 private:
  TemporaryFolder folder_;
};

inline analysis::SweepOptions tiny_sweep(int jobs = 1) {
  analysis::SweepOptions options;
  options.program = "program";
  options.jobs = jobs;
  return options;
}

}  // namespace lien_test
