// Who includes whom: cli → analysis → models → sim, never back; the TOML parser in one file only.
#include <gmock/gmock.h>

#include <map>

#include "tests/architecture/sources.hpp"

namespace lien_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The quoted includes of a file.
std::vector<std::string> includes(const SourceFile& file) {
  static const std::regex include("(?:^|\n)[ \t]*#[ \t]*include[ \t]*\"([^\"]+)\"");
  std::vector<std::string> names;
  for (std::sregex_iterator match(file.text.begin(), file.text.end(), include), end; match != end; ++match)
    names.push_back((*match)[1]);
  return names;
}

TEST(Layers, IncludeDownwardsOnly) {
  const std::map<std::string, std::vector<std::string>> allowed{
      {"sim", {"sim"}},
      {"models", {"models", "sim"}},
      {"analysis", {"analysis", "models", "sim"}},
      {"cli", {"cli", "analysis", "models", "sim"}},
      {"bench", {"bench", "models", "sim"}},
  };
  std::vector<std::string> upward;
  for (const auto& [layer, below] : allowed) {
    for (const SourceFile& file : sources_in({layer})) {
      for (const std::string& include : includes(file)) {
        const std::string folder = include.substr(0, include.find('/'));
        if (std::find(below.begin(), below.end(), folder) == below.end())
          upward.push_back(file.path + " includes " + include);
      }
    }
  }
  EXPECT_THAT(upward, IsEmpty());
}

TEST(Layers, NameFilesFromTheRootOfTheProject) {
  std::vector<std::string> lost;
  for (const SourceFile& file : sources_in({"sim", "models", "analysis", "cli", "bench", "tests"})) {
    for (const std::string& include : includes(file)) {
      if (!std::filesystem::exists(std::filesystem::path(LIEN_SOURCE_DIR) / include))
        lost.push_back(file.path + " includes " + include);
    }
  }
  EXPECT_THAT(lost, IsEmpty());
}

TEST(Layers, TheEngineKnowsNoWordOfTheModel) {
  EXPECT_THAT(lines_matching(sources_in({"sim"}), "\\bterritory::|\\b(mayor|commune|epci|trust)s?\\b"),
              IsEmpty());
}

// toml++ is changed by a macro: included with and without it, its inline functions would exist in two
// versions.
TEST(Layers, OnlyOneFileIncludesTheTomlParserAndItsAssertionsThrow) {
  std::vector<std::string> users;
  for (const SourceFile& file : sources_in({"sim", "models", "analysis", "cli", "bench", "tests"})) {
    const std::size_t include = file.text.find("\n#include <toml++");
    if (include == std::string::npos) continue;
    users.push_back(file.path);
    EXPECT_LT(file.text.find("#define TOML_ASSERT("), include) << file.path;
    EXPECT_LT(file.text.find("#undef NDEBUG"), include) << file.path;
  }
  EXPECT_THAT(users, ElementsAre("sim/parameters/scenario_text.cpp"));
}

}  // namespace
}  // namespace lien_test
