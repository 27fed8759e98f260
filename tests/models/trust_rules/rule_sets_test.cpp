// Every theory ships its calibrated set, `scenarios/rules/<theory>.toml`.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "cli/scenario_file.hpp"
#include "tests/support/every_rule.hpp"

namespace {

TEST(RuleSets, EveryTheoryHasOneAndNothingElseDoes) {
  std::set<std::string> files, theories;
  for (const auto& entry : std::filesystem::directory_iterator(LIEN_SOURCE_DIR "/scenarios/rules"))
    files.insert(entry.path().stem().string());
  for (const auto rule : lien_test::every_rule()) theories.insert(lien_test::name_of(rule));
  EXPECT_EQ(files, theories);
  for (const auto rule : lien_test::every_rule()) {
    const auto file =
        std::filesystem::path(LIEN_SOURCE_DIR "/scenarios/rules") / (lien_test::name_of(rule) + ".toml");
    EXPECT_EQ(cli::load_scenario(file, {}).scenario.trust.rule, rule) << file;
  }
}

}  // namespace
