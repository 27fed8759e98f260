// Files as they are: sizes, names, no machine's paths, no test left out of the build.
#include <gmock/gmock.h>

#include <sstream>

#include "tests/architecture/sources.hpp"

namespace lien_test {
namespace {

using testing::IsEmpty;

const std::vector<std::string> everything{"sim", "models", "analysis", "cli", "bench", "tests"};

TEST(Files, StaySmallEnoughToRead) {
  constexpr long most_lines = 500;
  std::vector<std::string> long_files;
  for (const SourceFile& file : sources_in(everything)) {
    const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
    if (lines > most_lines) long_files.push_back(file.path + ": " + std::to_string(lines) + " lines");
  }
  EXPECT_THAT(long_files, IsEmpty());
}

// The benchmark shows what a user writes: 150 lines of code, no instruction of a particular processor.
TEST(Files, TrustBenchIsAShortModelInPlainLanguage) {
  long lines = 0;
  const std::vector<SourceFile> model = sources_in({"models/trustbench"});
  for (const SourceFile& file : model) {
    std::istringstream code(code_only(file.text));
    for (std::string line; std::getline(code, line);)
      if (line.find_first_not_of(" \t") != std::string::npos) ++lines;
  }
  EXPECT_GT(lines, 100);
  EXPECT_LE(lines, 150);
  EXPECT_THAT(
      lines_matching(model, "intrin\\.h|_mm[0-9]*_|__builtin_|__attribute__|\\[\\[gnu|#pragma (?!once)"),
      IsEmpty());
}

TEST(Files, EveryTestIsBuilt) {
  const std::regex groups("set\\(test_groups ([a-z ]+)\\)");
  const std::string build = text_of(LIEN_SOURCE_DIR "/tests/CMakeLists.txt");
  std::smatch found;
  ASSERT_TRUE(std::regex_search(build, found, groups));
  const std::string built = " " + found[1].str() + " ";
  std::vector<std::string> orphans;
  for (const SourceFile& file : files_in("tests", {".cpp"})) {
    const std::string group = file.path.substr(6, file.path.find('/', 6) - 6);
    const bool support = group == "support" && !file.path.ends_with("_test.cpp");
    const bool test = built.find(" " + group + " ") != std::string::npos && file.path.ends_with("_test.cpp");
    const bool fuzzer = group == "fuzz" && file.path.ends_with("_fuzzer.cpp");  // found by its own CMakeLists
    const bool lesson = group == "tutorial" && file.path.ends_with("_test.cpp");  // so is this
    if (!support && !test && !fuzzer && !lesson) orphans.push_back(file.path);
  }
  EXPECT_THAT(orphans, IsEmpty());
}

TEST(Files, EverySourceSaysFirstWhatItIsFor) {
  std::vector<std::string> silent;
  for (const SourceFile& file : sources_in(everything)) {
    const bool header = file.path.ends_with(".hpp");
    if (header && file.text.substr(0, 3) != "// ") silent.push_back(file.path);
    if (header && file.text.find("#pragma once") == std::string::npos)
      silent.push_back(file.path + " (no guard)");
  }
  EXPECT_THAT(silent, IsEmpty());
}

/// Names of the files git tracks, or would once they are added; outside a repository all of them.
std::vector<std::string> kept_files() {
  const Ended listed =
      run_command({"git", "ls-files", "--cached", "--others", "--exclude-standard"}, LIEN_SOURCE_DIR);
  std::istringstream lines(listed.out);
  std::vector<std::string> names;
  for (std::string name; std::getline(lines, name);) names.push_back(name);
  if (listed.exit_code == 0 && !names.empty()) return names;
  for (const std::string folder : {"sim", "models", "analysis", "cli", "tests", "scenarios"}) {
    for (const SourceFile& file : files_in(folder, {""})) names.push_back(file.path);
  }
  return names;
}

TEST(Files, NameNoMachine) {
  // Split, so that this file does not name them either.
  const std::vector<std::string> marks{std::string("/wo") + "rk/",  std::string("/ho") + "me/",
                                       std::string("/ro") + "ot/",  std::string("../sh") + "ared",
                                       std::string("/Us") + "ers/", std::string("pye") + "nv"};
  std::vector<std::string> found;
  for (const std::string& name : kept_files()) {
    const std::filesystem::path file = std::filesystem::path(LIEN_SOURCE_DIR) / name;
    if (!std::filesystem::is_regular_file(file) || file.extension() == ".csv") continue;
    const std::string text = text_of(file);
    for (const std::string& mark : marks) {
      if (text.find(mark) != std::string::npos) found.push_back(name + " holds " + mark);
    }
  }
  EXPECT_THAT(found, IsEmpty());
}

TEST(Files, NoTableNamesAMachine) {
  for (const SourceFile& file : files_in("scenarios", {".csv"}))
    EXPECT_EQ(file.text.find(std::string("/ho") + "me/"), std::string::npos) << file.path;
}

}  // namespace
}  // namespace lien_test
