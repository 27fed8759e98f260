// One bad input and all that the program must say of it.
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/run_lien.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/tiny_territory.hpp"

namespace lien_test {

struct BadInput {
  std::string name;
  std::vector<std::pair<std::string, std::string>> files;  ///< name and text, beside the tiny territory's
  std::vector<std::string> arguments;
  std::string message;  ///< the whole of stderr
};

/// The scenario of the tiny territory with further lines: what it says stands from line 2 on.
inline BadInput over_tiny(std::string name, const std::string& lines, std::string message) {
  return {std::move(name),
          {{"scenario.toml", "extends = \"territory.toml\"\n" + lines}},
          {"run", "scenario.toml"},
          std::move(message)};
}

/// Files in the place of the tiny territory's.
inline BadInput bad_table(std::string name, std::vector<std::pair<std::string, std::string>> files,
                          std::string message) {
  return {std::move(name), std::move(files), {"run", "territory.toml"}, std::move(message)};
}

inline BadInput bad_command(std::string name, std::vector<std::string> arguments, std::string message) {
  return {std::move(name), {}, std::move(arguments), std::move(message)};
}

/// What follows a command line that does not parse.
constexpr const char* where_to_find_help =
    "\nrun 'lien --help' for the commands, 'lien COMMAND --help' for the options of one\n";

inline std::string communes_header() {
  return std::string(tiny_communes.substr(0, tiny_communes.find('\n') + 1));
}

inline void PrintTo(const BadInput& bad, std::ostream* out) { *out << bad.name; }
struct NameOfBadInput {
  std::string operator()(const testing::TestParamInfo<BadInput>& bad) const { return bad.param.name; }
};

/// Exit code 2, the message, nothing on stdout, and the folder as it was: no result, no temporary file.
inline void expect_refused(const BadInput& bad) {
  const TemporaryFolder folder;
  write_tiny_territory(folder);
  for (const auto& [name, text] : bad.files) folder.write(name, text);
  const auto before = content_of(folder.path());
  const auto refuses = [&](const std::vector<std::string>& arguments) {
    const Ended ended = run_lien(arguments, folder.path());
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(ended.err, bad.message);
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(content_of(folder.path()), before);
  };
  refuses(bad.arguments);
  if (bad.arguments.size() != 2 || bad.arguments[0] != "run") return;
  refuses({"validate", bad.arguments[1]});  // the same faults, found without a run
}

}  // namespace lien_test
