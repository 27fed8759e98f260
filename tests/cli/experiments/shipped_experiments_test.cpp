// The experiments that come with the program are sound, and are what their texts say after being written
// anew.
#include <gtest/gtest.h>

#include <fstream>

#include "analysis/experiment/assembly.hpp"
#include "analysis/experiment/experiment_file.hpp"
#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"

namespace lien_test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> shipped_experiments() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(shipped("experiments"))) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(ShippedExperiments, OpenWithQuestionAndCostAndCanBeRun) {
  const auto files = shipped_experiments();
  EXPECT_GE(files.size(), 6U);
  for (const fs::path& file : files) {
    const std::string text = text_of(file);
    EXPECT_EQ(text.rfind("# Question: ", 0), 0U) << file;
    for (const char* part : {"\n# Varied: ", "\n# Cost: "})
      EXPECT_NE(text.find(part), std::string::npos) << file;
    const analysis::Assembly assembly(analysis::read_experiment(file), "program");
    EXPECT_GT(assembly.runs(), 1U) << file;
    (void)assembly.scenario_of(assembly.points() - 1, 0);
  }
}

TEST(ShippedExperiments, ReadBackFromTheirOwnText) {
  for (const fs::path& file : shipped_experiments()) {
    const analysis::Experiment experiment = analysis::read_experiment(file);
    const std::string text = analysis::experiment_toml(experiment);
    analysis::Experiment again = analysis::parse_experiment(text, "text");
    EXPECT_EQ(analysis::experiment_toml(again), text) << file;
    for (std::size_t k = 0; k < again.arms.size(); ++k) again.arms[k].scenario = experiment.arms[k].scenario;
    again.design.file = experiment.design.file;
    EXPECT_EQ(analysis::Assembly(again, "program").hash(), analysis::Assembly(experiment, "program").hash());
  }
}

TEST(ShippedExperiments, TheFirstOneTakesSeconds) {
  const TemporaryFolder folder;
  const Ended sweep =
      run_lien({"sweep", shipped("experiments/mini_factorial.toml"), "-o", "sweep", "-q"}, folder.path());
  EXPECT_EQ(sweep.exit_code, 0) << sweep.err;
  const Ended gathered = run_lien({"gather", "sweep", "-o", "sweep.nc"}, folder.path());
  EXPECT_EQ(gathered.exit_code, 0) << gathered.err;
  const Ended again =
      run_lien({"reproduce", "sweep.nc", "--run", "p7r3", "--tables", shipped("data")}, folder.path());
  EXPECT_EQ(again.out, "p7r3: all 24 values come out again, to the last bit\n") << again.err;
}

}  // namespace
}  // namespace lien_test
